/** Cuts a text into runs, highlighted or not. */
export interface Run {
  text: string;
  highlighted: boolean;
}

/**
 * The runs of text that the ranges highlight. Ranges are [from, to) in UTF-16 code units; they may come
 * unsorted, touch, overlap or reach beyond the text (the row may be newer than the match).
 */
export function highlight(text: string, ranges: readonly (readonly number[])[] | null | undefined): Run[] {
  const clean = (ranges ?? [])
    .map(([from = 0, to = 0]) => [Math.max(0, from), Math.min(text.length, to)] as const)
    .filter(([from, to]) => from < to)
    .sort((a, b) => a[0] - b[0]);
  const runs: Run[] = [];
  let at = 0;
  for (const [from, to] of clean) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    const last = runs.at(-1);
    if (start > at) runs.push({ text: text.slice(at, start), highlighted: false });
    if (last?.highlighted && start === at) last.text += text.slice(start, to);
    else runs.push({ text: text.slice(start, to), highlighted: true });
    at = to;
  }
  if (at < text.length) runs.push({ text: text.slice(at), highlighted: false });
  return runs;
}
