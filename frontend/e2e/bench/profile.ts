import type { CDPSession } from "@playwright/test";

type Times = Map<string, { ms: number; n: number }>;

const add = (to: Times, name: string, ms: number) => {
  const { ms: before, n } = to.get(name) ?? { ms: 0, n: 0 };
  to.set(name, { ms: before + ms, n: n + 1 });
};

const most = (of: Times, lines: number) =>
  [...of]
    .sort((a, b) => b[1].ms - a[1].ms)
    .slice(0, lines)
    .map(([name, { ms, n }]) => `  ${ms.toFixed(1).padStart(8)} ms ${String(n).padStart(6)} ${name}`)
    .join("\n");

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
}

/**
 * What the page's thread does while act runs, in ms of its own time: the browser's steps, each with what it calls, and
 * then the page's functions, each without. The built page has short names; `npx vite build --minify false` real ones.
 */
export async function profiled(cdp: CDPSession, act: () => Promise<unknown>): Promise<string> {
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const ended = new Promise<void>((resolve) => cdp.once("Tracing.tracingComplete", () => resolve()));
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "toplevel", "blink", "cc", "v8", "loading"] },
  });
  await act();
  await cdp.send("Tracing.end");
  await ended;
  const main = events.find(
    (e) => e.name === "thread_name" && e.args?.name === "CrRendererMain" && ours(e, events),
  );
  const steps: Times = new Map();
  for (const e of events) {
    if (e.ph === "X" && e.tdur && e.pid === main?.pid && e.tid === main.tid)
      add(steps, e.name, e.tdur / 1000);
  }

  await cdp.send("Profiler.enable");
  await cdp.send("Profiler.setSamplingInterval", { interval: 200 });
  await cdp.send("Profiler.start");
  await act();
  const { profile } = await cdp.send("Profiler.stop");
  const names = new Map(
    profile.nodes.map(({ id, callFrame: f }) => [
      id,
      `${f.functionName || "(nameless)"} ${f.url.split("/").at(-1)}:${f.lineNumber + 1}`,
    ]),
  );
  const own: Times = new Map();
  profile.samples?.forEach((id, i) => {
    const name = names.get(id) ?? "";
    if (!name.startsWith("(idle)")) add(own, name, (profile.timeDeltas?.[i] ?? 0) / 1000);
  });
  return `${most(steps, 40)}\n\n${most(own, 40)}`;
}

/** Of several pages' threads the one that has most to do. */
function ours(thread: TraceEvent, events: readonly TraceEvent[]): boolean {
  const busy = (pid: number) =>
    events.reduce((sum, e) => sum + (e.pid === pid && e.name === "FunctionCall" ? 1 : 0), 0);
  const pids = new Set(events.filter((e) => e.args?.name === "CrRendererMain").map((e) => e.pid));
  return [...pids].every((pid) => busy(pid) <= busy(thread.pid));
}
