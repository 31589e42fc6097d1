import { expect, test } from "vitest";
import type { HealthReport } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { stubBridge } from "../test/stub";
import { HealthStore } from "./health.svelte";

/** A backend whose answers come when the test lets them. */
function slow() {
  const waiting: { tenantId: string; answer: (over?: Partial<HealthReport>) => void; fail: () => void }[] =
    [];
  const stub = stubBridge({
    health: {
      report: (tenantId) =>
        new Promise((done, fail) => {
          waiting.push({
            tenantId,
            answer: (over) => done(answers.health.degraded({ tenantId, ...over })),
            fail: () => fail(new Error("no")),
          });
        }),
    },
  });
  return { ...stub, waiting, store: new HealthStore(stub.bridge) };
}

test("a late answer about the customer before is never shown for the one that is followed now", async () => {
  const { store, waiting } = slow();
  store.follow("t1");
  store.follow("t2");
  waiting[0]?.answer();
  await settle();
  expect(store.report).toBeNull();
  waiting[1]?.answer();
  await settle();
  expect([waiting[1]?.tenantId, store.report?.tenantId]).toEqual(["t2", "t2"]);
});

test("a hint reads again, a failed reading keeps what is shown", async () => {
  const { store, waiting, emit } = slow();
  store.follow("t1");
  waiting[0]?.answer({ state: "outage" });
  await settle();
  emit("customers");
  waiting[1]?.fail();
  await settle();
  expect(store.report?.state).toBe("outage");
  expect(store.fault?.kind).toBe("internal");
});

test("hints cost nothing while nobody is followed", () => {
  const { store, emit, calls } = slow();
  emit("customers");
  store.follow("t1");
  store.follow("");
  emit("customers");
  expect(calls).toEqual(["health.report t1"]);
});
