import type { OutgoingItem } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** How many of those that arrived are shown. */
const sentShown = 20;

export interface OutGroup {
  id: "needs" | "moving" | "drafts" | "sent";
  title: string;
  items: OutgoingItem[];
}

/** The outbox as the panel shows it: what needs a person first; empty groups are left out. */
export function groupsOf(items: readonly OutgoingItem[]): OutGroup[] {
  const sent = items.filter((i) => i.state === "sent");
  const drafts = items.filter((i) => i.state === "draft");
  const going = items.filter((i) => i.state !== "sent" && i.state !== "draft");
  const groups: OutGroup[] = [
    { id: "needs", title: m.outbox_group_needs(), items: going.filter((i) => i.waiting) },
    { id: "moving", title: m.outbox_group_moving(), items: going.filter((i) => !i.waiting).reverse() },
    { id: "drafts", title: m.outbox_group_drafts(), items: drafts },
    { id: "sent", title: m.outbox_group_sent(), items: sent.slice(0, sentShown) },
  ];
  return groups.filter((g) => g.items.length > 0);
}
