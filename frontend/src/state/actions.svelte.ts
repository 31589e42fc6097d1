import { Chords, isTaken, pressOf } from "../lib/keys";
import { modalIsOpen } from "../lib/modal";
import * as m from "../paraglide/messages";

/** What actions are about, in the order in which they are shown. */
export const actionGroups = {
  search: m.frame_group_search,
  list: m.frame_group_list,
  go: m.frame_group_go,
  customer: m.frame_group_customer,
  portal: m.frame_group_portal,
  app: m.frame_group_app,
};
export type ActionGroup = keyof typeof actionGroups;

/** Something that can be done by key, by the command palette, and by whatever button shows the key. */
export interface Action {
  /** Unique; another registration of the same id takes its place. */
  id: string;
  /** As in lib/keys: "h", "g c", "Ctrl+Shift+P". More than one: the first is the one shown. */
  keys?: string[];
  group: ActionGroup;
  label: () => string;
  /** Whether it can be done now; without it, always. */
  enabled?: () => boolean;
  run: () => void;
  /** The key is handled where the focus is (rows of a grid): only told in the list of keys. */
  local?: boolean;
}

/** The one registry: keys, command palette and the list of keys are drawn from it. */
export class ActionsStore {
  list = $state.raw<readonly Action[]>([]);
  #chords = new Chords();

  /** Adds actions until the returned function is called. */
  register(...actions: Action[]): () => void {
    const ids = new Set(actions.map((a) => a.id));
    this.list = [...this.list.filter((a) => !ids.has(a.id)), ...actions];
    return () => {
      this.list = this.list.filter((a) => !actions.includes(a));
    };
  }

  find(id: string): Action | undefined {
    return this.list.find((a) => a.id === id);
  }

  /** The key to show beside an action's button. */
  keysOf(id: string): string | undefined {
    return this.find(id)?.keys?.[0];
  }

  can(action: Action): boolean {
    return !action.local && (action.enabled?.() ?? true);
  }

  run(id: string): void {
    const action = this.find(id);
    if (action && this.can(action)) action.run();
  }

  /** Runs what the key means here. Single letters never fire while typing, and nothing fires under a dialog. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressOf(event);
    if (press === null) return;
    if (event.target instanceof Element && event.target.closest("dialog")) return;
    if (modalIsOpen()) return; // its button may have lost the focus to the page
    if (isTaken(press, event.target)) return;
    // Enter and Space belong to the button that has the focus.
    const able = this.list.filter((a) => this.can(a));
    const found = this.#chords.press(
      press,
      able.flatMap((a) => a.keys ?? []),
      event.timeStamp,
    );
    if (found === null) return;
    event.preventDefault();
    if (found) able.find((a) => a.keys?.includes(found))?.run();
  }
}
