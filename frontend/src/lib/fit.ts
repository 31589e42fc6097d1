/**
 * How many of some things fit side by side into a width, the first ones first. Where not all do, one more of the width
 * `more` stands at their end. Widths and the gap between any two are in px.
 */
export function fitting(widths: readonly number[], room: number, gap: number, more: number): number {
  const upTo = (count: number) => widths.slice(0, count).reduce((sum, width) => sum + width + gap, 0);
  if (upTo(widths.length) <= room) return widths.length;
  let count = widths.length - 1;
  while (count > 0 && upTo(count) + more + gap > room) count--;
  return Math.max(0, count);
}
