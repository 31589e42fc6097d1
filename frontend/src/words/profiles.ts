import type { Profile, ProfileColour } from "../bridge/bridge";
import * as m from "../paraglide/messages";

/** What a profile is called. */
export const profileWord = ({ name, label }: Profile): string =>
  label || (name === "default" ? m.profiles_default() : name);

/** The colours that a profile may have: in words, and as they are drawn. */
export const colours: Readonly<Record<ProfileColour, { word: () => string; paint: string }>> = {
  blue: { word: m.profiles_blue, paint: "var(--colorPaletteBlueBorderActive)" },
  orange: { word: m.profiles_orange, paint: "var(--colorPalettePumpkinBorderActive)" },
  teal: { word: m.profiles_teal, paint: "var(--colorPaletteTealBorderActive)" },
  pink: { word: m.profiles_pink, paint: "var(--colorPalettePinkBorderActive)" },
  green: { word: m.profiles_green, paint: "var(--colorPaletteForestBorderActive)" },
  lavender: { word: m.profiles_lavender, paint: "var(--colorPaletteLavenderBorderActive)" },
  ochre: { word: m.profiles_ochre, paint: "var(--colorPaletteBrassBorderActive)" },
  grey: { word: m.profiles_grey, paint: "var(--colorPalettePlatinumBorderActive)" },
};
