import { describe, expect, it, vi } from "vitest";
import type { CustomerRow, Match, MatchField } from "../bridge/bridge";
import { answers } from "../test/answers";
import { openFound } from "./found";

const [first] = answers.customers.list().customers;
const row = (tenantId: string, match?: Partial<Match>): CustomerRow => ({
  ...(first as CustomerRow),
  tenantId,
  match: match && {
    field: "name",
    text: "",
    score: 1,
    ranges: [],
    target: "",
    weak: false,
    missing: [],
    ...match,
  },
});

/** What opening a row does, in words. */
function opened(found: CustomerRow, next?: CustomerRow): string[] {
  const said: string[] = [];
  const says =
    (what: string) =>
    (...args: unknown[]) =>
      said.push([what, ...args.filter((a) => typeof a === "string")].join(" "));
  openFound(
    {
      selection: { select: vi.fn() },
      navigation: { go: says("go"), open: says("open") },
      requests: { open: says("request") },
      incidents: { select: says("incident") },
      health: { lookFor: says("look for") },
      showing: (field: MatchField) => (field === "phone" ? "overview" : undefined),
    } as unknown as Parameters<typeof openFound>[0],
    found,
    next,
  );
  return said;
}

describe("opening what was found", () => {
  it("goes to where the match is shown", () => {
    const at = (field: MatchField, target = "") => opened(row("t1", { field, target }));
    expect(opened(row("t1"))).toEqual(["open t1"]);
    expect(at("name")).toEqual(["open t1"]);
    expect(at("domain")).toEqual(["open t1"]);
    expect(at("phone")).toEqual(["go overview t1"]);
    expect(at("address")).toEqual(["open t1"]); // no view says that it shows it
    expect(at("request", "2412050040001234")).toEqual(["request t1 2412050040001234"]);
    expect(at("requestContact", "616")).toEqual(["request t1 616"]);
    expect(at("outgoing", "TNT-7F3K2M")).toEqual(["request t1 TNT-7F3K2M"]);
    expect(at("incident", "EX1")).toEqual(["look for t1 EX1", "go health t1"]);
  });

  it("shows an incident of several customers among all incidents, unless one of them is meant", () => {
    const match = { field: "incident", target: "EX1" } as const;
    expect(opened(row("t1", match), row("t2", match))).toEqual(["incident EX1", "go incidents"]);
    expect(opened(row("t1", match), row("t2", { ...match, score: 0.9 }))).toEqual([
      "look for t1 EX1",
      "go health t1",
    ]);
    expect(opened(row("t1", match), row("t2", { ...match, target: "EX2" }))).toEqual([
      "look for t1 EX1",
      "go health t1",
    ]);
    expect(opened(row("t1", match), row("t2"))).toEqual(["look for t1 EX1", "go health t1"]);
  });
});
