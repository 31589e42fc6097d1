import { expect, test } from "vitest";
import { openIssues, resolvedIssues, split, worstFirst } from "./order";

const issue = (id: string, over: object = {}) => ({
  id,
  state: "degraded",
  classification: "incident",
  resolved: false,
  updatedAt: "2026-03-10T08:00:00Z",
  ...over,
});
const service = (name: string, state: string, issues: ReturnType<typeof issue>[] = []) => ({
  name,
  state,
  issues,
});
const names = (list: { name: string }[]) => list.map((s) => s.name);
const ids = (list: { id: string }[]) => list.map((i) => i.id);

test("the worst service stands first and unknown is never below healthy", () => {
  const services = ["healthy", "unknown", "advisory", "outage", "degraded"].map((s) => service(s, s));
  expect(names(worstFirst(services, "en"))).toEqual(["outage", "degraded", "advisory", "unknown", "healthy"]);
});

test("a state that a newer program names ranks as unknown", () => {
  const services = [service("fine", "healthy"), service("new", "sleeping"), service("bad", "degraded")];
  expect(names(worstFirst(services, "en"))).toEqual(["bad", "new", "fine"]);
});

test("services of one state: more open issues first, then by name as the language sorts it", () => {
  const services = [
    service("Zoo", "degraded"),
    service("Équipe", "degraded"),
    service("Exchange", "degraded"),
    service("Teams", "degraded", [issue("a"), issue("b")]),
  ];
  expect(names(worstFirst(services, "fr"))).toEqual(["Teams", "Équipe", "Exchange", "Zoo"]);
});

test("sorting leaves the report as it was", () => {
  const services = [service("b", "healthy"), service("a", "outage")];
  worstFirst(services, "en");
  expect(names(services)).toEqual(["b", "a"]);
});

test("an operational service with an open advisory is shown, one whose issues are resolved is folded", () => {
  const { troubled, healthy } = split(
    [
      service("Advisory", "healthy", [issue("a", { classification: "advisory" })]),
      service("Over", "healthy", [issue("b", { resolved: true })]),
      service("Odd", "unknown"),
    ],
    "en",
  );
  expect(names(troubled)).toEqual(["Odd", "Advisory"]);
  expect(names(healthy)).toEqual(["Over"]);
});

test("incidents stand before advisories, then the worst, then the one that moved last", () => {
  const issues = [
    issue("advisory", { classification: "advisory", state: "outage" }),
    issue("old"),
    issue("new", { updatedAt: "2026-03-10T09:00:00Z" }),
    issue("worst", { state: "outage" }),
    issue("done", { resolved: true }),
  ];
  expect(ids(openIssues(issues))).toEqual(["worst", "new", "old", "advisory"]);
});

test("of the resolved issues the one that ended last stands first, one without an end by its last change", () => {
  const issues = [
    issue("early", { resolved: true, endsAt: "2026-03-01T00:00:00Z" }),
    issue("undated", { resolved: true, endsAt: null, updatedAt: "2026-03-05T00:00:00Z" }),
    issue("late", { resolved: true, endsAt: "2026-03-09T00:00:00Z" }),
    issue("open"),
  ];
  expect(ids(resolvedIssues(issues))).toEqual(["late", "undated", "early"]);
});
