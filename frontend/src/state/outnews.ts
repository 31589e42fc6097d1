import { type OutgoingItem, type OutState, wayOf } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import { faultTitle } from "../words/faults";
import { changeText } from "../words/outgoing";
import type { ToastTone } from "./notices.svelte";

/** Something that became of the outbox's content, as a notice says it. */
export interface OutNews {
  text: string;
  tone: ToastTone;
}

const told: readonly OutState[] = ["sent", "rejected", "blocked"];

/** What became of the outbox between two lists. One thing is named, several of a kind are counted. */
export function newsOf(before: readonly OutgoingItem[], after: readonly OutgoingItem[]): OutNews[] {
  const was = new Map(before.map((i) => [i.localId, i.state]));
  const news = after.filter(
    (i) =>
      told.some((state) => state === i.state) &&
      was.get(i.localId) !== i.state &&
      was.has(i.localId) &&
      !(i.state === "blocked" && i.problem?.kind === "offline"), // the banner says it, quietly
  );
  return told.flatMap((state) => {
    const [first, ...more] = news.filter((i) => i.state === state);
    if (!first) return [];
    const tone = state === "sent" ? "info" : "error";
    const text = more.length > 0 ? counted(state, more.length + 1) : named(first);
    return [{ text, tone }];
  });
}

function named(item: OutgoingItem): string {
  const { customer, title } = item;
  if (item.state === "sent") {
    if (item.change) return m.outbox_news_change({ what: changeText(item), title });
    if (!wayOf(item.channel).request) return m.outbox_news_note({ customer, title });
    return item.id
      ? m.outbox_news_sent_number({ number: item.id, customer })
      : m.outbox_news_sent({ customer, title });
  }
  const reason = faultTitle(item.problem?.kind ?? "");
  return item.state === "rejected"
    ? m.outbox_news_rejected({ customer, title, reason })
    : m.outbox_news_blocked({ customer, title, reason });
}

function counted(state: OutState, count: number): string {
  if (state === "sent") return m.outbox_news_sent_many({ count });
  return state === "rejected"
    ? m.outbox_news_rejected_many({ count })
    : m.outbox_news_blocked_many({ count });
}
