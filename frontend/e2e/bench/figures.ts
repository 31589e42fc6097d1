/** The value below which the share p of all lies. */
export function percentile(all: readonly number[], p: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

const cell = (n: number) => (Number.isNaN(n) ? "–" : n >= 100 ? n.toFixed(0) : n.toFixed(1)).padStart(8);

export const heading = `${"what (ms)".padEnd(52)}${["n", "median", "p95", "p99", "most"].map((h) => h.padStart(8)).join("")}   aim`;

/** One line of the table: how a measure is spread, beside what it shall be. */
export const line = (what: string, all: readonly number[], aim = "–") =>
  `${what.padEnd(52)}${String(all.length).padStart(8)}${[0.5, 0.95, 0.99, 1].map((p) => cell(percentile(all, p))).join("")}   ${aim}`;

/** How many values lie in each step of width ms, as bars. */
export function histogram(all: readonly number[], width: number, steps = 12): string {
  const counts = Array.from({ length: steps }, () => 0);
  for (const value of all) {
    const at = Math.min(steps - 1, Math.floor(value / width));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts
    .map((n, i) => {
      const from = (i * width).toFixed(1).padStart(7);
      const share = n / Math.max(1, all.length);
      return `  ${from}${i === steps - 1 ? "+" : " "} ${"#".repeat(Math.ceil(share * 60))} ${n || ""}`.trimEnd();
    })
    .join("\n");
}
