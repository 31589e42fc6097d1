import type { CustomerQuery, RequestQuery } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { AppState } from "../state/app.svelte";
import { stateWord } from "../words/health";

/** What narrows a list, in words; nothing: all of it is shown. */
export function askedOf(app: AppState, list: string): string[] {
  if (list === "desk") return requests(app.requests.desk.filter);
  return list === "customers" || list === "apart" ? customers(app.customers.filter) : [];
}

const quoted = (text: string) => (text.trim() ? [m.rows_file_text({ text: text.trim() })] : []);

function customers(of: Omit<CustomerQuery, "offset" | "limit">): string[] {
  return [
    ...quoted(of.text),
    ...(of.without ? [m.customers_apart_title()] : []),
    ...(of.attention ? [m.customers_filter_attention()] : []),
    ...(of.problem ? [m.customers_filter_unreadable()] : []),
    ...(of.favourite ? [m.customers_filter_favourites()] : []),
    ...(of.health ? [stateWord(of.health)] : []),
    ...(of.tag ? [m.rows_file_tag({ tag: of.tag })] : []),
  ];
}

const states: Record<Exclude<RequestQuery["state"], "">, () => string> = {
  open: m.requests_filter_open,
  needsYou: m.requests_filter_waiting,
  waiting: m.requests_filter_waiting,
  onTheirWay: m.requests_filter_outgoing,
  closed: m.requests_filter_closed,
};

function requests(of: Omit<RequestQuery, "offset" | "limit">): string[] {
  return [
    ...quoted(of.text),
    ...(of.state ? [states[of.state]()] : []),
    ...(of.minDays > 0 ? [m.requests_filter_days({ count: of.minDays })] : []),
  ];
}
