import { expect, test } from "vitest";
import type { Problem } from "../../bridge/bridge";
import { sharedProblems } from "./problems";

const problem = (over: Partial<Problem>): Problem => ({
  kind: "consent",
  message: "m",
  remedy: "",
  remedyKey: "grant-consent",
  code: "65001",
  requestId: "",
  at: null,
  ...over,
});

test("the same failure of several parts is told once, with all parts", () => {
  const found = sharedProblems({
    requests: { asOf: null, problem: problem({ kind: "denied", remedyKey: "assign-role", code: "403" }) },
    subscriptions: { asOf: null, problem: problem({ requestId: "b" }) },
    details: { asOf: "2026-03-10T12:00:00Z", problem: problem({ requestId: "a" }) },
    health: { asOf: "2026-03-10T12:00:00Z", problem: null },
  });
  expect(found.map((f) => [f.problem.kind, f.parts])).toEqual([
    ["consent", ["details", "subscriptions"]],
    ["denied", ["requests"]],
  ]);
});

test("a customer whose parts were all read has no failure", () => {
  expect(sharedProblems({ details: { asOf: "2026-03-10T12:00:00Z", problem: null } })).toEqual([]);
});
