/** A part of a text: some of it that was not found, and then some that was, or nothing at the text's end. */
export interface Run {
  before: string;
  found: string;
}

/**
 * The runs of text that the ranges highlight, one at least: what draws them changes texts where it can. Ranges are
 * [from, to) in UTF-16 code units; they may come unsorted, touch, overlap or reach beyond the text (the row may be newer
 * than the match).
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
    if (last && start === at) last.found += text.slice(start, to);
    else runs.push({ before: text.slice(at, start), found: text.slice(start, to) });
    at = to;
  }
  if (at < text.length || runs.length === 0) runs.push({ before: text.slice(at), found: "" });
  return runs;
}
