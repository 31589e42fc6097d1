import { expect, test } from "vitest";
import { inOrder, isOpen, severityWord, statusWord } from "./request";

const request = (id: string, status: string, updatedAt: string | null, createdAt: string | null = null) => ({
  id,
  status,
  updatedAt,
  createdAt,
});

test("what waits for an answer stands first, then what is open, then the newest", () => {
  const ids = inOrder([
    request("closed-new", "closed", "2026-03-10T00:00:00Z"),
    request("open-old", "open", "2026-03-01T00:00:00Z"),
    request("open-new", "open", null, "2026-03-05T00:00:00Z"),
    request("asks", "attention_needed", "2026-01-01T00:00:00Z"),
    request("undated", "closed", null),
  ]).map((r) => r.id);
  expect(ids).toEqual(["asks", "open-new", "open-old", "closed-new", "undated"]);
});

test("a word that nobody knows is shown as it is and counts as not open", () => {
  expect(statusWord("Escalated")).toBe("Escalated");
  expect(severityWord("Sev A")).toBe("Sev A");
  expect(isOpen("Escalated")).toBe(false);
});

test("what Partner Center did not state is said so", () => {
  expect(statusWord("")).toBe("Not stated");
  expect(severityWord("unknown")).toBe("Not stated");
});
