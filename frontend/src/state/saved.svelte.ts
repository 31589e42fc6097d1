import type { Bridge, SavedView } from "../bridge/bridge";
import { equal } from "../lib/equal";
import { Latest } from "../lib/latest";
import { filterFor } from "./customers.svelte";
import type { Asking, Question } from "./looks";
import type { NavigationStore } from "./navigation.svelte";
import type { PreferencesStore } from "./preferences.svelte";
import type { View } from "./views";

/** What the store needs of the window. */
interface Window {
  preferences: PreferencesStore;
  navigation: NavigationStore;
}

/** Lists are known by the view of the navigation that shows them. */
type Lists = Partial<Record<View, Asking>>;

/** What the dialog is to name: what a list asks now, or a view anew. */
export interface Naming {
  list: View;
  /** The name that it has; empty: none yet. */
  name: string;
}

const same = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase();

/**
 * Views: what a list was narrowed to, kept under a name and shown by it. A list that shows one is otherwise as it was
 * left: who leaves the view finds it so.
 */
export class SavedViews {
  /** What is to be named; null: nothing. */
  naming = $state.raw<Naming | null>(null);
  /** How many customers each of their views counts, by its name; one that is not counted yet is missing. */
  counts = $state.raw<ReadonlyMap<string, number>>(new Map());
  #window: Window;
  #lists: Lists;
  #counts: Latest<readonly SavedView[], number[]>;

  constructor(bridge: Bridge, window: Window, lists: Lists) {
    this.#window = window;
    this.#lists = lists;
    this.#counts = new Latest(
      (views) => bridge.customers.count(views.map((view) => ({ ...filterFor(view), offset: 0, limit: 0 }))),
      (counts, views) => {
        this.counts = new Map(views.map(({ name }, i) => [name, counts[i] ?? 0]));
      },
    );
    bridge.on("customers", () => this.count());
  }

  /** Whether a list can have views. */
  has = (view: View): boolean => this.#lists[view] !== undefined;

  /** What a list asks now. */
  asked(list: View): Question | undefined {
    return this.#lists[list]?.question;
  }

  /** Those of a list, in the order of the navigation. */
  of(list: View): readonly SavedView[] {
    return this.#window.preferences.value.views.filter((view) => view.list === list);
  }

  /** The one that a list shows. */
  current(list: View): SavedView | undefined {
    return this.#window.preferences.viewOf(list);
  }

  /** Whether a list asks something else than the view that it shows. */
  changed(list: View): boolean {
    const view = this.current(list);
    const asked = this.asked(list);
    return view !== undefined && asked !== undefined && !equal(questionOf(view), asked);
  }

  /** Whether a name is free among those of a list, for the view that is called `but` too. */
  free(list: View, name: string, but = ""): boolean {
    return !this.of(list).some((view) => same(view.name, name) && view.name !== but);
  }

  /** Goes to a list and shows a view there. */
  show({ list, name }: SavedView): void {
    const view = this.of(list as View).find((each) => each.name === name);
    if (!view) return;
    this.#window.navigation.go(list as View);
    this.#window.preferences.setLook(list, { view: name });
    this.#lists[list as View]?.pose(questionOf(view));
  }

  /** The list without a view, as it was left. */
  leave(list: View): void {
    if (!this.current(list)) return;
    this.#window.preferences.setLook(list, { view: "" });
    this.#lists[list]?.pose(this.#window.preferences.lookOf(list).question());
  }

  /** Counts what is in the views of the customers. */
  count(): void {
    const views = this.of("customers");
    if (views.length > 0) this.#counts.ask(views);
  }
}

export const questionOf = ({ text, sort, desc, filter }: SavedView): Question => ({
  text,
  sort,
  desc,
  filter,
});
