import { afterEach, describe, expect, it, vi } from "vitest";
import { ageText, formatDate, formatDateTime, formatDay, formatNumber, formatTime, isOld } from "./age";

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

describe("a time is that of the user's wall, and says which one it is where the hour comes twice", () => {
  afterEach(() => vi.unstubAllEnvs());
  it.each([
    ["Europe/Paris", "2026-07-01T22:30:00Z", "2 Jul 2026, 00:30"],
    ["Europe/Paris", "2026-10-25T00:30:00Z", "25 Oct 2026, 02:30 (UTC+02:00)"],
    ["Europe/Paris", "2026-10-25T01:30:00Z", "25 Oct 2026, 02:30 (UTC+01:00)"],
    ["Europe/Paris", "2026-10-25T02:00:00Z", "25 Oct 2026, 03:00"],
    ["Europe/Paris", "2026-03-29T01:30:00Z", "29 Mar 2026, 03:30"],
    ["America/New_York", "2026-11-01T06:30:00Z", "1 Nov 2026, 01:30 (UTC-05:00)"],
    ["Australia/Lord_Howe", "2026-04-04T15:15:00Z", "5 Apr 2026, 01:45 (UTC+10:30)"],
  ])("%s %s", (zone, at, text) => {
    vi.stubEnv("TZ", zone);
    expect(formatDateTime(at, "en-GB")).toBe(text);
    expect(formatTime(at, "en-GB")).toBe(text.split(", ")[1]);
    expect(formatDate(at, "en-GB")).toBe(text.split(", ")[0]);
  });
});

describe("a day is that day in every zone, a moment is the user's own", () => {
  afterEach(() => vi.unstubAllEnvs());
  it.each([
    ["America/Los_Angeles", "2026-03-01T00:00:00Z", "1 Mar 2026", "28 Feb 2026"],
    ["Pacific/Auckland", "2026-03-01T00:00:00Z", "1 Mar 2026", "1 Mar 2026"],
    ["America/Los_Angeles", "2026-03-01T00:00:01Z", "28 Feb 2026", "28 Feb 2026"],
  ])("%s %s", (zone, at, day, moment) => {
    vi.stubEnv("TZ", zone);
    expect(formatDay(at, "en-GB")).toBe(day);
    expect(formatDate(at, "en-GB")).toBe(moment);
    expect(formatDay(null, "en-GB")).toBeNull();
  });
});
