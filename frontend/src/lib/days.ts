const day = 24 * 60 * 60 * 1000;

/** Whole days from now to a time, rounded up: the last day counts as one. Zero or less: it is past. */
export function daysLeft(iso: string, now: number): number {
  return Math.ceil((Date.parse(iso) - now) / day);
}
