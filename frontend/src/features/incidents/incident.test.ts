import { expect, test } from "vitest";
import type { AffectedCustomer, Incident } from "../../bridge/bridge";
import { filtered, sorted } from "./incident";

const customers = (n: number): AffectedCustomer[] =>
  Array.from({ length: n }, (_, i) => ({
    tenantId: `${i}`,
    name: `Customer ${i}`,
    primaryDomain: `c${i}.example`,
    displayDomain: `c${i}.example`,
  }));
const incident = (id: string, over: Partial<Incident> = {}): Incident => ({
  id,
  title: id,
  service: "Exchange Online",
  classification: "incident",
  status: "serviceDegradation",
  state: "degraded",
  startsAt: null,
  updatedAt: null,
  open: true,
  resolved: false,
  overSince: null,
  customers: [],
  ...over,
});
const ids = (list: Incident[]) => list.map((i) => i.id).join(" ");

test("untouched, incidents stand before advisories, the worst first, then what hits most customers", () => {
  const list = [
    incident("advisory", { classification: "advisory", customers: customers(90) }),
    incident("few", { customers: customers(1) }),
    incident("many", { customers: customers(3) }),
    incident("outage", { state: "outage" }),
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
    incident("a", { startsAt: "2026-03-02T00:00:00Z" }),
    incident("b", { startsAt: "2026-03-01T00:00:00Z" }),
    incident("c", { startsAt: "2026-03-01T00:00:00Z", state: "outage" }),
  ];
  expect(ids(sorted(list, "since", false, "en"))).toBe("c b a");
  expect(ids(sorted(list, "since", true, "en"))).toBe("a c b");
});

test("affected customers are found by any word of name or domain, without accents and case", () => {
  const list = [
    {
      tenantId: "1",
      name: "Électro Sud",
      primaryDomain: "xn--lectrosud-93a.fr",
      displayDomain: "électrosud.fr",
    },
    { tenantId: "2", name: "Fabrikam", primaryDomain: "fabrikam.com", displayDomain: "fabrikam.com" },
  ];
  expect(filtered(list, "sud ELEC").map((c) => c.tenantId)).toEqual(["1"]);
  expect(filtered(list, ".com").map((c) => c.tenantId)).toEqual(["2"]);
  expect(filtered(list, "  ")).toBe(list);
  expect(filtered(list, "sud com")).toEqual([]);
});
