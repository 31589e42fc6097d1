import { expect, test } from "vitest";
import type { Incident, Incidents } from "../bridge/bridge";
import { ago, issue, report } from "../test/samples";
import { stubBridge } from "../test/stub";
import { IncidentsStore } from "./incidents.svelte";

const settle = () => new Promise((done) => setTimeout(done));
const incident = (id: string, tenantId: string): Incident => ({
  ...issue(id),
  customers: [{ tenantId, name: tenantId, primaryDomain: "" }],
});

function open(first: Incident[]) {
  let list: Incidents = { asOf: ago(1), incidents: first };
  const stub = stubBridge({
    health: {
      incidents: async () => list,
      report: async (tenantId) =>
        report({
          tenantId,
          services: [
            { id: "x", name: "x", status: "", state: "degraded", issues: [issue("EX1"), issue("EX2")] },
          ],
        }),
    },
  });
  const store = new IncidentsStore(stub.bridge);
  return { ...stub, store, now: (incidents: Incident[]) => (list = { asOf: ago(0), incidents }) };
}

test("the story of the chosen issue comes from a customer that it affects", async () => {
  const { store, calls } = open([incident("EX1", "t1"), incident("EX2", "t2")]);
  store.follow();
  await settle();
  store.select("EX1");
  store.select("EX2");
  expect(store.story).toBeUndefined();
  await settle();
  expect(store.story).toMatchObject({ issue: { id: "EX2" }, toldTo: "t2" });
  expect(calls).toContain("health.report t2");
});

test("an issue that is over leaves the list and is no longer chosen", async () => {
  const { store, emit, now } = open([incident("EX1", "t1")]);
  store.follow();
  await settle();
  store.select("EX1");
  now([]);
  emit("customers");
  await settle();
  expect([store.selectedId, store.selected, store.story]).toEqual(["", null, undefined]);
});

test("hints cost nothing while the list is not shown", async () => {
  const { store, emit, calls } = open([]);
  emit("customers");
  const leave = store.follow();
  await settle();
  leave();
  emit("customers");
  expect(calls).toEqual(["health.incidents"]);
});
