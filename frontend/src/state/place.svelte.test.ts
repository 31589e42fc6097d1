import { flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import type { Preferences } from "../bridge/contract";
import { Fault } from "../bridge/fault";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { never, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";
import { keepPlace, leaveMissing } from "./place";

const [row] = answers.customers.list().customers;
const tenantId = row?.tenantId ?? "";

async function begun(place: object, get: () => Promise<ReturnType<typeof answers.details.outage>>) {
  const save = vi.fn(async (_: Preferences) => {});
  const stub = stubBridge(
    {},
    {
      settings: {
        load: async () =>
          answers.preferences({
            place: { view: "", tenantId: "", row: "", scroll: 0, day: "", paneClosed: false, ...place },
          }),
        save,
      },
      customers: {
        list: async () => answers.customers.list(),
        overview: async () => answers.customers.overview(),
        get,
        position: never,
      },
      changes: { unseen: async () => 0 },
      alerts: { count: async () => ({ new: 0, worst: "" }) },
      outbox: { list: async () => answers.outbox.empty() },
      lock: { waits: async () => "" },
      profiles: { list: async () => [] },
      session: { status: async () => answers.session.signedIn() },
      sync: { status: async () => answers.sync.done() },
      health: { report: never, incidentList: never, incident: never },
    },
  );
  const app = new AppState(stub.bridge);
  await app.start();
  return { app, save };
}
const known = async () => answers.details.outage({ tenantId });

test("a start begins where the window was", async () => {
  const { app } = await begun({ view: "health", tenantId, scroll: 7 }, known);
  await settle();
  expect([app.navigation.view, app.selection.tenantId, app.customers.first]).toEqual(["health", tenantId, 7]);
  expect(app.navigation.canGoBack).toBe(false);
});

const day = (days: number) => new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv");

test("the first start of a day begins with what is new, and one step back is where the window was", async () => {
  const { app } = await begun({ view: "health", tenantId, day: day(1) }, known);
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["today", tenantId]);
  app.navigation.back();
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["health", tenantId]);
  const { app: again } = await begun({ view: "health", tenantId, day: day(0) }, known);
  expect(again.navigation.view).toBe("health");
});

test.each([
  ["a view of another program", { view: "renewals-of-tomorrow", tenantId }],
  ["a customer's view without one", { view: "health" }],
])("%s is none to begin in", async (_, place) => {
  const { app } = await begun(place, known);
  expect(app.navigation.view).toBe("customers");
});

test("a customer that is none any more is not shown", async () => {
  const gone = new Fault({ kind: "missing", message: "no such customer" });
  const { app } = await begun({ view: "health", tenantId }, () => Promise.reject(gone));
  const end = $effect.root(() => {
    $effect(() => leaveMissing(app));
  });
  await settle();
  flushSync();
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["customers", ""]);
  end();
});

test("the place is kept once it rests, not at every step", async () => {
  const { app, save } = await begun({ day: day(0) }, known);
  const end = $effect.root(() => {
    $effect(() => keepPlace(app));
  });
  flushSync();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(save, "nothing moved").not.toHaveBeenCalled();
  for (const view of ["incidents", "desk", "health"] as const) {
    app.navigation.go(view, tenantId);
    flushSync();
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(save.mock.calls.map(([value]) => value.place)).toEqual([
    { view: "health", tenantId, row: "", scroll: 0, day: day(0), paneClosed: false },
  ]);
  end();
});
