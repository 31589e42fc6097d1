import { describe, expect, it } from "vitest";
import { type Column, type Look, laidOut, move, movedTo, ordered, placed, shown, tracks } from "./grid";

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

describe("columns", () => {
  const columns: Column[] = [
    { id: "star", title: "Star", width: 40 },
    { id: "name", title: "Name", min: 200, fixed: true },
    { id: "domain", title: "Domain", min: 100, under: "name" },
    { id: "number", title: "Number", width: 80, under: "name", apart: true, leaves: 3 },
    { id: "tags", title: "Tags", min: 100, leaves: 2 },
    { id: "age", title: "Age", width: 100, leaves: 1 },
    { id: "id", title: "Id", width: 300, hidden: true, leaves: 4 },
  ];
  const first: Look = { order: [], hidden: [], widths: {} };
  const told = (look: Look, width: number, lines: number) =>
    laidOut(columns, look, { width, lines })
      .map((c) => [c.id, ...c.below.map((b) => b.id)].join("/"))
      .join(" ");

  it.each([
    ["room for all", 2000, 1, "star name domain number tags age"],
    ["two lines", 2000, 2, "star name/domain number tags age"],
    ["a number without room goes under, the domain was there", 440, 2, "star name/domain/number tags age"],
    ["tags go next", 439, 2, "star name/domain/number age"],
    ["age goes last", 339, 2, "star name/domain/number"],
    ["what states nothing stays, however narrow", 10, 2, "star name/domain/number"],
    ["on one line nothing stands below", 10, 1, "star name domain"],
  ])("%s", (_, width, lines, want) => expect(told(first, width, lines)).toBe(want));

  it("a width of the user's counts", () =>
    expect(told({ ...first, widths: { name: 400 } }, 520, 2)).toBe("star name/domain/number"));

  it("are shown and hidden; what rows are known by can't be", () => {
    let look = shown(columns, first, "id", true);
    look = shown(columns, look, "star", false);
    look = shown(columns, look, "domain", false);
    look = shown(columns, look, "name", false);
    expect(told(look, 2000, 2)).toBe("name number tags age id");
    expect(told(shown(columns, look, "domain", true), 2000, 2)).toBe("name/domain number tags age id");
  });

  it("are put elsewhere, over the ends no further", () => {
    const look = placed(columns, first, "age", 0);
    expect(told(look, 2000, 1)).toBe("age star name domain number tags");
    expect(told(placed(columns, look, "star", 99), 2000, 1)).toBe("age name domain number tags star");
    expect(placed(columns, first, "nobody", 1).order).toEqual(columns.map((c) => c.id));
  });

  it("one that is new since the order was chosen follows its neighbour; one that is gone is forgotten", () => {
    const order = ["age", "tags", "gone", "name"];
    expect(ordered(columns, order).map((c) => c.id)).toEqual([
      "star",
      "age",
      "id",
      "tags",
      "name",
      "domain",
      "number",
    ]);
    const look = { ...first, order, hidden: ["tags"] };
    expect(told(look, 2000, 1), "the new one is hidden as at first").toBe("star age name domain number");
  });

  it("one that is dropped beside another stands there, among those that are not shown too", () => {
    const atFirst = columns.map((c) => c.id);
    const order = (id: string, to: string, after: boolean) =>
      movedTo(columns, first, id, { id: to, after }).order;
    const without = (id: string) => atFirst.filter((each) => each !== id);
    expect(order("age", "star", false)).toEqual(["age", ...without("age")]);
    expect(order("star", atFirst.at(-1) ?? "", true)).toEqual([...without("star"), "star"]);
    expect(order("age", "star", true)).toEqual(["star", "age", ...without("age").slice(1)]);
    expect(movedTo(columns, first, "age", { id: "gone", after: true })).toBe(first);
  });
});
