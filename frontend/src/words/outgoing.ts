import sending from "@fluentui/svg-icons/icons/arrow_upload_20_regular.svg?drawing";
import sent from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?drawing";
import queued from "@fluentui/svg-icons/icons/clock_20_regular.svg?drawing";
import rejected from "@fluentui/svg-icons/icons/dismiss_circle_20_filled.svg?drawing";
import draft from "@fluentui/svg-icons/icons/edit_20_regular.svg?drawing";
import blocked from "@fluentui/svg-icons/icons/pause_circle_20_filled.svg?drawing";
import toFile from "@fluentui/svg-icons/icons/person_arrow_right_20_regular.svg?drawing";
import handedOff from "@fluentui/svg-icons/icons/person_clock_20_regular.svg?drawing";
import uncertain from "@fluentui/svg-icons/icons/question_circle_20_regular.svg?drawing";
import {
  type Channel,
  channels,
  type OutEvent,
  type OutgoingItem,
  type OutState,
  wayOf,
} from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";
import { severityWord } from "./requests";

/** How the states of what is outgoing look. */
const looks: Record<OutState, Look> = {
  draft: { icon: draft, tone: "quiet", word: m.out_state_draft },
  queued: { icon: queued, tone: "info", word: m.out_state_queued },
  sending: { icon: sending, tone: "info", word: m.out_state_sending },
  sent: { icon: sent, tone: "success", word: m.out_state_sent },
  "handed-off": { icon: handedOff, tone: "warning", word: m.out_state_handed_off },
  blocked: { icon: blocked, tone: "warning", word: m.out_state_blocked },
  rejected: { icon: rejected, tone: "danger", word: m.out_state_rejected, strong: true },
  uncertain: { icon: uncertain, tone: "warning", word: m.out_state_uncertain },
};

/** A portal request that is queued waits for a person. */
const waitsForPerson: Look = { icon: toFile, tone: "warning", word: m.out_state_to_file };

/** The number is a person's word; no list of Microsoft's shows it. */
const notSeen: Look = { icon: uncertain, tone: "warning", word: m.out_state_unseen };

/** How a state of the outbox is drawn and said; one that a newer program names stands as it is. */
export function outLook(state: string, channel: string, unseen = false): Look {
  if (state === "sent" && unseen) return notSeen;
  if (state === "queued" && !wayOf(channel).byItself) return waitsForPerson;
  return looks[state as OutState] ?? { icon: uncertain, tone: "quiet", word: () => state };
}

/** The state in the chosen language. */
export const outWord = (state: string, channel: string): string => outLook(state, channel).word();

/** Whether a state is one of the outbox rather than Microsoft's. */
export const isOutState = (state: string): boolean => state in looks;

/** What happened to something outgoing (backend/partner/outgoing_next.go). */
const events: Record<OutEvent, () => string> = {
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
  seen: m.out_event_seen,
};

/** The event in the chosen language; one that a newer program names stands as it is. */
export const outEventWord = (event: string): string => events[event as OutEvent]?.() ?? event;

const channelWords: Record<Channel, () => string> = {
  azure: m.out_channel_azure,
  portal: m.out_channel_portal,
  note: m.out_channel_note,
  change: m.out_channel_change,
};

/** What a change makes of a request; "" for anything else. */
export function changeText({ change }: Pick<OutgoingItem, "change">): string {
  if (!change) return "";
  if (!change.severity) return m.out_change_close();
  return m.out_change_severity({ severity: severityWord(change.severity) });
}

/** What is sent: a note, or a request by the way it goes. */
export function channelWord(channel: string): string {
  return channelWords[channels.find((c) => c === channel) ?? "portal"]();
}
