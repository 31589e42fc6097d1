import { expect, test } from "vitest";
import { quietDaies } from "../../bridge/bridge";
import { isQuiet, newWords, otherwise, weekdays } from "./quiet";

test.each([
  ["22:00", "07:00", true],
  ["00:00", "23:59", true],
  ["07:00", "07:00", false],
  ["24:00", "07:00", false],
  ["7:00", "08:00", false],
  ["", "07:00", false],
])("from %s until %s can be kept: %s", (from, until, good) => {
  expect(isQuiet({ from, until, days: [] })).toBe(good);
});

test("all days are kept as none, a day goes and comes back", () => {
  const without = otherwise([], "sun");
  expect(without).toEqual(["mon", "tue", "wed", "thu", "fri", "sat"]);
  expect(otherwise(without, "sun")).toEqual([]);
  expect(otherwise(["fri"], "mon")).toEqual(["mon", "fri"]);
});

test("a week begins on Monday, and every day has the name of its own", () => {
  const week = weekdays("fr");
  expect(week.map(({ day }) => day)).toEqual([...quietDaies.slice(1), "sun"]);
  expect(week.map(({ name }) => name)).toEqual([
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
  ]);
  expect(weekdays("en")[6]).toEqual({ day: "sun", name: "Sunday", short: "Sun" });
});

test("words that were pasted come once, and not again", () => {
  expect(newWords(" Lab, VIP;lab\n\nTest ", ["vip"])).toEqual(["Lab", "Test"]);
});
