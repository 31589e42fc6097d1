import type { QuietDay, QuietHours } from "../../bridge/bridge";

/** What is offered first: the night, whatever the day. */
export const night: QuietHours = { from: "22:00", until: "07:00", days: [] };

/** The days as they are kept; a list of the contract would stand in the first script. */
const places: Record<QuietDay, number> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };
const all = Object.keys(places) as QuietDay[];

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether it is a time that can be kept: two times of the day that differ. */
export const isQuiet = ({ from, until }: QuietHours): boolean =>
  time.test(from) && time.test(until) && from !== until;

/** The days as a week goes, with their short names. */
export function weekdays(locale: string): { day: QuietDay; name: string; short: string }[] {
  const named = (i: number, weekday: Intl.DateTimeFormatOptions["weekday"]) =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(Date.UTC(2023, 0, 1 + i)); // a Sunday
  const days = all.map((day, i) => ({ day, name: named(i, "long"), short: named(i, "short") }));
  return [...days.slice(1), ...days.slice(0, 1)];
}

/** The days with one more or less; on all of them is the same as on none, and is kept so. */
export function otherwise(days: readonly QuietDay[], day: QuietDay): QuietDay[] {
  const now = days.length === 0 ? [...all] : [...days];
  const next = all.filter((d) => now.includes(d) !== (d === day));
  return next.length === all.length ? [] : next;
}

/** The words that were typed or pasted, without those that are there. */
export const newWords = (text: string, there: readonly string[]): string[] => {
  const known = new Set(there.map((word) => word.toLowerCase()));
  return text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "" && !known.has(word.toLowerCase()) && known.add(word.toLowerCase()));
};
