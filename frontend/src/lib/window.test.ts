import { describe, expect, it } from "vitest";
import { recycled, rowsInView, scrollToRow } from "./window";

describe("rowsInView", () => {
  it("draws what is in view and a little more", () => {
    expect(rowsInView(0, 440, 44, 1000, 2)).toEqual({ first: 0, last: 12 });
    expect(rowsInView(4400, 440, 44, 1000, 2)).toEqual({ first: 98, last: 112 });
  });
  it("ends with the list", () => {
    expect(rowsInView(0, 440, 44, 3, 6)).toEqual({ first: 0, last: 3 });
    expect(rowsInView(9000, 440, 44, 3, 6)).toEqual({ first: 3, last: 3 });
    expect(rowsInView(0, 440, 44, 0, 6)).toEqual({ first: 0, last: 0 });
  });
});

describe("scrollToRow", () => {
  it("stays when the row is in view", () => expect(scrollToRow(5, 100, 440, 44)).toBe(100));
  it("moves as little as possible", () => {
    expect(scrollToRow(1, 100, 440, 44)).toBe(44);
    expect(scrollToRow(20, 100, 440, 44)).toBe(20 * 44 + 44 - 440);
  });
});

describe("recycled", () => {
  it("leaves what is shown in its element and gives the others to what comes", () => {
    expect(recycled([0, 1, 2, 3], [2, 3, 4, 5])).toEqual([4, 5, 2, 3]);
    expect(recycled([4, 5, 2, 3], [9, 2, 5])).toEqual([9, 5, 2]);
    expect(recycled([], [7, 8])).toEqual([7, 8]);
    expect(recycled([1, 2], [])).toEqual([]);
    expect(recycled([3, 1], [1, 2, 3, 4])).toEqual([3, 1, 2, 4]);
  });
  it("shows every row that is wanted once, and no other", () => {
    let shown: number[] = [];
    for (let turn = 0; turn < 200; turn++) {
      const first = (turn * turn * 7919) % 500;
      const focused = (turn * 31) % 500;
      const wanted = Array.from({ length: (turn * 13) % 40 }, (_, i) => first + i);
      if (!wanted.includes(focused)) wanted.push(focused);
      const before = shown;
      shown = recycled(shown, wanted);
      expect([...shown].sort((a, b) => a - b)).toEqual([...wanted].sort((a, b) => a - b));
      const kept = before.filter((index) => wanted.includes(index));
      if (wanted.length >= before.length)
        for (const index of kept) expect(shown.indexOf(index)).toBe(before.indexOf(index));
    }
  });
});
