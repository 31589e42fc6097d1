import * as m from "../../paraglide/messages";
import { type Trouble, troubleNote } from "../../parts/remedies";
import type { AppState } from "../../state/app.svelte";
import { favour, mark } from "../../state/marking";
import type { Marks } from "../../state/selection.svelte";
import type { CustomerView } from "../../state/views";
import { addMarks, removeMark } from "./marks";

/** What the sheet of one customer can do. */
export interface SheetActions {
  favourite: (favourite: boolean) => void;
  refresh: () => void;
  /** Adds the tags or other names in what was typed. */
  mark: (kind: keyof Marks, text: string) => void;
  /** Takes one away, and offers to put it back. */
  unmark: (kind: keyof Marks, name: string) => void;
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
  return {
    favourite(favourite) {
      const { row } = app.selection;
      if (row?.tenantId === tenantId) void favour(app, row, favourite);
    },
    mark: (kind, text) => void mark(app, tenantId, kind, (marks) => addMarks(marks, text)),
    unmark: (kind, name) => void mark(app, tenantId, kind, (marks) => removeMark(marks, name)),
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
