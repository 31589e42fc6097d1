import { expect, test } from "vitest";
import { place } from "./place";

const view = { width: 800, height: 560 };
const anchor = (left: number, top: number) => ({ left, right: left + 100, top, bottom: top + 32 });

test.each([
  ["below", anchor(10, 40), 200, { top: 76, height: 476 }],
  ["above where there is no room below", anchor(10, 500), 200, { top: 296, height: 200 }],
  ["higher than the window: below, and it scrolls", anchor(10, 40), 900, { top: 76, height: 476 }],
  ["higher than the window: above, and it scrolls", anchor(10, 400), 900, { top: 8, height: 388 }],
])("%s", (_, at, height, want) => {
  expect(place(at, { width: 300, height }, view)).toMatchObject(want);
});

test.each([
  ["start", 10, 10],
  ["start", 700, 492],
  ["end", 600, 400],
  ["end", 10, 8],
] as const)("kept to the %s of an anchor at %i it begins at %i", (align, left, want) => {
  expect(place(anchor(left, 40), { width: 300, height: 100 }, view, align).left).toBe(want);
});
