import { expect, test } from "vitest";
import { fitting } from "./fit";

test.each([
  [2, [100, 50], 158 + 8, 2],
  [2, [100, 50], 165, 1],
  [2, [100, 50], 148, 1], // the first one and the menu
  [2, [100, 50], 147, 0],
  [0, [], 0, 0],
  [3, [], 0, 3], // nothing was laid out yet
  [2, [100], 108, 2],
  [1, [100, 50], 108, 1], // what went is not counted
])("of %i, %j in %i px, %i are shown", (count, widths, room, shown) => {
  const names = ["a", "b", "c"].slice(0, count);
  const laid = Object.fromEntries(widths.map((width, i) => ["abc".charAt(i), width]));
  expect(fitting(names, laid, room, 8, 32)).toBe(shown);
});
