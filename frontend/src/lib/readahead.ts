import type { Span } from "./rowcache";

/** What a list is at. */
export interface Reading {
  total: number;
  view: Span;
  /** By how many rows the view moved last; negative: up. */
  step: number;
  /** Nothing moves: what is out of view may wait. */
  resting: boolean;
  /** Whether a row is there and new. */
  has: (index: number) => boolean;
}

/** So many rows are read at once at most, and on either side of the view at least. */
const most = 300;
const least = 100;
/** So many moves ahead are read. */
const moves = 4;
/** So many rows more than are missing in view are read with them while nothing moves. */
const margin = 8;

/** Which rows to read next: those missing in view, then those ahead of it; null: all are there that are needed. */
export function nextSpan({ total, view, step, resting, has }: Reading): Span | null {
  const first = Math.max(0, Math.min(view.first, total));
  const last = Math.min(view.last, total);
  const ahead = Math.min(most, Math.max(least, Math.abs(step) * moves));
  const up = step < 0;

  let from = first;
  while (from < last && has(from)) from++;
  let to = last;
  while (to > from && has(to - 1)) to--;
  if (from < to) {
    const more = resting ? margin : Math.max(0, Math.min(ahead, most - (to - from)));
    return up
      ? { first: Math.max(0, from - more), last: to }
      : { first: from, last: Math.min(total, to + more) };
  }
  if (resting) return null;
  const below = () => missing(last, Math.min(total, last + ahead), has);
  const above = () => missing(Math.max(0, first - ahead), first, has);
  return up ? (above() ?? below()) : (below() ?? above());
}

/** Of a span beside the view what is missing, if that is enough to be worth a call. */
function missing(first: number, last: number, has: (index: number) => boolean): Span | null {
  let from = first;
  while (from < last && has(from)) from++;
  let to = last;
  while (to > from && has(to - 1)) to--;
  return to - from > (last - first) / 2 ? { first: from, last: to } : null;
}
