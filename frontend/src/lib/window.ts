/** Which rows of a long list to draw. All sizes in px, rows counted from 0, `last` excluded; `beyond`: so many more at either edge. */
export function rowsInView(
  scrollTop: number,
  height: number,
  rowHeight: number,
  total: number,
  beyond: number,
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - beyond);
  const last = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + beyond);
  return { first: Math.min(first, last), last };
}

/** The scroll position that shows the whole row under a sticky header, moving as little as possible. */
export function scrollToRow(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/**
 * Which row each element shows, when `wanted` are to be shown: what is shown already stays where it is, the others take
 * the places of those that are shown no more, and then new ones.
 */
export function recycled(shown: readonly number[], wanted: readonly number[]): number[] {
  const stay = new Set(wanted);
  const there = new Set(shown);
  const coming = wanted.filter((index) => !there.has(index));
  const taken = shown.map((index) => (stay.has(index) ? index : coming.shift()));
  return [...taken.filter((index) => index !== undefined), ...coming];
}
