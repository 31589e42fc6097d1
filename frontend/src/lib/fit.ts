/**
 * How many of some things fit side by side into a width, the first ones first. One that was not laid out yet has no
 * width and takes no room. Where not all fit, one more of the width `more` stands at their end. Widths and the gap
 * between any two are in px.
 */
export function fitting(
  count: number,
  widths: readonly number[],
  room: number,
  gap: number,
  more: number,
): number {
  const upTo = (first: number) =>
    widths.slice(0, first).reduce((sum, width) => sum + (width ? width + gap : 0), 0);
  if (upTo(count) <= room) return count;
  let shown = count - 1;
  while (shown > 0 && upTo(shown) + more + gap > room) shown--;
  return Math.max(0, shown);
}
