import { describe, expect, it } from "vitest";
import { move, tracks } from "./grid";

const size = { rows: 100, columns: 6, page: 10 };

describe("move", () => {
  it.each([
    ["ArrowDown", 5, 2, 6, 2],
    ["ArrowUp", 5, 2, 4, 2],
    ["ArrowUp", 0, 2, -1, 2], // to the header
    ["ArrowDown", -1, 2, 0, 2],
    ["ArrowDown", 99, 2, 99, 2],
    ["ArrowRight", 5, 5, 5, 5],
    ["ArrowLeft", 5, 0, 5, 0],
    ["Home", 50, 3, 0, 3],
    ["End", 50, 3, 99, 3],
    ["PageDown", 95, 3, 99, 3],
    ["PageUp", 5, 3, 0, 3],
  ])("%s from %d:%d", (key, row, column, toRow, toColumn) =>
    expect(move(key, { row, column }, size)).toEqual({ row: toRow, column: toColumn }),
  );
  it("leaves other keys alone", () => expect(move("h", { row: 0, column: 0 }, size)).toBeUndefined());
  it("an empty grid has only its header", () =>
    expect(move("ArrowDown", { row: -1, column: 0 }, { ...size, rows: 0 })?.row).toBe(-1));
});

it("a width that the user gave wins", () => {
  const columns = [
    { id: "a", title: "A", width: 40 },
    { id: "b", title: "B", min: 140 },
    { id: "c", title: "C", grow: 3 },
  ];
  expect(tracks(columns, {})).toBe("40px minmax(140px, 1fr) minmax(120px, 3fr)");
  expect(tracks(columns, { b: 300 })).toBe("40px 300px minmax(120px, 3fr)");
});
