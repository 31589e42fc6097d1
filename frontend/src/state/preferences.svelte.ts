import { type Bridge, type ListLook, type Preferences, type SavedView, toFault } from "../bridge/bridge";
import { chooseLocale, type Locale } from "../lib/locale";
import { Resting } from "../lib/resting";
import { overwriteGetLocale } from "../paraglide/runtime.js";
import { spoken } from "../words/spoken.svelte";
import type { KeptLook } from "./looks";

/** What holds where nothing was chosen. */
export const defaults: Preferences = {
  language: "",
  theme: "",
  density: "comfortable",
  paneWidth: 320,
  logLevel: "",
  lockAfter: 0,
  reading: { healthEvery: 0, detailsEvery: 0, paused: false, onMetered: "" },
  portals: { order: [], hidden: [], own: [], hosts: [] },
  closing: { stays: false, told: false },
  toured: false,
  place: { view: "", tenantId: "", row: "", scroll: 0, day: "", paneClosed: false },
  lists: {},
  views: [],
  alerts: {
    off: [],
    onlyTags: [],
    neverTags: [],
    onlyServices: [],
    neverServices: [],
    class: "",
    least: "",
    quiet: [],
    warnDays: 0,
    staleHours: 0,
  },
  announces: { off: false, nameless: false },
  verdictUntried: false,
  sender: "",
  ticketSystem: "",
};
const asAtFirst: ListLook = {
  order: [],
  hidden: [],
  widths: {},
  sort: "",
  desc: false,
  filter: {},
  view: "",
};

/** How long a dragged line must rest before its place is kept, in milliseconds. */
const rest = 400;

/** The window's settings, kept by the backend. */
export class PreferencesStore {
  value = $state.raw<Preferences>(defaults);
  /** The language that is wanted, and the one that is spoken: the same as soon as its words are there. */
  readonly wanted: Locale = $derived(chooseLocale(this.value.language, navigator.languages));
  readonly locale: Locale = $derived(spoken(this.wanted));
  #bridge: Bridge;
  readonly #resting = new Resting();
  /** One call at a time, so that the newest choice is what stays. */
  #saving: Promise<void> = Promise.resolve();
  /** What was changed and is not kept yet. */
  readonly #changed = new Set<keyof Preferences>();
  #failed: (reason: unknown) => void;

  constructor(bridge: Bridge, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#failed = (reason) => onfail(toFault(reason));
    // Messages read the locale through this: what is on screen follows a change by itself.
    overwriteGetLocale(() => this.locale);
  }

  /** Reads what was kept. What can't be read leaves the defaults: the window must open. */
  async load(): Promise<void> {
    try {
      this.take(await this.#bridge.settings.load());
    } catch {
      this.value = defaults;
    }
  }

  /** Takes over what was kept. */
  take(kept: Preferences): void {
    this.value = {
      ...defaults,
      ...kept,
      density: kept.density || defaults.density,
      paneWidth: kept.paneWidth || defaults.paneWidth,
      portals: { ...defaults.portals, ...kept.portals },
      reading: { ...defaults.reading, ...kept.reading },
      place: { ...defaults.place, ...kept.place },
      closing: { ...defaults.closing, ...kept.closing },
      lists: kept.lists ?? {},
      views: (kept.views ?? []).map((view) => ({ ...view, filter: view.filter ?? {} })),
    };
  }

  /** How a list is looked at. */
  look(list: string): ListLook {
    const kept: { [K in keyof ListLook]?: ListLook[K] | null } = this.value.lists[list] ?? {};
    const { order, hidden, widths, filter } = kept; // Go has null for what is empty
    return {
      ...asAtFirst,
      ...this.value.lists[list],
      order: order ?? [],
      hidden: hidden ?? [],
      widths: widths ?? {},
      filter: filter ?? {},
    };
  }

  /** Looks at a list otherwise, and keeps it once it rests. */
  setLook(list: string, change: Partial<ListLook>): void {
    this.drag({ lists: { ...this.value.lists, [list]: { ...this.look(list), ...change } } });
  }

  /** The saved view that a list shows. */
  viewOf(list: string): SavedView | undefined {
    const { view } = this.look(list);
    return view ? this.value.views.find((each) => each.list === list && each.name === view) : undefined;
  }

  /** The look of one list, for the store that has its rows. */
  lookOf(list: string): KeptLook {
    return {
      question: () => this.viewOf(list) ?? { ...this.look(list), text: "" },
      left: ({ sort, desc, filter }) => {
        if (!this.viewOf(list)) this.setLook(list, { sort, desc, filter });
      },
    };
  }

  /** Makes the page look and read as is preferred. */
  dress(root: HTMLElement): void {
    const { theme, density } = this.value;
    // Only what is another: whatever is set has the whole page styled anew.
    if (root.lang !== this.locale) root.lang = this.locale;
    if (root.dataset.density !== density) root.dataset.density = density;
    if (!theme) delete root.dataset.theme;
    else if (root.dataset.theme !== theme) root.dataset.theme = theme;
  }

  /** Changes some and keeps them. */
  set(change: Partial<Preferences>): void {
    this.#change(change);
    this.#keep();
  }

  /** The same for what is dragged: kept once it rests, or when the window closes. */
  drag(change: Partial<Preferences>): void {
    this.#change(change);
    this.#resting.begin(rest, () => this.#keep());
  }

  /** Where the window is, or how it stands there: kept once it rests, if it is another place. */
  place(change: Partial<Preferences["place"]>): void {
    const kept: Record<string, unknown> = { ...this.value.place };
    if (Object.entries(change).every(([key, value]) => kept[key] === value)) return;
    this.drag({ place: { ...this.value.place, ...change } });
  }

  #change(change: Partial<Preferences>): void {
    this.value = { ...this.value, ...change };
    for (const field of Object.keys(change)) this.#changed.add(field as keyof Preferences);
  }

  /** Keeps what was changed, and no more: the rest may not be as it is kept, if it could not be read. */
  #keep(): Promise<void> {
    this.#resting.stop();
    this.#saving = this.#saving.then(() => {
      const changed = [...this.#changed]; // what was chosen while another was being kept is kept once
      this.#changed.clear();
      return changed.length > 0 ? this.#save(changed) : undefined;
    });
    return this.#saving;
  }

  async #save(changed: (keyof Preferences)[]): Promise<void> {
    try {
      await this.#bridge.settings.save(this.value, changed);
    } catch (reason) {
      const refused = toFault(reason).kind === "invalid";
      if (refused && changed.length > 1) {
        for (const field of changed) await this.#save([field]);
        return;
      }
      // What is refused would be refused again, and keep all that comes with it from being kept.
      if (!refused) for (const field of changed) this.#changed.add(field);
      this.#failed(reason);
    }
  }
}
