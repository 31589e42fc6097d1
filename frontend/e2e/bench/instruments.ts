/**
 * What is put into the page to measure it. Times are the page's, in milliseconds; what is painted is known by a message
 * that is posted in a frame and comes after its layout and paint.
 */
export interface Keystroke {
  /** The key went down, as the browser's own clock has it. */
  down: number;
  /** The list was asked. */
  asked: number;
  /** Its answer came. */
  answered: number;
  /** The frame began in which the rows stand as they were answered. */
  frame: number;
  /** … and was painted. */
  painted: number;
  /** Frames from the key to that one; 1 is the next. */
  frames: number;
  /** What the program says that it took for it. */
  program: number;
}

interface Row {
  tenantId: string;
  name: string;
  match?: { field: string; text: string };
}
interface Page {
  total: number;
  without: number;
  tookMicros: number;
  customers: Row[];
}
type List = (query: { text: string; offset: number }) => Promise<Page>;

export interface Instruments {
  /** Of the newest key, once its rows are painted. */
  stroke(): Promise<Keystroke>;
  /** The times between frames, and how long rows in view were not there, while the list is moved by step px a frame. */
  drag(step: number, frames: number): Promise<{ between: number[]; blank: number[] }>;
  /** The times between frames from now until the function that is returned is called. */
  frames(): () => number[];
  /** How long n calls took there and back, one after the other. */
  calls(what: "nothing" | "rows", n: number): Promise<number[]>;
}

declare global {
  interface Window {
    bench: Instruments;
    go: {
      app: {
        Customers: { List: List };
        Lock: { Waits(): Promise<unknown> };
        Sync: {
          Start(full: boolean): Promise<void>;
          Status(): Promise<{ running: boolean; finishedAt: string | null }>;
        };
      };
    };
    kept: () => number[];
  }
}

/** Runs in the page; it may use nothing from outside. */
export function instrument(): void {
  const { Customers, Lock } = window.go.app;
  const list = Customers.List;
  const painted = (then: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then();
    requestAnimationFrame(() => port2.postMessage(0));
  };
  const grid = () => document.querySelector<HTMLElement>("[role=grid]");
  const rows = () => [
    ...(grid()?.querySelectorAll<HTMLElement>("[role=row][aria-rowindex]:not([aria-rowindex='1'])") ?? []),
  ];

  /** The rows in view say what the page of rows says. */
  function stands(page: Page): boolean {
    const box = grid();
    if (!box) return page.total === 0 && document.querySelector("main h2") !== null;
    const drawn = new Map(rows().map((row) => [Number(row.getAttribute("aria-rowindex")) - 2, row]));
    const height = drawn.values().next().value?.offsetHeight ?? 44;
    const seen = Math.min(page.total - page.without, Math.ceil((box.clientHeight - 32) / height));
    for (let i = 0; i < seen; i++) {
      const { name = "", match } = page.customers[i] ?? {};
      const said = match?.field === "name" ? match.text : name;
      const row = drawn.get(i);
      if (!row?.textContent?.includes(said)) return false;
      if (match?.field === "name" && !row.querySelector("mark")) return false;
    }
    return Number(box.getAttribute("aria-rowcount")) >= page.total;
  }

  let stroke: Keystroke | null = null;
  let done: (stroke: Keystroke) => void = () => {};
  let newest = Promise.resolve(null as unknown as Keystroke);
  addEventListener(
    "keydown",
    (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const mine: Keystroke = {
        down: event.timeStamp,
        asked: 0,
        answered: 0,
        frame: 0,
        painted: 0,
        frames: 0,
        program: 0,
      };
      stroke = mine;
      newest = new Promise((resolve) => {
        done = resolve;
      });
      const count = () => {
        mine.frames++;
        if (stroke === mine) requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    },
    true,
  );
  Customers.List = (query) => {
    const mine = stroke;
    const typed = document.activeElement instanceof HTMLInputElement ? document.activeElement.value : "";
    const its = mine && query.text === typed;
    if (its) mine.asked ||= performance.now();
    const answer = list(query);
    void answer.then((page) => {
      if (!its || stroke !== mine || mine.answered) return;
      mine.answered = performance.now();
      mine.program = page.tookMicros / 1000;
      const look = () => {
        if (stroke !== mine) return;
        if (!stands(page)) return void requestAnimationFrame(look);
        mine.frame = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          mine.painted = performance.now();
          stroke = null;
          done(mine);
        };
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });
    return answer;
  };

  /** Whether a row in view is missing or has no text yet. */
  function blank(box: HTMLElement): boolean {
    const top = box.scrollTop;
    const view = box.getBoundingClientRect();
    const drawn = rows().filter((row) => {
      const at = row.getBoundingClientRect();
      return at.bottom > view.top + 32 && at.top < view.bottom && /\S/.test(row.textContent ?? "");
    });
    const height = rows()[0]?.offsetHeight ?? 44;
    return drawn.length < Math.floor((Math.min(view.height, box.scrollHeight - top) - 32) / height);
  }

  window.bench = {
    stroke: () => newest,
    drag: (step, frames) =>
      new Promise((resolve) => {
        const box = grid() as HTMLElement;
        const between: number[] = [];
        const blanks: number[] = [];
        let since = 0;
        let before = performance.now();
        let left = frames;
        let by = step;
        const next = () => {
          const now = performance.now();
          between.push(now - before);
          before = now;
          if (blank(box)) since ||= now;
          else if (since) {
            blanks.push(now - since);
            since = 0;
          }
          // Some frames more for what is still missing once the hand lets go.
          if (left-- <= 0 && (!since || left < -600)) {
            if (since) blanks.push(now - since);
            resolve({ between, blank: blanks });
            return;
          }
          if (left >= 0) {
            if (box.scrollTop + box.clientHeight + by > box.scrollHeight || box.scrollTop + by < 0) by = -by;
            box.scrollTop += by;
          }
          painted(next);
        };
        painted(next);
      }),
    frames: () => {
      const between: number[] = [];
      let before = performance.now();
      let on = true;
      const next = () => {
        const now = performance.now();
        between.push(now - before);
        before = now;
        if (on) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      return () => {
        on = false;
        return between;
      };
    },
    calls: async (what, n) => {
      const query = {
        ...{ text: "", sort: "health", desc: false, health: "", tag: "" },
        ...{ attention: false, problem: false, favourite: false, without: false, offset: 0, limit: 300 },
      };
      const took: number[] = [];
      for (let i = 0; i < n; i++) {
        const start = performance.now();
        await (what === "rows" ? list(query) : Lock.Waits());
        took.push(performance.now() - start);
        await new Promise((next) => setTimeout(next, 5));
      }
      return took;
    },
  };
}
