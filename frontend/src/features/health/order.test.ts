import { expect, test } from "vitest";
import { openIssues, overIssues, split, worstFirst } from "./order";

const issue = (id: string, over: object = {}) => ({
  id,
  state: "degraded",
  classification: "incident",
  open: true,
  overSince: null as string | null,
  updatedAt: "2026-03-10T08:00:00Z",
  ...over,
});
const now = Date.parse("2026-03-10T12:00:00Z");
const over = (id: string, since: string) => issue(id, { open: false, overSince: since });
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

test("an operational service is shown with an open advisory or an issue that was over within the day, else folded", () => {
  const { troubled, healthy } = split(
    [
      service("Advisory", "healthy", [issue("a", { classification: "advisory" })]),
      service("Over", "healthy", [over("b", "2026-03-09T11:00:00Z")]),
      service("Lately", "healthy", [over("c", "2026-03-09T13:00:00Z")]),
      service("Odd", "unknown"),
    ],
    "en",
    now,
  );
  expect(names(troubled)).toEqual(["Odd", "Advisory", "Lately"]);
  expect(names(healthy)).toEqual(["Over"]);
});

test("incidents stand before advisories, then the worst, then the one that moved last", () => {
  const issues = [
    issue("advisory", { classification: "advisory", state: "outage" }),
    issue("old"),
    issue("new", { updatedAt: "2026-03-10T09:00:00Z" }),
    issue("worst", { state: "outage" }),
    over("done", "2026-03-10T10:00:00Z"),
  ];
  expect(ids(openIssues(issues))).toEqual(["worst", "new", "old", "advisory"]);
});

test("what is over stands apart: of the day, and of before, the last one first", () => {
  const issues = [
    over("early", "2026-03-01T00:00:00Z"),
    over("today", "2026-03-10T08:00:00Z"),
    over("yesterday", "2026-03-09T13:00:00Z"),
    over("late", "2026-03-09T11:00:00Z"),
    issue("open"),
  ];
  const { lately, before } = overIssues(issues, now);
  expect(ids(lately)).toEqual(["today", "yesterday"]);
  expect(ids(before)).toEqual(["late", "early"]);
});
