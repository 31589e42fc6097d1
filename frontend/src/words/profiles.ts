import type { Profile, ProfileColour } from "../bridge/bridge";
import * as m from "../paraglide/messages";

/** What a profile is called. */
export const profileWord = ({ name, label }: Profile): string =>
  label || (name === "default" ? m.profiles_default() : name);

/** The colours that a profile may have, as they are drawn. */
export const paints: Readonly<Record<ProfileColour, string>> = {
  blue: "var(--colorPaletteBlueBorderActive)",
  orange: "var(--colorPalettePumpkinBorderActive)",
  teal: "var(--colorPaletteTealBorderActive)",
  pink: "var(--colorPalettePinkBorderActive)",
  green: "var(--colorPaletteForestBorderActive)",
  lavender: "var(--colorPaletteLavenderBorderActive)",
  ochre: "var(--colorPaletteBrassBorderActive)",
  grey: "var(--colorPalettePlatinumBorderActive)",
};
