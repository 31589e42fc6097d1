import { describe, expect, it } from "vitest";
import { ageText, formatDate, formatNumber, isOld } from "./age";

const now = Date.parse("2026-11-22T12:00:00Z");
const since = (ms: number) => new Date(now - ms).toISOString();
const minute = 60_000;
const hour = 60 * minute;

describe("age", () => {
  it.each([
    [0, "1 min", "1 min"],
    [59_000, "1 min", "1 min"],
    [3 * minute, "3 min", "3 min"],
    [59.9 * minute, "59 min", "59 min"],
    [hour, "1 h", "1 h"],
    [23.9 * hour, "23 h", "23 h"],
    [24 * hour, "1 d", "1 j"],
    [50 * hour, "2 d", "2 j"],
  ])("%d ms ago", (ms, english, french) => {
    const plain = (s: string | null) => s?.replaceAll("\u00a0", " ");
    expect(plain(ageText(since(ms), now, "en-GB"))).toBe(english);
    expect(plain(ageText(since(ms), now, "fr-FR"))).toBe(french);
  });

  it("never is not an age", () => {
    expect(ageText(null, now, "en-GB")).toBeNull();
    expect(ageText("soon", now, "en-GB")).toBeNull();
  });

  it("a clock that is behind does not give a negative age", () => {
    expect(ageText(since(-hour), now, "en-GB")).toBe("1\u00a0min");
  });

  it("only what is over a day old, or was never known, is old", () => {
    expect(isOld(since(24 * hour), now)).toBe(false);
    expect(isOld(since(24 * hour + 1), now)).toBe(true);
    expect(isOld(null, now)).toBe(true);
  });
});

describe("dates and numbers follow the language", () => {
  it("dates", () => {
    expect(formatDate("2027-03-12T10:00:00Z", "en-GB")).toBe("12 Mar 2027");
    expect(formatDate("2027-03-12T10:00:00Z", "fr-FR")).toBe("12 mars 2027");
    expect(formatDate(undefined, "fr-FR")).toBeNull();
  });
  it("numbers", () => {
    expect(formatNumber(10_000, "en-GB")).toBe("10,000");
    expect(formatNumber(10_000, "fr-FR")).toMatch(/^10\s000$/);
  });
});
