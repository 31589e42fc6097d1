import { expect, test } from "vitest";
import { isOpen, severityWord, statusWord } from "../../words/requests";
import { columns, hasNumber } from "./columns";
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

test("without room the least wanted columns go first, and the columns that stay fit", () => {
  const of = (width: number, customers: boolean) => columns({ width, customers }).map((c) => c.id);
  expect(of(300, false)).toEqual(["state", "title"]);
  expect(of(724, true)).toEqual(["state", "customer", "title", "severity", "updated"]);
  expect(of(1100, true)).toEqual(["state", "customer", "title", "id", "severity", "created", "updated"]);
  for (const customers of [true, false]) {
    for (let width = 300 + (customers ? 160 : 0); width < 1400; width += 20) {
      const needed = columns({ width, customers }).reduce((sum, c) => sum + (c.width ?? c.min ?? 0), 0);
      expect(needed, `${width}`).toBeLessThanOrEqual(width);
      expect(of(width, customers).includes("id")).toBe(hasNumber({ width, customers }));
    }
  }
});
