import type { CustomerRow } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { AppState } from "./app.svelte";
import type { Edited, Marks } from "./selection.svelte";

/** Makes a customer a favourite, or none any more, and offers to undo it. */
export async function favour(
  app: AppState,
  { tenantId, name, displayDomain }: Pick<CustomerRow, "tenantId" | "name" | "displayDomain">,
  favourite: boolean,
): Promise<void> {
  const set = async (value: boolean) => {
    const done = await app.customers.setFavourite(tenantId, value);
    if (tenantId === app.selection.tenantId) app.selection.refresh(); // what was kept, not what was hoped
    return done;
  };
  if (!(await set(favourite))) return;
  const said = favourite ? m.customers_favourite_added : m.customers_favourite_removed;
  app.undo.did(said({ name: name || displayDomain }), () => set(!favourite));
}

/** Changes the marks of a customer, and offers to undo what that did. */
export async function mark(
  app: AppState,
  tenantId: string,
  kind: keyof Marks,
  change: (marks: string[]) => string[],
): Promise<void> {
  const edited = await app.selection.edit(tenantId, kind, change);
  if (!edited) return;
  const [added, removed] = [missing(edited.after, edited.before), missing(edited.before, edited.after)];
  const said =
    added.length > 0
      ? m.customers_mark_added({ marks: added.join(", "), name: edited.name })
      : m.customers_mark_removed({ marks: removed.join(", "), name: edited.name });
  app.undo.did(
    said,
    async () => (await app.selection.edit(tenantId, kind, (marks) => undone(marks, edited))) !== null,
  );
}

/** Those of a list that another has not. */
const missing = (of: readonly string[], in_: readonly string[]) => of.filter((mark) => !in_.includes(mark));

/** What is kept now without what was added, and with what was taken away where it stood; what came since stays. */
export function undone(marks: string[], { before, after }: Edited): string[] {
  const added = missing(after, before);
  const out = marks.filter((mark) => !added.includes(mark));
  for (const mark of missing(before, after)) {
    if (!out.includes(mark)) out.splice(before.indexOf(mark), 0, mark);
  }
  return out.length === marks.length && out.every((mark, i) => mark === marks[i]) ? marks : out;
}

/** Gives several customers a tag or takes it from them, and offers to undo it at those whom that changed. */
export async function tagSeveral(
  app: AppState,
  tenantIds: readonly string[],
  tag: string,
  on: boolean,
): Promise<boolean> {
  const set = (ids: readonly string[], value: boolean) =>
    app.bridge.customers.tagSeveral([...ids], tag, value);
  const said = on ? m.customers_tagged : m.customers_untagged;
  return several(app, tenantIds, on, set, (count) => said({ tag, count }));
}

/** Makes several customers favourites, or none any more, likewise. */
export async function favourSeveral(
  app: AppState,
  tenantIds: readonly string[],
  on: boolean,
): Promise<boolean> {
  const set = (ids: readonly string[], value: boolean) => app.bridge.customers.favourSeveral([...ids], value);
  const said = on ? m.customers_favoured : m.customers_unfavoured;
  return several(app, tenantIds, on, set, (count) => said({ count }));
}

async function several(
  app: AppState,
  tenantIds: readonly string[],
  on: boolean,
  set: (tenantIds: readonly string[], on: boolean) => Promise<string[]>,
  said: (count: number) => string,
): Promise<boolean> {
  const attempt = async (ids: readonly string[], value: boolean) => {
    try {
      const changed = await set(ids, value);
      if (changed.includes(app.selection.tenantId)) app.selection.refresh();
      return changed;
    } catch (reason) {
      app.failed(reason);
      return null;
    }
  };
  const changed = await attempt(tenantIds, on);
  if (!changed) return false;
  if (changed.length === 0) app.notices.say(said(0));
  else app.undo.did(said(changed.length), async () => (await attempt(changed, !on)) !== null);
  return true;
}
