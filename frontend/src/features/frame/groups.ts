import { type Action, type ActionGroup, actionGroups } from "../../state/actions.svelte";

/** Actions by group, in the order in which they are shown; empty groups are left out. */
export function groupsOf(
  actions: readonly Action[],
): { id: ActionGroup; title: string; actions: Action[] }[] {
  return (Object.keys(actionGroups) as ActionGroup[])
    .map((id) => ({ id, title: actionGroups[id](), actions: actions.filter((a) => a.group === id) }))
    .filter((group) => group.actions.length > 0);
}

/** The actions whose words all begin a word of the label, in any order; accents and case don't matter. */
export function findActions(actions: readonly Action[], text: string): Action[] {
  const fold = (s: string) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  return actions.filter((a) => {
    const words = fold(a.label()).split(/[\s’'-]+/);
    return wanted.every((w) => words.some((word) => word.startsWith(w)));
  });
}
