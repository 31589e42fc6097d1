import { type CDPSession, type Page, test } from "@playwright/test";
import { Cloud, Home, Program } from "../program";
import { Screen } from "../screen";
import { signIn } from "../signin";
import { heading, histogram, line } from "./figures";
import { instrument, type Keystroke } from "./instruments";
import { bare } from "./peer";
import { profiled } from "./profile";

const customers = Number(process.env.CUSTOMERS ?? 10_000);
/** Names that are typed, and how many letters of each. */
const names = Number(process.env.NAMES ?? 15);
const letters = 8;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Between two keys, so that they fall anywhere in a frame. */
let turn = 0;
const pause = () => wait(70 + ((turn++ * 7.3) % 50));

/** What the page's thread did meanwhile, in ms for each of n. */
async function worked(cdp: CDPSession, n: () => number, act: () => Promise<unknown>): Promise<string> {
  const read = async () =>
    new Map((await cdp.send("Performance.getMetrics")).metrics.map((m) => [m.name, m.value * 1000]));
  const before = await read();
  await act();
  const after = await read();
  const of = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / n();
  const [all, script, style, layout] = [
    "TaskDuration",
    "ScriptDuration",
    "RecalcStyleDuration",
    "LayoutDuration",
  ].map(of);
  return (
    `all ${all?.toFixed(2)}: script ${script?.toFixed(2)}, style ${style?.toFixed(2)}, layout ${layout?.toFixed(2)}, ` +
    `paint and the rest ${((all ?? 0) - (script ?? 0) - (style ?? 0) - (layout ?? 0)).toFixed(2)}`
  );
}

/** Types the names letter by letter and waits for the rows of each; answers with all strokes. */
async function type(ui: Screen, texts: readonly string[]): Promise<Keystroke[]> {
  const strokes: Keystroke[] = [];
  for (const text of texts) {
    await ui.search.fill("");
    await wait(300);
    for (const letter of text) {
      await ui.page.keyboard.press(letter === " " ? "Space" : letter);
      strokes.push(await ui.page.evaluate(() => window.bench.stroke()));
      await pause();
    }
  }
  await ui.search.fill("");
  await wait(300);
  return strokes;
}

/** Waits until the sync of the start is over, and what tidies after it. */
async function atRest(page: Page): Promise<void> {
  const ended = () =>
    page.evaluate(async () => {
      const { running, finishedAt } = await window.go.app.Sync.Status();
      return !running && finishedAt !== null;
    });
  while (!(await ended())) await wait(500);
  await wait(5000);
}

const strokeLines = (what: string, all: readonly Keystroke[], aim: string) =>
  [
    line(
      what,
      all.map((s) => s.painted - s.down),
      aim,
    ),
    line(
      "  key to call",
      all.map((s) => s.asked - s.down),
    ),
    line(
      "  call to answer",
      all.map((s) => s.answered - s.asked),
    ),
    line(
      "    in the catalog",
      all.map((s) => s.program),
    ),
    line(
      "  answer to the frame's end",
      all.map((s) => s.painted - s.answered),
    ),
    line(
      "  frames",
      all.map((s) => s.frames),
      "1",
    ),
  ].join("\n");

/** Holds the arrow key for so long, 30 steps a second, and answers with the times between frames. */
async function hold(page: Page, ms: number): Promise<number[]> {
  await page.evaluate(() => {
    window.kept = window.bench.frames();
  });
  const end = Date.now() + ms;
  while (Date.now() < end) {
    await page.keyboard.down("ArrowDown"); // again and again: the browser sees a key that repeats
    await wait(33);
  }
  await page.keyboard.up("ArrowDown");
  return page.evaluate(() => window.kept());
}

test("the window once it runs", async ({ page, context }) => {
  const home = await Home.make();
  const cloud = await Cloud.start(home, "--customers", String(customers));
  await signIn(home, cloud);
  const program = await Program.start(home);
  try {
    const all = (await home.ask<{ customers: { name: string }[] }>("customers", "--sort", "name")).customers;
    const plain = all.map((c) => c.name.toLowerCase()).filter((name) => /^[a-z ]{12,}$/.test(name));
    const texts = Array.from(
      { length: names },
      (_, i) => plain[Math.floor(((i + 0.5) * plain.length) / names)]?.slice(0, letters) ?? "",
    );

    console.log(`${all.length} customers, ${texts.length} names, ${letters} letters of each\n\n${heading}`);
    const empty = await context.newPage();
    console.log(
      line(
        "bare table: key to painted",
        await bare(empty, [...texts.join("").replaceAll(" ", "")], pause),
        "the limit",
      ),
    );
    await empty.close();

    const ui = new Screen(page);
    await ui.open(program);
    await atRest(page);
    await page.evaluate(instrument);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    console.log(
      line("empty bound call, there and back", await page.evaluate(() => window.bench.calls("nothing", 100))),
    );
    console.log(line("300 rows, there and back", await page.evaluate(() => window.bench.calls("rows", 100))));

    let strokes: Keystroke[] = [];
    await type(ui, texts.slice(0, 2)); // warm
    if (process.env.PROFILE) {
      console.log(await profiled(cdp, () => type(ui, texts)));
      return;
    }
    const work = await worked(
      cdp,
      () => strokes.length,
      async () => {
        strokes = await type(ui, texts);
      },
    );
    console.log(strokeLines("key to painted rows", strokes, "p95 16.7"));
    console.log(`  thread's time a key: ${work}`);
    console.log(
      histogram(
        strokes.map((s) => s.painted - s.down),
        1000 / 60 / 2,
      ),
    );

    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    console.log(
      strokeLines("key to painted rows, processor four times slower", await type(ui, texts), "p95 33"),
    );
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });

    const { between, blank } = await page.evaluate(() => window.bench.drag(6000, 400));
    console.log(line("dragged 6,000 px a frame: between frames", between));
    console.log(line("  rows in view not there", blank, "most 100"));

    await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
    let held: number[] = [];
    const idle = await worked(
      cdp,
      () => 300,
      async () => {
        held = await hold(page, 10_000);
      },
    );
    console.log(line("arrow held for 10 s: between frames", held));
    console.log(`  thread's time a step: ${idle}`);
    await page.evaluate(() => window.go.app.Sync.Start(true));
    const syncing = await worked(
      cdp,
      () => 300,
      async () => {
        held = await hold(page, 10_000);
      },
    );
    const still = (await page.evaluate(() => window.go.app.Sync.Status())).running;
    console.log(line(`… while ${still ? "" : "part of the time "}everything is read anew`, held, "most 33"));
    console.log(`  thread's time a step: ${syncing}`);
  } finally {
    await program.stop();
    await cloud.stop();
    await home.remove();
  }
});
