import { expect, test } from "vitest";
import type { IncidentCustomer, IncidentRow } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { incident } from "../../test/samples";
import { filtered, ordered } from "./affected";
import { sorted } from "./incident";

const ids = (list: readonly IncidentRow[]) => list.map((i) => i.id).join(" ");

test("untouched, incidents stand before advisories, the worst first, then what hits most customers", () => {
  const list = [
    incident("advisory", { classification: "advisory", count: 90 }),
    incident("few", { count: 1 }),
    incident("many", { count: 3 }),
    incident("outage", { state: "outage", count: 0 }),
  ];
  expect(ids(sorted(list, "", false, "en"))).toBe("outage many few advisory");
});

test("what is over stands behind what is open, the last one first", () => {
  const over = { open: false, resolved: true, state: "healthy" as const };
  const list = [
    incident("early", { ...over, overSince: "2026-03-01T08:00:00Z" }),
    incident("late", { ...over, overSince: "2026-03-01T11:00:00Z" }),
    incident("advisory", { classification: "advisory", state: "advisory" }),
  ];
  expect(ids(sorted(list, "", false, "en"))).toBe("advisory late early");
});

test("a chosen column sorts both ways, equals keep their weight", () => {
  const list = [
    incident("a", { startsAt: "2026-03-02T00:00:00Z", told: 3, requests: 1, lastWordAt: null }),
    incident("b", { startsAt: "2026-03-01T00:00:00Z", told: 0, requests: 2 }),
    incident("c", { startsAt: "2026-03-01T00:00:00Z", state: "outage", told: 9, requests: 3 }),
  ];
  expect(ids(sorted(list, "since", false, "en"))).toBe("c b a");
  expect(ids(sorted(list, "since", true, "en"))).toBe("a c b");
  expect(ids(sorted(list, "told", true, "en"))).toBe("c a b");
  expect(ids(sorted(list, "requests", false, "en"))).toBe("a b c");
  expect(ids(sorted(list, "word", false, "en"))).toBe("a c b");
});

const [sample] = answers.health.incident().customers as [IncidentCustomer];
const customer = (tenantId: string, over: Partial<IncidentCustomer>): IncidentCustomer => ({
  ...sample,
  tenantId,
  ...over,
});
const found = (list: readonly IncidentCustomer[]) => list.map((c) => c.tenantId).join(" ");

test("affected customers are found by any word a desk knows them by, without accents and case, and by a tag", () => {
  const list = [
    customer("1", {
      name: "Électro Sud",
      primaryDomain: "xn--lectrosud-93a.fr",
      displayDomain: "électrosud.fr",
      phones: ["+33 4 91 00"],
      mails: ["it@electrosud.fr"],
      tags: ["VIP"],
    }),
    customer("2", {
      name: "Fabrikam",
      primaryDomain: "fabrikam.com",
      displayDomain: "fabrikam.com",
      phones: [],
      mails: [],
      tags: ["North", "vip"],
    }),
  ];
  expect(found(filtered(list, "sud ELEC", ""))).toBe("1");
  expect(found(filtered(list, ".com", ""))).toBe("2");
  expect(found(filtered(list, "+33", ""))).toBe("1");
  expect(found(filtered(list, "  ", ""))).toBe("1 2");
  expect(found(filtered(list, "sud com", ""))).toBe("");
  expect(found(filtered(list, "", "Vip"))).toBe("1 2");
  expect(found(filtered(list, "fabr", "north"))).toBe("2");
  expect(found(filtered(list, "sud", "north"))).toBe("");
});

test("affected customers sort by what a column says, numbers by value, what is empty last", () => {
  const told = {
    tenantId: "",
    at: "2026-03-01T00:00:00Z",
    template: "first",
    wordAt: null,
    means: "byHand",
  } as const;
  const list = [
    customer("1", { name: "C", contact: "", seats: { total: 9, used: 1 }, told }),
    customer("2", { name: "A", contact: "Zoé", seats: { total: 100, used: null }, told: null }),
    customer("3", { name: "B", contact: "Ana", seats: null, told: { ...told, at: "2026-03-02T00:00:00Z" } }),
  ];
  expect(found(ordered(list, "", false, "en"))).toBe("1 2 3");
  expect(found(ordered(list, "name", false, "en"))).toBe("2 3 1");
  expect(found(ordered(list, "contact", false, "en"))).toBe("3 2 1");
  expect(found(ordered(list, "contact", true, "en"))).toBe("2 3 1");
  expect(found(ordered(list, "seats", true, "en"))).toBe("2 1 3");
  expect(found(ordered(list, "told", false, "en"))).toBe("2 1 3");
});
