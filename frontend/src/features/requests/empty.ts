import type { DeskState } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { RequestFilter } from "../../state/requestlist.svelte";

const ofStates: Record<DeskState, { title: () => string; text: () => string }> = {
  open: { title: m.requests_none_open_title, text: m.requests_none_open_text },
  waiting: { title: m.requests_none_waiting_title, text: m.requests_none_waiting_text },
  outgoing: { title: m.requests_none_outgoing_title, text: m.requests_none_outgoing_text },
  closed: { title: m.requests_none_closed_title, text: m.requests_none_closed_text },
};

/** What is said when a filter leaves nothing: a state alone says what belongs there. */
export function noneOf(filter: RequestFilter): { title: string; text: string } {
  const alone = filter.text.trim() === "" && filter.minDays === 0;
  const state = alone && filter.state ? ofStates[filter.state] : undefined;
  return {
    title: (state?.title ?? m.requests_none_match_title)(),
    text: (state?.text ?? m.requests_none_match_text)(),
  };
}
