import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import { holdTime, modifierHeld } from "./held";

test("a modifier that is held for a while is; one of a command is not", () => {
  const seen: boolean[] = [];
  const end = $effect.root(() => {
    $effect(() => void seen.push(modifierHeld()));
  });
  flushSync();
  const after = (type: string, key: string, time = 0) => {
    dispatchEvent(new KeyboardEvent(type, { key }));
    vi.advanceTimersByTime(time);
    flushSync();
    return seen.at(-1);
  };
  expect(after("keydown", "Control", holdTime - 1)).toBe(false);
  expect(after("keydown", "c", holdTime)).toBe(false);
  expect(after("keyup", "Control", holdTime)).toBe(false);
  expect(after("keydown", "Alt", holdTime)).toBe(true);
  expect(after("keyup", "Alt")).toBe(false);
  after("keydown", "Meta", holdTime);
  dispatchEvent(new Event("blur")); // Alt+Tab
  flushSync();
  expect(seen.at(-1)).toBe(false);
  end();
});
