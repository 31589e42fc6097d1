import { type Language, languages } from "../bridge/bridge";

/** A language stands everywhere in its own words. */
const names: Record<Language, string> = { en: "English", fr: "Français" };

/** The languages to choose from, that of the reader first where one is named. */
export const languageChoices = (first?: Language) =>
  [...languages]
    .sort((a, b) => Number(b === first) - Number(a === first))
    .map((value) => ({ value, text: names[value] }));
