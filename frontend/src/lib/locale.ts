import { type Locale, locales, getLocale as read } from "../paraglide/runtime.js";

export { type Locale, locales };

/** The locale for Intl: English dates are the British way round, as the project's English is. */
export function intlLocale(): string {
  return read() === "fr" ? "fr-FR" : "en-GB";
}

/** The language to show: what was chosen, else the first of the system's that we speak, else English. */
export function chooseLocale(chosen: string, system: readonly string[]): Locale {
  for (const wanted of [chosen, ...system]) {
    const language = wanted.toLowerCase().split("-")[0];
    const found = locales.find((l) => l === language);
    if (found) return found;
  }
  return "en";
}
