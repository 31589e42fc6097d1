import { formatNumber } from "../lib/age";
import * as m from "../paraglide/messages";

const minute = 60_000;

/** How long until a time, in words: "in 2 min". null when it is now, past, or unknown. */
export function untilText(at: string | null | undefined, now: number, locale: string): string | null {
  const left = at == null ? Number.NaN : Date.parse(at) - now;
  if (!(left > 0)) return null;
  if (left < minute) return m.out_in_seconds();
  const minutes = Math.round(left / minute);
  const span =
    minutes < 60
      ? `${formatNumber(minutes, locale)}\u00a0min`
      : `${formatNumber(Math.round(minutes / 60), locale)}\u00a0h`;
  return m.out_in({ span });
}
