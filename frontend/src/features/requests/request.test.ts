import { expect, test } from "vitest";
import { laidOut } from "../../ui/grid";
import { isOpen, severityWord, statusWord } from "../../words/requests";
import { columns } from "./columns";
import { noteLeft } from "./request";

test("a word that nobody knows is shown as it is and counts as not open", () => {
  expect(statusWord("Escalated")).toBe("Escalated");
  expect(severityWord("Sev A")).toBe("Sev A");
  expect(isOpen("Escalated")).toBe(false);
});

test("what Partner Center did not state is said so", () => {
  expect(statusWord("")).toBe("Not stated");
  expect(severityWord("unknown")).toBe("Not stated");
});

test("a note is told what is left only near its end, counted in characters as the backend counts", () => {
  expect(noteLeft("a".repeat(9_499))).toBeNull();
  expect(noteLeft("a".repeat(9_500))).toBe(500);
  expect(noteLeft("\u{1f4e7}".repeat(10_000))).toBe(0);
  expect(noteLeft(`${"a".repeat(10_001)}  `)).toBe(-1);
});

test("without room the least wanted columns go first, and what a row is known by stays", () => {
  const of = (width: number, customers: boolean, lines = 2) =>
    laidOut(columns(customers), { order: [], hidden: [], widths: {} }, { width, lines });
  const ids = (...room: Parameters<typeof of>) => of(...room).map((c) => c.id);
  expect(ids(300, false)).toEqual(["title"]);
  expect(of(300, false)[0]?.below.map((c) => c.id)).toEqual(["state", "id", "product"]);
  expect(ids(724, true)).toEqual(["state", "title", "severity", "created", "updated"]);
  expect(of(724, true)[1]?.below.map((c) => c.id)).toEqual(["customer", "id", "product"]);
  expect(ids(1100, true)).toEqual(["state", "title", "id", "severity", "created", "updated"]);
  expect(ids(724, true, 1)).toEqual(["state", "title", "customer", "severity", "updated"]);
});
