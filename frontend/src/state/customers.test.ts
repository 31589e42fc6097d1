import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CustomerPage, CustomerQuery } from "../bridge/bridge";
import { FakeBridge } from "../bridge/fake";
import { CustomersStore } from "./customers.svelte";

const failed = vi.fn();
const settle = () => vi.advanceTimersByTimeAsync(0);

function open(customers = 1000) {
  const bridge = new FakeBridge({ customers });
  const store = new CustomersStore(bridge, failed);
  return { bridge, store };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the list of customers", () => {
  it("fetches a window, not the list, and the next one before its edge is reached", async () => {
    const { bridge, store } = open();
    const queries: CustomerQuery[] = [];
    const list = bridge.customers.list;
    bridge.customers.list = (q): Promise<CustomerPage> => {
      queries.push(q);
      return list(q);
    };
    store.ask({});
    await settle();
    expect(store.total).toBe(1000);
    expect(store.row(0)?.health).toBe("outage");
    expect(store.row(400)).toBeUndefined();
    store.viewed(0, 20);
    expect(queries).toHaveLength(1);
    store.viewed(240, 260);
    await settle();
    expect(queries.map((q) => [q.offset, q.limit])).toEqual([
      [0, 300],
      [100, 300],
    ]);
    expect(store.row(250)).toBeDefined();
    store.viewed(700, 720);
    await settle();
    expect(store.row(710)?.tenantId).toBe(
      (await list({ ...queries[0], offset: 710, limit: 1 } as CustomerQuery)).customers[0]?.tenantId,
    );
  });

  it("keeps the old rows until the newest question is answered, and answers only that", async () => {
    const { bridge, store } = open();
    store.ask({});
    await settle();
    const before = store.row(0);
    for (const text of ["f", "fa", "fab"]) store.ask({ text });
    expect(store.stale).toBe(true);
    expect(store.row(0)).toBe(before);
    const calls = bridge.calls.length;
    await settle();
    expect(bridge.calls.length - calls).toBeLessThanOrEqual(1);
    expect(store.stale).toBe(false);
    expect(store.row(0)?.name).toMatch(/fab/i);
  });

  it("a search has its own order, best first, and gives the chosen order back", async () => {
    const { store } = open();
    store.ask({ sort: "domain", desc: true });
    store.ask({ text: "fab" });
    expect(store.filter).toMatchObject({ sort: "", desc: false });
    store.ask({ text: "fabr" });
    expect(store.filter.sort).toBe("");
    store.ask({ text: "" });
    expect(store.filter).toMatchObject({ sort: "domain", desc: true });
  });

  it("a header clicked while searching orders what was found", () => {
    const { store } = open();
    store.ask({ text: "fab" });
    store.sortBy("name");
    expect(store.filter).toMatchObject({ text: "fab", sort: "name" });
    store.sortBy("name");
    expect(store.filter.desc).toBe(true);
    store.clear();
    expect(store.filter).toMatchObject({ text: "", sort: "name", desc: true });
  });

  it("Enter pressed before the answer opens the first row of the answer, not of what was there", async () => {
    const { store } = open();
    store.ask({});
    await settle();
    const opened: string[] = [];
    store.ask({ text: "fab" });
    store.withFirst((row) => opened.push(row.name));
    expect(opened).toEqual([]);
    await settle();
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatch(/fab/i);
  });

  it("typing on after Enter opens nothing", async () => {
    const { store } = open();
    const opened: string[] = [];
    store.ask({ text: "fab" });
    store.withFirst((row) => opened.push(row.name));
    store.ask({ text: "fabr" });
    await settle();
    expect(opened).toEqual([]);
  });

  it("reads again on a hint and says what changed", async () => {
    const { bridge, store } = open(20);
    store.ask({ sort: "name" });
    await settle();
    expect(store.changed.size).toBe(0);
    const customer = bridge.all.find((c) => c.details.tenantId === store.row(3)?.tenantId);
    if (!customer) throw new Error("row 3 is a customer");
    customer.details.health = "outage";
    bridge.emit("customers");
    await settle();
    expect([...store.changed]).toEqual([`${customer.details.tenantId} health`]);
    expect(store.row(3)?.health).toBe("outage");
  });

  it("moves no row under a pointer at work, and puts them in order once it rests", async () => {
    const { bridge, store } = open(20);
    store.ask({});
    await settle();
    const order = store.rows.map((r) => r.tenantId);
    const last = bridge.all.find((c) => c.details.tenantId === order.at(-1));
    if (!last) throw new Error("there is a last row");
    last.details.health = "outage";
    last.details.openRequests = 9;
    store.pointed();
    bridge.emit("customers");
    await settle();
    expect(store.rows.map((r) => r.tenantId)).toEqual(order);
    expect(store.row(19)?.health).toBe("outage");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.row(0)?.tenantId).toBe(last.details.tenantId);
  });

  it("a favourite shows at once and is taken back if it could not be kept", async () => {
    const { bridge, store } = open(5);
    store.ask({});
    await settle();
    const id = store.row(0)?.tenantId ?? "";
    const was = store.row(0)?.favourite ?? false;
    const { Fault } = await import("../bridge/bridge");
    bridge.failures.set("customers.setFavourite", new Fault({ kind: "corrupt", message: "disk" }));
    const done = store.setFavourite(id, !was);
    expect(store.row(0)?.favourite).toBe(!was);
    await done;
    expect(store.row(0)?.favourite).toBe(was);
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ kind: "corrupt" }));
  });

  it("finds the place of a customer that is far from the window", async () => {
    const { bridge, store } = open();
    store.ask({ sort: "name" });
    await settle();
    const page = await bridge.customers.list({ ...store.filter, offset: 900, limit: 1 });
    expect(await store.locate(page.customers[0]?.tenantId ?? "")).toBe(900);
    expect(await store.locate(store.row(7)?.tenantId ?? "")).toBe(7);
    expect(await store.locate("nobody")).toBe(-1);
  });
});
