import type { OutgoingItem } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** How many of those that arrived are shown. */
const sentShown = 20;

/** The groups in their order: what needs a person first. */
const titles = {
  needs: m.outbox_group_needs,
  moving: m.outbox_group_moving,
  drafts: m.outbox_group_drafts,
  sent: m.outbox_group_sent,
} as const;
type GroupId = keyof typeof titles;

export interface OutGroup {
  id: GroupId;
  title: string;
  items: OutgoingItem[];
}

/** The outbox as the panel shows it; empty groups are left out. */
export function groupsOf(items: readonly OutgoingItem[]): OutGroup[] {
  const going = items.filter((i) => i.state !== "sent" && i.state !== "draft");
  const of: Record<GroupId, OutgoingItem[]> = {
    needs: going.filter((i) => i.waiting),
    moving: going.filter((i) => !i.waiting).reverse(),
    drafts: items.filter((i) => i.state === "draft"),
    sent: items.filter((i) => i.state === "sent").slice(0, sentShown),
  };
  return (Object.keys(titles) as GroupId[])
    .map((id) => ({ id, title: titles[id](), items: of[id] }))
    .filter((group) => group.items.length > 0);
}
