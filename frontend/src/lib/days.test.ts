import { expect, test } from "vitest";
import { daysLeft } from "./days";

const now = Date.parse("2026-03-10T12:00:00Z");

test.each([
  ["2026-03-10T12:00:01Z", 1],
  ["2026-03-11T12:00:00Z", 1],
  ["2026-03-11T12:00:01Z", 2],
  ["2026-04-09T12:00:00Z", 30],
])("the days to %s are %i, the last one counted whole", (iso, days) => {
  expect(daysLeft(iso, now)).toBe(days);
});

test("what ended has no day left", () => {
  expect(daysLeft("2026-03-10T12:00:00Z", now)).toBeLessThanOrEqual(0);
  expect(daysLeft("2026-03-08T12:00:00Z", now)).toBe(-2);
});
