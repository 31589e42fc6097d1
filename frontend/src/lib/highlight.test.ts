import { describe, expect, it } from "vitest";
import { highlight } from "./highlight";

const show = (text: string, ranges: number[][] | null) =>
  highlight(text, ranges)
    .map(({ before, found }) => (found ? `${before}[${found}]` : before))
    .join("");

describe("highlight", () => {
  it.each<[string, number[][] | null, string]>([
    ["Fabrikam", null, "Fabrikam"],
    ["Fabrikam", [[0, 3]], "[Fab]rikam"],
    [
      "Fabrikam",
      [
        [5, 8],
        [0, 3],
      ],
      "[Fab]ri[kam]",
    ],
    [
      "Fabrikam",
      [
        [0, 3],
        [3, 5],
      ],
      "[Fabri]kam",
    ],
    [
      "Fabrikam",
      [
        [0, 5],
        [2, 6],
      ],
      "[Fabrik]am",
    ],
    ["Fabrikam", [[6, 99]], "Fabrik[am]"],
    ["Fabrikam", [[4, 4], [-3, 1], []], "[F]abrikam"],
    ["Łódź 🏢 AB", [[5, 7]], "Łódź [🏢] AB"],
  ])("%s %j", (text, ranges, want) => expect(show(text, ranges)).toBe(want));

  it("never loses or doubles a letter, whatever the ranges", () => {
    let seed = 1;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let i = 0; i < 500; i++) {
      const text = "abcdefghijkl".slice(0, next(12));
      const ranges = Array.from({ length: next(5) }, () => [next(16) - 2, next(16) - 2]);
      expect(
        highlight(text, ranges)
          .map((r) => r.before + r.found)
          .join(""),
      ).toBe(text);
    }
  });
});
