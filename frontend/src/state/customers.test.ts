import { describe, expect, it, vi } from "vitest";
import { type CustomerPage, type CustomerQuery, type CustomerRow, Fault } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { keptLook } from "../test/samples";
import { type Answers, stubBridge } from "../test/stub";
import { CustomersStore, noFilter } from "./customers.svelte";

const failed = vi.fn();

function open(
  list: (query: CustomerQuery) => CustomerPage,
  expected: Answers["customers"] = {},
  look = keptLook(),
) {
  const queries: CustomerQuery[] = [];
  const stub = stubBridge(
    { customers: expected },
    {
      customers: {
        list: async (query) => {
          queries.push(query);
          return list(query);
        },
      },
    },
  );
  return { ...stub, queries, store: new CustomersStore(stub.bridge, look, failed), look };
}

/** More customers than the story has: the first of it, as often as wanted. */
const thousand = Array.from({ length: 1000 }, (_, i): CustomerRow => {
  const [row] = answers.customers.list().customers;
  return { ...(row as CustomerRow), tenantId: `t${i}`, name: `Customer ${i}` };
});
const windowOf = ({ offset, limit }: CustomerQuery) =>
  answers.customers.list({ total: thousand.length, customers: thousand.slice(offset, offset + limit) });
/** The story's customers, or those found. */
const told = ({ text }: CustomerQuery) => (text ? answers.customers.found() : answers.customers.list());

describe("the list of customers", () => {
  it("fetches a window, not the list, and the next one before its edge is reached", async () => {
    const { store, queries } = open(windowOf);
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
    expect(store.row(710)?.tenantId).toBe("t710");
  });

  it("keeps the old rows until the newest question is answered, and answers only that", async () => {
    const { store, queries } = open(told);
    store.ask({});
    await settle();
    const before = store.row(0);
    for (const text of ["k", "ko", "koe"]) store.ask({ text });
    expect(store.stale).toBe(true);
    expect(store.row(0)).toBe(before);
    await settle();
    expect(queries.map((q) => q.text)).toEqual(["", "k", "koe"]);
    expect(store.stale).toBe(false);
    expect(store.row(0)?.name).toBe(answers.customers.found().customers[0]?.name);
  });

  it("begins in the order and with the filters in which it was left, and forgets what was searched for", async () => {
    const { store, look } = open(told);
    store.sortBy("domain");
    store.ask({ tag: "vip", attention: true });
    store.ask({ text: "fab" });
    store.ask({ favourite: true });
    const next = open(told, {}, look).store;
    next.resume();
    expect(next.filter).toEqual({
      ...noFilter,
      sort: "domain",
      tag: "vip",
      attention: true,
      favourite: true,
    });
    next.clear();
    expect(look.get()).toMatchObject({ sort: "domain", desc: false, filter: {} });
  });

  it("what was kept in words that are known no more is as at first", () => {
    const filter = { health: "sparkling", tag: "vip", attention: "perhaps" };
    const { store } = open(told, {}, keptLook({ sort: "shoe size", filter }));
    store.resume();
    expect(store.filter).toEqual({ ...noFilter, tag: "vip" });
  });

  it("a search has its own order, best first, and gives the chosen order back", () => {
    const { store } = open(told);
    store.ask({ sort: "domain", desc: true });
    store.ask({ text: "fab" });
    expect(store.filter).toMatchObject({ sort: "", desc: false });
    store.ask({ text: "fabr" });
    expect(store.filter.sort).toBe("");
    store.ask({ text: "" });
    expect(store.filter).toMatchObject({ sort: "domain", desc: true });
  });

  it("a header clicked while searching orders what was found", () => {
    const { store } = open(told);
    store.ask({ text: "fab" });
    store.sortBy("name");
    expect(store.filter).toMatchObject({ text: "fab", sort: "name" });
    store.sortBy("name");
    expect(store.filter.desc).toBe(true);
    store.clear();
    expect(store.filter).toMatchObject({ text: "", sort: "name", desc: true });
  });

  it("Enter pressed before the answer opens the first row of the answer, not of what was there", async () => {
    const { store } = open(told);
    store.ask({});
    await settle();
    const opened: string[] = [];
    store.ask({ text: "co" });
    store.withFirst((row) => opened.push(row.name));
    expect(opened).toEqual([]);
    await settle();
    expect(opened).toEqual([answers.customers.found().customers[0]?.name]);
  });

  it("typing on after Enter opens nothing", async () => {
    const { store } = open(told);
    const opened: string[] = [];
    store.ask({ text: "c" });
    store.withFirst((row) => opened.push(row.name));
    store.ask({ text: "co" });
    await settle();
    expect(opened).toEqual([]);
  });

  /** A list that a test changes, and tells so. */
  function changing() {
    const page = answers.customers.list();
    const window = open(() => structuredClone(page));
    const change = (to: (rows: CustomerRow[]) => void) => {
      to(page.customers);
      page.revision++;
      window.emit("customers");
      return settle();
    };
    return { ...window, change };
  }

  it("reads again on a hint and says what changed", async () => {
    const { store, change } = changing();
    store.ask({ sort: "name" });
    await settle();
    expect(store.changed.size).toBe(0);
    const last = store.rows.length - 1;
    await change((rows) => {
      Object.assign(rows[last] as CustomerRow, { health: "outage" });
    });
    expect([...store.changed]).toEqual([`${store.row(last)?.tenantId} health`]);
    expect(store.row(last)?.health).toBe("outage");
  });

  it("moves no row under a pointer at work, and puts them in order once it rests", async () => {
    const { store, change } = changing();
    store.ask({});
    await settle();
    const order = store.rows.map((r) => r.tenantId);
    store.pointed();
    await change((rows) => {
      const last = { ...(rows.pop() as CustomerRow), health: "outage" };
      rows.unshift(last as CustomerRow);
    });
    expect(store.rows.map((r) => r.tenantId)).toEqual(order);
    expect(store.row(order.length - 1)?.health).toBe("outage");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.row(0)?.tenantId).toBe(order.at(-1));
  });

  it("a favourite shows at once and is taken back if it could not be kept", async () => {
    const setFavourite = () => Promise.reject(new Fault({ kind: "corrupt", message: "disk" }));
    const { store } = open(told, { setFavourite });
    store.ask({});
    await settle();
    const id = store.row(0)?.tenantId ?? "";
    const was = store.row(0)?.favourite ?? false;
    const done = store.setFavourite(id, !was);
    expect(store.row(0)?.favourite).toBe(!was);
    await done;
    expect(store.row(0)?.favourite).toBe(was);
    expect(failed).toHaveBeenCalledWith(expect.objectContaining({ kind: "corrupt" }));
  });

  it("finds the place of a customer that is far from the window", async () => {
    const position = async (tenantId: string) => (tenantId === "t900" ? 900 : -1);
    const { store } = open(windowOf, { position });
    store.ask({ sort: "name" });
    await settle();
    expect(await store.locate("t900")).toBe(900);
    expect(await store.locate("t7")).toBe(7);
    expect(await store.locate("nobody")).toBe(-1);
  });
});
