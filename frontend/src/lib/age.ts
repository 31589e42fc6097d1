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

/** Making one costs more than a hundred uses of it, and a list uses two for each row. */
const remembered = <T>(make: (locale: string, options?: Intl.DateTimeFormatOptions) => T) => {
  const made = new Map<string, T>();
  return (locale: string, options?: Intl.DateTimeFormatOptions): T => {
    const key = options ? `${locale} ${JSON.stringify(options)}` : locale;
    const it = made.get(key) ?? make(locale, options);
    made.set(key, it);
    return it;
  };
};
const dates = remembered((locale, options) => new Intl.DateTimeFormat(locale, options));
const numbers = remembered((locale) => new Intl.NumberFormat(locale));

function format(
  at: string | null | undefined,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string | null {
  if (at == null) return null;
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return null;
  // A formatter keeps the time zone in which it was made, and computers travel: it is given the clock on the wall.
  const wall = options.timeZone ? then : new Date(then.getTime() - then.getTimezoneOffset() * minute);
  const text = dates(locale, { timeZone: "UTC", ...options }).format(wall);
  return options.timeStyle && repeats(then) ? `${text} (${offset(then)})` : text;
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
export const formatDate = (at: string | null | undefined, locale: string) =>
  format(at, locale, { dateStyle: "medium" });

/**
 * "12 Mar 2027" of a time that stands for a whole day: renewals, ends of delegations and of commitments, deadlines.
 * Microsoft keeps such a day as its midnight in UTC, which is the day before for readers in the west. What is no
 * midnight is a moment.
 */
export const formatDay = (at: string | null | undefined, locale: string) =>
  format(at, locale, {
    dateStyle: "medium",
    ...(at && Date.parse(at) % day === 0 ? { timeZone: "UTC" } : {}),
  });

/** "12 Mar 2027, 09:40"; null when never or unreadable. */
export const formatDateTime = (at: string | null | undefined, locale: string) =>
  format(at, locale, { dateStyle: "medium", timeStyle: "short" });

/** "09:40"; null when never or unreadable. */
export const formatTime = (at: string | null | undefined, locale: string) =>
  format(at, locale, { timeStyle: "short" });

/** "10,000" ("10 000" in French). */
export const formatNumber = (n: number, locale: string) => numbers(locale).format(n);
