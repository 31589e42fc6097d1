import { afterEach, expect, test, vi } from "vitest";
import { Fault } from "../bridge/bridge";
import { Resting } from "../lib/resting";
import { settle } from "../test/clock";
import { stubBridge } from "../test/stub";
import { LockStore } from "./lock.svelte";

const minute = 60_000;
let end = () => {};
afterEach(() => end());

/** A window that is watched, locked after some minutes. */
function watched(minutes: number, lock = async () => {}) {
  const failed: unknown[] = [];
  const stub = stubBridge({}, { lock: { close: lock } });
  const store = new LockStore(
    stub.bridge,
    () => minutes,
    (reason) => failed.push(reason),
  );
  end = store.watch();
  return { ...stub, store, failed, locks: () => stub.count("lock.close") };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const hand = (type = "pointermove") => window.dispatchEvent(new Event(type));

test("nobody's window is locked once it is time, and not before", async () => {
  const { locks } = watched(5);
  await pass(5 * minute - 1);
  expect(locks()).toBe(0);
  await pass(6_001);
  expect(locks()).toBe(1);
});

test.each(["pointerdown", "pointermove", "keydown", "wheel"])(
  "%s says that somebody is there",
  async (type) => {
    const { locks } = watched(5);
    await pass(4 * minute);
    hand(type);
    await pass(4 * minute);
    expect(locks()).toBe(0);
    await pass(minute + 6_001);
    expect(locks()).toBe(1);
  },
);

test("never means never", async () => {
  const { locks } = watched(0);
  await pass(24 * 60 * minute);
  expect(locks()).toBe(0);
});

test("the hand that wakes the computer comes too late", async () => {
  const { locks } = watched(60);
  vi.setSystemTime(Date.now() + 8 * 60 * minute); // it slept: no timer ran
  hand();
  await pass(1_001);
  expect(locks()).toBe(1);
});

test("a clock that is set back does not put the lock off for good", async () => {
  const { locks } = watched(5);
  vi.setSystemTime(Date.now() - 24 * 60 * minute);
  await pass(5 * minute + 11_001);
  expect(locks()).toBe(1);
});

test("what was just typed is kept first, and a second wish is the same one", async () => {
  const { store, locks } = watched(0);
  let kept = () => {};
  new Resting().begin(
    600,
    () =>
      new Promise<void>((done) => {
        kept = done;
      }),
  );
  void store.now();
  void store.now();
  await settle();
  expect(locks()).toBe(0);
  kept();
  await settle();
  expect(locks()).toBe(1);
});

test("a lock that can't be is said, the window stays, and it is tried again after as long a time", async () => {
  const why = new Fault({ kind: "internal", message: "no" });
  const { failed, locks } = watched(5, () => Promise.reject(why));
  await pass(5 * minute + 1_001);
  await settle();
  expect(failed).toEqual([why]);
  await pass(4 * minute);
  expect(locks()).toBe(1);
  await pass(minute + 11_001);
  expect(locks()).toBe(2);
});

test("nothing is watched any more once it ended", async () => {
  const { locks } = watched(5);
  end();
  await pass(24 * 60 * minute);
  hand();
  expect(locks()).toBe(0);
});
