import { expect, test } from "vitest";
import { ends } from "./snooze";

test("an alert is put off until mornings that are mornings here, and Monday is never today", () => {
  for (let day = 22; day < 29; day++) {
    const now = new Date(2026, 10, day, 9, 30).getTime(); // a Sunday to a Saturday
    const at = Object.fromEntries(ends(now).map((e) => [e.value, new Date(e.until)]));
    expect([at.hour?.getTime(), at.hours?.getTime()]).toEqual([now + 3_600_000, now + 4 * 3_600_000]);
    for (const name of ["tomorrow", "monday", "week"]) expect(at[name]?.getHours()).toBe(8);
    expect(at.tomorrow?.getDate()).toBe(new Date(2026, 10, day + 1).getDate());
    expect(at.monday?.getDay()).toBe(1);
    expect(at.monday?.getTime()).toBeGreaterThan(now);
    expect(new Set(ends(now).map((e) => e.until > new Date(now).toISOString()))).toEqual(new Set([true]));
  }
});
