import { describe, expect, it } from "vitest";
import { Choice } from "./choice.svelte";

const all = Array.from({ length: 12 }, (_, i) => `k${i}`);
const keysOf = (first: number, last: number) => all.slice(first, last);
const chosen = (choice: Choice) => all.filter((key) => choice.has(key)).map((key) => Number(key.slice(1)));

describe("a choice of rows", () => {
  it("is made one by one, and taken back", () => {
    const choice = new Choice();
    choice.toggle("k3", 3);
    choice.toggle("k1", 1);
    choice.toggle("k3", 3);
    expect([choice.keys, choice.size]).toEqual([["k1"], 1]);
  });

  it("a range grows, shrinks and turns round where it began; what was chosen before stays", async () => {
    const choice = new Choice();
    choice.toggle("k9", 9);
    choice.begin(4);
    for (const [to, want] of [
      [6, [4, 5, 6, 9]],
      [5, [4, 5, 9]],
      [2, [2, 3, 4, 9]],
      [4, [4, 9]],
    ] as const) {
      await choice.extend(4, to, keysOf);
      expect(chosen(choice)).toEqual(want);
    }
    choice.begin(0);
    await choice.extend(0, 1, keysOf);
    expect(chosen(choice)).toEqual([0, 1, 4, 9]);
  });

  it("begins a range where the keyboard was, if nothing was chosen", async () => {
    const choice = new Choice();
    await choice.extend(7, 8, keysOf);
    expect(chosen(choice)).toEqual([7, 8]);
  });

  it("keys that come after something else was chosen are too late", async () => {
    const choice = new Choice();
    let answer = (_: string[]) => {};
    const late = choice.extend(0, 11, () => new Promise((done) => (answer = done)));
    choice.clear();
    answer(all);
    await late;
    expect(choice.size).toBe(0);
    const everything = choice.add(new Promise((done) => (answer = done)));
    choice.toggle("k5", 5);
    answer(all);
    await everything;
    expect(choice.keys).toEqual(["k5"]);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))("is what its steps say, seed %i", async (seed) => {
    const choice = new Choice();
    // The rule, in the simplest words: a set, and a range that is over with every step that is no range.
    let kept = new Set<number>();
    let range: [number, number] | null = null;
    let anchor = -1;
    const now = () =>
      all
        .map((_, i) => i)
        .filter((i) => kept.has(i) || (range && i >= Math.min(...range) && i <= Math.max(...range)));
    let state = seed + 1;
    const pick = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    for (let step = 0; step < 60; step++) {
      const at = pick(all.length);
      switch (pick(9)) {
        case 0:
        case 1:
        case 2:
          choice.toggle(`k${at}`, at);
          kept = new Set(now());
          if (!kept.delete(at)) kept.add(at);
          [range, anchor] = [null, at];
          break;
        case 3:
        case 4:
          choice.begin(at);
          kept = new Set(now());
          [range, anchor] = [null, at];
          break;
        case 5:
          choice.clear();
          kept = new Set();
          [range, anchor] = [null, -1];
          break;
        case 6:
          await choice.add(keysOf(at, at + 2));
          kept = new Set([...now(), at, ...(at + 1 < all.length ? [at + 1] : [])]);
          range = null;
          break;
        default:
          await choice.extend(2, at, keysOf);
          if (anchor < 0) anchor = 2;
          range = [anchor, at];
      }
      expect(chosen(choice)).toEqual(now());
    }
  });
});
