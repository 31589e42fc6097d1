import { expect, test } from "vitest";
import type { Linked } from "../bridge/contract";
import { Fault } from "../bridge/fault";
import { settle } from "../test/clock";
import { never, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";
import { followLinks } from "./links";

const nothing: Linked = { view: "", tenantId: "", incident: "", requestId: "" };

function open(first: Partial<Linked> = {}) {
  let next: () => Promise<Linked> = async () => ({ ...nothing, ...first });
  const stub = stubBridge(
    { portal: { linked: () => next() } },
    {
      customers: { get: never, list: never, position: never },
      health: { report: never, incidentList: never, incident: never },
      requests: { get: never, read: never, list: never },
      outbox: { keptText: never, list: never },
    },
  );
  const app = new AppState(stub.bridge);
  const comes = async (answer: () => Promise<Linked>) => {
    next = answer;
    stub.emit("linked");
    await settle();
  };
  return { app, comes };
}

test("a window that a link started shows where it leads", async () => {
  const { app } = open({ view: "health", tenantId: "t1" });
  await followLinks(app);
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["health", "t1"]);
});

test("a link that comes later is followed, and the way back is there", async () => {
  const { app, comes } = open();
  await followLinks(app);
  expect(app.navigation.view).toBe("customers");
  await comes(async () => ({ ...nothing, view: "incidents", incident: "EX1" }));
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", "EX1"]);
  await comes(async () => ({ ...nothing, view: "requests", tenantId: "t2", requestId: "615" }));
  expect([app.navigation.view, app.selection.tenantId, app.requests.current.id]).toEqual([
    "requests",
    "t2",
    "615",
  ]);
  expect(app.navigation.back()).toBe(true);
  expect(app.navigation.view).toBe("incidents");
});

test("why a link leads nowhere is said, and nothing moves", async () => {
  const { app, comes } = open();
  await followLinks(app);
  await comes(() => Promise.reject(new Fault({ kind: "missing", message: "no such customer" })));
  expect(app.navigation.view).toBe("customers");
  expect(app.notices.toasts.map((t) => t.tone)).toEqual(["error"]);
});
