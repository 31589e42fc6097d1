import { configure } from "@testing-library/dom";
import { vi } from "vitest";

/** When a test begins: after the morning that the answers tell of. */
const begin = "2026-11-23T10:20:00Z";

/**
 * Lets what the browser itself put off run: closing dialogs, toggled popovers, modules that are on their way. It waits
 * for no clock.
 */
export async function turn(): Promise<void> {
  await vi.dynamicImportSettled();
  await new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}

/**
 * Waits until what the browser tells when it draws holds, however slowly it draws. It ends before the test's own bound
 * does, so that what did not come true is told.
 */
export const drawn = (check: () => void) => vi.waitFor(check, { timeout: 300_000 });

/** Lets what is under way come to its end, without any time going by. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await vi.advanceTimersByTimeAsync(0);
    await turn();
  }
}

/** The tests' clock stands still and is moved by hand: no test waits, and none is too slow for a slow machine. */
export function stopTheClock(): void {
  vi.useFakeTimers({ now: new Date(begin) });
}

// Testing Library knows such a clock by this name, and moves it while it waits for something to appear.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } });
configure({
  asyncUtilTimeout: 10_000,
  unstable_advanceTimersWrapper: async (advance) => {
    const done = await (advance as () => Promise<unknown>)();
    await turn();
    return done;
  },
});
