import { expect, test, vi } from "vitest";
import { keepAll, Resting } from "../lib/resting";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";

/** A window whose settings take a while to be kept. */
function open() {
  let keep = () => {};
  const stub = stubBridge(
    {},
    {
      settings: {
        save: () =>
          new Promise<void>((done) => {
            keep = done;
          }),
      },
      lock: { kept: async () => {}, hide: async () => {}, leave: async () => {} },
    },
  );
  const app = new AppState(stub.bridge);
  app.preferences.take(answers.preferences());
  return { ...stub, app, keep: () => keep() };
}

test("a window that ends keeps what rests first, and says so only then", async () => {
  const { app, emit, count, calls, keep } = open();
  app.preferences.drag({ paneWidth: 400 });
  emit("leaving");
  await settle();
  expect(calls.filter((c) => c.startsWith("settings.save"))).toEqual([
    expect.stringContaining('"paneWidth":400'),
  ]);
  expect(count("lock.kept")).toBe(0);
  keep();
  await settle();
  expect(count("lock.kept")).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count("settings.save")).toBe(1);
});

test("a page that is loaded anew keeps what rests", async () => {
  const { app, count } = open();
  app.preferences.drag({ paneWidth: 400 });
  dispatchEvent(new Event("pagehide"));
  await settle();
  expect(count("settings.save")).toBe(1);
});

test("where nothing rests it says so at once", async () => {
  const { emit, count } = open();
  emit("leaving");
  await settle();
  expect(count("lock.kept")).toBe(1);
  expect(count("settings.save")).toBe(0);
});

test("that the window stays is read before it goes, and is kept as said", async () => {
  const { app, emit, count, keep } = open();
  emit("staying");
  await settle();
  keep();
  expect(app.preferences.value.closing.told).toBe(true);
  expect(app.notices.toasts).toHaveLength(1);
  expect(count("lock.hide")).toBe(0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(count("lock.hide")).toBe(1);
});

test("who ends it while that is read ends it", async () => {
  const { app, emit, count, keep } = open();
  emit("staying");
  await settle();
  keep();
  app.notices.toasts[0]?.action?.run();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(count("lock.leave")).toBe(1);
  expect(count("lock.hide")).toBe(0);
});

test("what comes to rest by what is kept is kept too, and one that fails holds nobody up", async () => {
  const kept: string[] = [];
  const [first, second, third] = [new Resting(), new Resting(), new Resting()];
  first.begin(1_000, async () => {
    kept.push("place");
    second.begin(400, () => kept.push("preferences"));
  });
  third.begin(1_000, () => Promise.reject(new Error("full")));
  await keepAll();
  expect(kept).toEqual(["place", "preferences"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(kept).toHaveLength(2);
});
