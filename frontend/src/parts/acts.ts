import { type Act, type OutgoingItem, type OutState, wayOf } from "../bridge/bridge";

/** The acts that make sense in a state, the next step first; none while it is being sent. */
export function actsFor(item: Pick<OutgoingItem, "state" | "channel" | "id" | "unseen">): readonly Act[] {
  const way = wayOf(item.channel);
  const acts: readonly Act[] = way.acts[item.state as OutState] ?? [];
  // A number that Microsoft does not show may have been mistyped.
  if (item.unseen) return ["filed", ...acts.filter((act) => act !== "open")];
  // A request whose number nobody knows can't be shown.
  return way.request && !item.id ? acts.filter((act) => act !== "open") : acts;
}
