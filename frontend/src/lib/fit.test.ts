import { expect, test } from "vitest";
import { fitting } from "./fit";

test.each([
  [[100, 50], 158 + 8, 2],
  [[100, 50], 165, 1],
  [[100, 50], 148, 1], // the first one and the menu
  [[100, 50], 147, 0],
  [[], 0, 0],
])("of %j in %i px %i are shown", (widths, room, count) => {
  expect(fitting(widths, room, 8, 32)).toBe(count);
});
