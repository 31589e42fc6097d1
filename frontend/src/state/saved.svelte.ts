import type { Bridge, SavedView } from "../bridge/bridge";
import { equal } from "../lib/equal";
import { Latest } from "../lib/latest";
import * as m from "../paraglide/messages";
import { filterFor } from "./customers.svelte";
import type { Asking, Question } from "./looks";
import type { NavigationStore } from "./navigation.svelte";
import type { PreferencesStore } from "./preferences.svelte";
import type { UndoStore } from "./undo.svelte";
import type { View } from "./views";

/** What the store needs of the window. */
interface Window {
  preferences: PreferencesStore;
  navigation: NavigationStore;
  undo: UndoStore;
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

  /** Those of a list, in the order of the navigation. */
  of(list: View): readonly SavedView[] {
    return this.#all.filter((view) => view.list === list);
  }

  /** The one that a list shows. */
  current(list: View): SavedView | undefined {
    return this.#window.preferences.viewOf(list);
  }

  /** Whether a list asks something else than the view that it shows. */
  changed(list: View): boolean {
    const view = this.current(list);
    const asked = this.#lists[list]?.question;
    return view !== undefined && asked !== undefined && !equal(questionOf(view), asked);
  }

  /** Whether a name is free among those of a list, for the view that is called `but` too. */
  free(list: View, name: string, but = ""): boolean {
    return !this.of(list).some((view) => same(view.name, name) && view.name !== but);
  }

  /** Goes to a list and shows a view there. */
  show({ list, name }: SavedView): void {
    const view = this.#find(list, name);
    if (!view) return;
    this.#window.navigation.go(list as View);
    this.#turn(list, name);
    this.#lists[list as View]?.pose(questionOf(view));
  }

  /** The list without a view, as it was left. */
  leave(list: View): void {
    if (!this.current(list)) return;
    this.#turn(list, "");
    this.#lists[list]?.pose(this.#window.preferences.lookOf(list).question());
  }

  /** Keeps what a list asks under a free name, and shows that view. The list itself begins anew: what narrowed it is there. */
  save(list: View, name: string): void {
    const asked = this.#lists[list]?.question;
    if (!asked) return;
    const { preferences, undo } = this.#window;
    const { view, sort, desc, filter } = preferences.look(list);
    const before = this.current(list) ? { view } : { view: "", sort, desc, filter };
    this.#keep([...this.#all, { ...asked, list, name }]);
    if (!before.view) preferences.setLook(list, { sort: "", desc: false, filter: {} });
    this.#turn(list, name);
    undo.did(m.views_saved({ name }), async () => {
      this.#drop(list, name);
      preferences.setLook(list, before);
      return true;
    });
  }

  /** Keeps what a list asks in the view that it shows. */
  update(list: View): void {
    const view = this.current(list);
    const asked = this.#lists[list]?.question;
    if (!view || !asked) return;
    const put = (question: Question) =>
      this.#keep(this.#all.map((each) => (is(each, view) ? { ...each, ...question } : each)));
    put(asked);
    this.#window.undo.did(m.views_updated({ name: view.name }), async () => {
      put(questionOf(view));
      return true;
    });
  }

  /** Gives a view another name, a free one. */
  rename(list: View, name: string, to: string): void {
    const give = (from: string, next: string) => {
      const shown = this.current(list)?.name === from;
      this.#keep(
        this.#all.map((each) => (each.list === list && each.name === from ? { ...each, name: next } : each)),
      );
      if (shown) this.#turn(list, next);
    };
    give(name, to);
    this.#window.undo.did(m.views_renamed({ name: to }), async () => {
      if (this.free(list, name, to)) give(to, name);
      return true;
    });
  }

  /** Forgets a view. The list goes on showing what it asked. */
  delete(list: View, name: string): void {
    const view = this.#find(list, name);
    const at = this.#all.findIndex((each) => view && is(each, view));
    if (!view) return;
    const shown = this.current(list)?.name === name;
    this.#drop(list, name);
    this.#window.undo.did(m.views_deleted({ name }), async () => {
      if (this.free(list, name)) this.#keep(this.#all.toSpliced(at, 0, view));
      if (shown && !this.current(list)) this.#turn(list, name);
      return true;
    });
  }

  /** Counts what is in the views of the customers. */
  count(): void {
    const views = this.of("customers");
    if (views.length > 0) this.#counts.ask(views);
  }

  get #all(): readonly SavedView[] {
    return this.#window.preferences.value.views;
  }

  #find(list: string, name: string): SavedView | undefined {
    return this.#all.find((view) => view.list === list && view.name === name);
  }

  #turn(list: string, view: string): void {
    this.#window.preferences.setLook(list, { view });
  }

  #keep(views: readonly SavedView[]): void {
    this.#window.preferences.set({ views: [...views] });
    this.count();
  }

  #drop(list: View, name: string): void {
    if (this.current(list)?.name === name) this.#turn(list, "");
    this.#keep(this.#all.filter((view) => !(view.list === list && view.name === name)));
  }
}

const questionOf = ({ text, sort, desc, filter }: SavedView): Question => ({ text, sort, desc, filter });
const is = (a: SavedView, b: SavedView) => a.list === b.list && a.name === b.name;
