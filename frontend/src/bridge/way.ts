import { type Channel, ways } from "./contract";

/** What there is to know of a channel (backend/partner/channel.go). What a newer program names waits for a person. */
export const wayOf = (channel: string): (typeof ways)[Channel] => ways[channel as Channel] ?? ways.portal;
