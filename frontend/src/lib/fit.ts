/**
 * How many of some things fit side by side into a width, the first ones first. Their widths stand by
 * their names: one that moves to another place is not laid out anew. One that was not laid out yet has none and takes
 * no room. Where not all fit, one more of the width `more` stands at their end. Widths and the gap
 * between any two are in px.
 */
export function fitting(
  names: readonly string[],
  widths: Readonly<Record<string, number>>,
  room: number,
  gap: number,
  more: number,
): number {
  const count = names.length;
  const upTo = (first: number) =>
    names.slice(0, first).reduce((sum, name) => sum + (widths[name] ? widths[name] + gap : 0), 0);
  if (upTo(count) <= room) return count;
  let shown = count - 1;
  while (shown > 0 && upTo(shown) + more + gap > room) shown--;
  return Math.max(0, shown);
}
