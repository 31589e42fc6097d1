import type { Locale } from "../lib/locale";
import { languages } from "../paraglide/first/said.js";

const files: Record<Locale, () => Promise<{ default: unknown[] }>> = {
  en: () => import("../paraglide/first/en.js"),
  fr: () => import("../paraglide/first/fr.js"),
};

let known = $state.raw<readonly Locale[]>([]);

/** Fetches what the first picture says in a language; what is on screen follows. */
export async function learn(locale: Locale): Promise<void> {
  if (known.includes(locale)) return;
  languages[locale] = (await files[locale]()).default as (typeof languages)[string];
  known = [...known, locale];
}

/** The language to speak: the wanted one, or, until that was fetched, one that was. */
export const spoken = (wanted: Locale): Locale => (known.includes(wanted) ? wanted : (known[0] ?? wanted));
