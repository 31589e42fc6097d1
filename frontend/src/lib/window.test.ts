import { describe, expect, it } from "vitest";
import { place } from "./place";
import { rowsInView, scrollToRow } from "./window";

describe("rowsInView", () => {
  it("draws what is in view and a little more", () => {
    expect(rowsInView(0, 440, 44, 1000, 2)).toEqual({ first: 0, last: 12 });
    expect(rowsInView(4400, 440, 44, 1000, 2)).toEqual({ first: 98, last: 112 });
  });
  it("ends with the list", () => {
    expect(rowsInView(0, 440, 44, 3)).toEqual({ first: 0, last: 3 });
    expect(rowsInView(9000, 440, 44, 3)).toEqual({ first: 3, last: 3 });
    expect(rowsInView(0, 440, 44, 0)).toEqual({ first: 0, last: 0 });
  });
});

describe("scrollToRow", () => {
  it("stays when the row is in view", () => expect(scrollToRow(5, 100, 440, 44)).toBe(100));
  it("moves as little as possible", () => {
    expect(scrollToRow(1, 100, 440, 44)).toBe(44);
    expect(scrollToRow(20, 100, 440, 44)).toBe(20 * 44 + 44 - 440);
  });
});

describe("place", () => {
  const view = { width: 1000, height: 600 };
  const size = { width: 200, height: 100 };
  it("goes below its anchor", () => {
    expect(place({ left: 10, right: 50, top: 10, bottom: 40 }, size, view)).toEqual({ left: 10, top: 44 });
  });
  it("goes above where there is no room below", () => {
    expect(place({ left: 10, right: 50, top: 550, bottom: 580 }, size, view).top).toBe(446);
  });
  it("stays in the window", () => {
    expect(place({ left: 950, right: 990, top: 10, bottom: 40 }, size, view).left).toBe(792);
    expect(place({ left: 0, right: 40, top: 10, bottom: 40 }, size, view, "end").left).toBe(8);
  });
});
