import * as m from "../../paraglide/messages";

const hour = 60 * 60_000;

/** When the working day begins, where the user is. */
const morning = 8;

/** The morning so many days ahead. */
function morningIn(now: number, days: number): number {
  const at = new Date(now);
  at.setHours(morning, 0, 0, 0);
  at.setDate(at.getDate() + days);
  return at.getTime();
}

/** Until when an alert may be put off, the nearest first; the times are RFC 3339. */
export function ends(now: number): { value: string; text: string; until: string }[] {
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7;
  return [
    { value: "hour", text: m.alerts_until_hour(), at: now + hour },
    { value: "hours", text: m.alerts_until_hours(), at: now + 4 * hour },
    { value: "tomorrow", text: m.alerts_until_tomorrow(), at: morningIn(now, 1) },
    { value: "monday", text: m.alerts_until_monday(), at: morningIn(now, toMonday) },
    { value: "week", text: m.alerts_until_week(), at: morningIn(now, 7) },
  ].map(({ value, text, at }) => ({ value, text, until: new Date(at).toISOString() }));
}
