import { expect, test } from "vitest";
import type { Incident, Incidents } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { incident as told } from "../test/samples";
import { stubBridge } from "../test/stub";
import { IncidentsStore } from "./incidents.svelte";

const incident = (id: string, tenantId: string): Incident =>
  told(id, { customers: [{ tenantId, name: tenantId, primaryDomain: "", displayDomain: "" }] });
const { tenantId: troubled, services } = answers.health.degraded();
const troubles = services.flatMap((s) => s.issues)[0]?.id ?? "";

function open(first: Incident[]) {
  let list: Incidents = answers.health.incidents({ incidents: first });
  const stub = stubBridge(
    {},
    {
      health: {
        incidents: async () => list,
        report: async (tenantId) => answers.health.degraded({ tenantId }),
      },
    },
  );
  const now = (incidents: Incident[]) => {
    list = { ...list, incidents };
  };
  return { ...stub, store: new IncidentsStore(stub.bridge), now };
}

test("the story of the chosen issue comes from a customer that it affects", async () => {
  const { store, calls } = open([incident("EX1", "t1"), incident(troubles, troubled)]);
  store.follow();
  await settle();
  store.select("EX1");
  store.select(troubles);
  expect(store.story).toBeUndefined();
  await settle();
  expect(store.story).toMatchObject({ issue: { id: troubles }, toldTo: troubled });
  expect(calls).toContain(`health.report ${troubled}`);
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
