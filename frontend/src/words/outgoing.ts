import * as m from "../paraglide/messages";

/** States of what is outgoing (backend/partner/outgoing.go). */
const states: Record<string, () => string> = {
  draft: m.out_state_draft,
  queued: m.out_state_queued,
  sending: m.out_state_sending,
  sent: m.out_state_sent,
  "handed-off": m.out_state_handed_off,
  blocked: m.out_state_blocked,
  rejected: m.out_state_rejected,
  uncertain: m.out_state_uncertain,
};

/** The state in the chosen language. A queued portal request waits for a person, so it has its own word. */
export function outWord(state: string, channel: string): string {
  if (state === "queued" && channel === "portal") return m.out_state_to_file();
  return states[state]?.() ?? state;
}

/** Whether a state is one of the outbox rather than Microsoft's. */
export const isOutState = (state: string): boolean => state in states;

/** What happened to something outgoing (backend/partner/outgoing_next.go). */
const events: Record<string, () => string> = {
  queued: m.out_event_queued,
  "taken-back": m.out_event_taken_back,
  started: m.out_event_started,
  delivered: m.out_event_delivered,
  "handed-off": m.out_event_handed_off,
  found: m.out_event_found,
  "not-found": m.out_event_not_found,
  failed: m.out_event_failed,
  lost: m.out_event_lost,
  interrupted: m.out_event_interrupted,
  "not-settled": m.out_event_not_settled,
  held: m.out_event_held,
  released: m.out_event_released,
};

/** The event in the chosen language; one that a newer program names stands as it is. */
export const outEventWord = (event: string): string => events[event]?.() ?? event;

/** What is sent: a note, or a request by the way it goes. */
export function channelWord(channel: string): string {
  if (channel === "azure") return m.out_channel_azure();
  return channel === "note" ? m.out_channel_note() : m.out_channel_portal();
}
