/** One way to say how old something is, and when it was. All functions are pure; times are RFC 3339 texts. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The signs of the units, as both languages write them in tables. Intl writes "3 mins" or "3m". */
const signs = (locale: string) => ({ minute: "min", hour: "h", day: locale.startsWith("fr") ? "j" : "d" });

function unit(value: number, name: keyof ReturnType<typeof signs>, locale: string): string {
  return `${formatNumber(value, locale)}\u00a0${signs(locale)[name]}`;
}

/** Milliseconds since `at`; 0 for a time in the future (clocks differ), null when never or unreadable. */
export function ageOf(at: string | null | undefined, now: number): number | null {
  if (at == null) return null;
  const then = Date.parse(at);
  return Number.isNaN(then) ? null : Math.max(0, now - then);
}

/** "1 min", "3 h", "2 d" ("2 j" in French); null when never. Less than a minute counts as one. */
export function ageText(at: string | null | undefined, now: number, locale: string): string | null {
  const age = ageOf(at, now);
  if (age === null) return null;
  if (age < hour) return unit(Math.max(1, Math.floor(age / minute)), "minute", locale);
  if (age < day) return unit(Math.floor(age / hour), "hour", locale);
  return unit(Math.floor(age / day), "day", locale);
}

/** Over 24 hours old: shown dimmed. Never known counts as old. */
export function isOld(at: string | null | undefined, now: number): boolean {
  const age = ageOf(at, now);
  return age === null || age > day;
}

type Style = Intl.DateTimeFormatOptions;

/** Making a formatter costs more than a hundred uses of it, and a list uses two for each row. Styles are told by identity. */
const remembered = <T>(make: (locale: string, style?: Style) => T) => {
  const made = new Map<Style | undefined, Map<string, T>>();
  return (locale: string, style?: Style): T => {
    const of = made.get(style) ?? new Map<string, T>();
    const it = of.get(locale) ?? make(locale, style);
    made.set(style, of.set(locale, it));
    return it;
  };
};
// A formatter keeps the time zone in which it was made, and computers travel: it is given the clock on the wall.
const dates = remembered((locale, style) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...style }));
const numbers = remembered((locale) => new Intl.NumberFormat(locale));

const aDate: Style = { dateStyle: "medium" };
const aDayInUTC: Style = { dateStyle: "medium", timeZone: "UTC" };
const aMoment: Style = { dateStyle: "medium", timeStyle: "short" };
const aTime: Style = { timeStyle: "short" };
const aMonth: Style = { month: "short", year: "numeric", timeZone: "UTC" };

function format(at: string | null | undefined, locale: string, style: Style): string | null {
  if (at == null) return null;
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return null;
  const wall = style.timeZone ? then : new Date(then.getTime() - then.getTimezoneOffset() * minute);
  const text = dates(locale, style).format(wall);
  return style.timeStyle && repeats(then) ? `${text} (${offset(then)})` : text;
}

/** Whether the clock on the wall shows a time twice: the hour in which summer time ends. */
function repeats(at: Date): boolean {
  const here = at.getTimezoneOffset();
  return [-3 * hour, 3 * hour].some((around) => {
    const there = new Date(at.getTime() + around).getTimezoneOffset();
    const twin = new Date(at.getTime() + (there - here) * minute);
    return there !== here && twin.getTimezoneOffset() === there;
  });
}

/** "UTC+02:00", which of the two it is. */
function offset(at: Date): string {
  const east = -at.getTimezoneOffset();
  const two = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
  return `UTC${east < 0 ? "-" : "+"}${two(east / 60)}:${two(east % 60)}`;
}

/** "12 Mar 2027"; null when never or unreadable. */
export const formatDate = (at: string | null | undefined, locale: string) => format(at, locale, aDate);

/**
 * "12 Mar 2027" of a time that stands for a whole day: renewals, ends of delegations and of commitments, deadlines.
 * Microsoft keeps such a day as its midnight in UTC, which is the day before for readers in the west. What is no
 * midnight is a moment.
 */
export const formatDay = (at: string | null | undefined, locale: string) =>
  format(at, locale, at && Date.parse(at) % day === 0 ? aDayInUTC : aDate);

/** "12 Mar 2027, 09:40"; null when never or unreadable. */
export const formatDateTime = (at: string | null | undefined, locale: string) => format(at, locale, aMoment);

/** "09:40"; null when never or unreadable. */
export const formatTime = (at: string | null | undefined, locale: string) => format(at, locale, aTime);

/** "Mar 2027" of a month like 2027-03. */
export const formatMonth = (month: string, locale: string) =>
  format(`${month}-01T00:00:00Z`, locale, aMonth) ?? month;

/** "10,000" ("10 000" in French). */
export const formatNumber = (n: number, locale: string) => numbers(locale).format(n);
