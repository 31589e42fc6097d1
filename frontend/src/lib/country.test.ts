import { expect, test } from "vitest";
import { countryName } from "./country";

test.each([
  ["UK", "Royaume-Uni"],
  ["de", "Allemagne"],
  ["ALLEMAGNE", "Allemagne"],
  ["Atlantis ", "Atlantis"],
])("%s is called %s", (text, want) => {
  expect(countryName(text, "fr-FR")).toBe(want);
});
