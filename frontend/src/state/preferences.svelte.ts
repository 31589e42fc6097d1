import { type Bridge, type Preferences, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";
import { chooseLocale, type Locale } from "../lib/locale";
import { overwriteGetLocale } from "../paraglide/runtime.js";

const defaults: Preferences = {
  language: "",
  theme: "",
  density: "comfortable",
  paneWidth: 320,
  columnWidths: {},
  sort: "health",
  desc: false,
  logLevel: "",
  lockAfter: 0,
  toured: false,
  place: { view: "", tenantId: "", row: "", scroll: 0, paneClosed: false },
};

/** How long a dragged line must rest before its place is kept, in milliseconds. */
const rest = 400;

/** The window's settings, kept by the backend. */
export class PreferencesStore {
  value = $state.raw<Preferences>(defaults);
  readonly locale: Locale = $derived(chooseLocale(this.value.language, navigator.languages));
  #bridge: Bridge;
  #save: Latest<Preferences, void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#save = new Latest(
      (value) => bridge.settings.save(value),
      () => {},
      (reason) => onfail(toFault(reason)),
    );
    // Messages read the locale through this: what is on screen follows a change by itself.
    overwriteGetLocale(() => this.locale);
    window.addEventListener("pagehide", () => {
      if (this.#timer !== undefined) this.#keep();
    });
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
      sort: kept.sort || defaults.sort,
      paneWidth: kept.paneWidth || defaults.paneWidth,
      columnWidths: kept.columnWidths ?? {},
      place: { ...defaults.place, ...kept.place },
    };
  }

  /** Makes the page look and read as is preferred. */
  dress(root: HTMLElement): void {
    const { theme, density } = this.value;
    root.lang = this.locale;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    root.dataset.density = density;
  }

  /** Changes some and keeps them. */
  set(change: Partial<Preferences>): void {
    this.value = { ...this.value, ...change };
    this.#keep();
  }

  /** The same for what is dragged: kept once it rests, or when the window closes. */
  drag(change: Partial<Preferences>): void {
    this.value = { ...this.value, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), rest);
  }

  /** Where the window is, or how it stands there: kept once it rests. */
  place(change: Partial<Preferences["place"]>): void {
    this.drag({ place: { ...this.value.place, ...change } });
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#save.ask(this.value);
  }
}
