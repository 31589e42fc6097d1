import * as m from "../../paraglide/messages";
import { type Trouble, troubleNote } from "../../parts/remedies";
import type { AppState } from "../../state/app.svelte";
import type { CustomerView } from "../../state/views";

/** What the sheet of one customer can do. */
export interface SheetActions {
  favourite: (favourite: boolean) => void;
  refresh: () => void;
  tags: (tags: string[]) => void;
  aliases: (aliases: string[]) => void;
  /** A tag or a name was taken away; undo puts it back. */
  removed: (name: string, undo: () => void) => void;
  /** Opens a portal in the browser. */
  open: (portal: string) => void;
  /** Puts a text on the clipboard. */
  copy: (text: string) => Promise<void>;
  /** What is shown of a failure, with what can be done about it. */
  trouble: (problem: Trouble) => ReturnType<typeof troubleNote>;
  /** Shows another view of the same customer. */
  go: (view: CustomerView) => void;
}

/** The actions, bound to one customer for good: an undo that comes after another was chosen hits the right one. */
export function sheetActions(app: AppState, tenantId: string): SheetActions {
  const { customers } = app.bridge;

  /** A mark is written, then read again: the window shows what was kept, not what was hoped. */
  async function keep(written: Promise<void>) {
    await app.attempt(written);
    if (tenantId === app.selection.tenantId) app.selection.refresh();
  }

  return {
    favourite: (favourite) => void keep(customers.setFavourite(tenantId, favourite)),
    tags: (tags) => void keep(customers.setTags(tenantId, tags)),
    aliases: (aliases) => void keep(customers.setAliases(tenantId, aliases)),
    removed(name, undo) {
      app.notices.say(m.details_removed({ name }), { action: { text: m.undo(), run: undo } });
    },
    refresh() {
      app.sync.refreshCustomer(tenantId);
      app.notices.say(m.details_refreshing());
    },
    open: (key) => void app.openPortal(key, tenantId),
    copy: (text) => app.bridge.copy(text),
    trouble: (problem) => troubleNote(app, problem),
    go: (view) => app.navigation.go(view, tenantId),
  };
}
