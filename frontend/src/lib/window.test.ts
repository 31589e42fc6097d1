import { describe, expect, it } from "vitest";
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
