import { expect, it } from "vitest";
import { chooseLocale } from "./locale";

it.each([
  ["", ["fr-CH", "en"], "fr"],
  ["", ["de-DE", "fr-FR", "en-GB"], "fr"],
  ["", ["ja"], "en"],
  ["en", ["fr"], "en"],
  ["fr", ["en"], "fr"],
  ["xx", ["fr"], "fr"],
])("chosen %j, system %j: %s", (chosen, system, want) => expect(chooseLocale(chosen, system)).toBe(want));
