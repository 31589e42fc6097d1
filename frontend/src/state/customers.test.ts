import { describe, expect, it, vi } from "vitest";
import { type CustomerPage, type CustomerQuery, type CustomerRow, Fault } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { keptLook } from "../test/samples";
import { type Answers, stubBridge } from "../test/stub";
import { CustomersStore, noFilter } from "./customers.svelte";

const failed = vi.fn();

function open(
  list: (query: CustomerQuery) => CustomerPage | Promise<CustomerPage>,
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
/** The same numbers below one for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
const windowOf = ({ offset, limit }: CustomerQuery) =>
  answers.customers.list({ total: thousand.length, customers: thousand.slice(offset, offset + limit) });
/** The story's customers, or those found. */
const told = ({ text }: CustomerQuery) => (text ? answers.customers.found() : answers.customers.list());

describe("the list of customers", () => {
  it("asks for what is in view first, for what lies beside it once the hands rest", async () => {
    const { store, queries } = open(windowOf);
    store.viewed(0, 24);
    store.ask({});
    await settle();
    expect(store.total).toBe(1000);
    expect(store.row(0)?.health).toBe("outage");
    expect(queries.map((q) => [q.offset, q.limit])).toEqual([[0, 32]]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.row(100)).toBeDefined();
    expect(store.row(400)).toBeUndefined();
    const asked = queries.length;
    store.viewed(10, 34);
    await settle();
    expect(queries).toHaveLength(asked); // they are there already
  });

  it("reads ahead of what moves, the further the faster it goes", async () => {
    const { store, queries } = open(windowOf);
    store.ask({});
    await settle();
    store.viewed(0, 20);
    store.viewed(500, 520);
    await settle();
    expect(store.row(519)?.tenantId).toBe("t519");
    expect(store.row(700)).toBeDefined();
    store.viewed(430, 450);
    await settle();
    expect(store.row(350)).toBeDefined(); // upwards now
    expect(queries.every((q) => q.limit <= 300)).toBe(true);
  });

  it("a key does not wait for rows that are read ahead, nor are those shown with its answer", async () => {
    const held: (() => void)[] = [];
    const { store } = open(async (query) => {
      if (query.offset > 0) await new Promise<void>((go) => held.push(go));
      return query.text ? answers.customers.found() : windowOf(query);
    });
    store.ask({});
    await settle();
    store.viewed(500, 520);
    await settle();
    expect(held).toHaveLength(1);
    store.ask({ text: "k" });
    await settle();
    const found = answers.customers.found().customers;
    expect(store.rows).toEqual(found);
    for (const go of held) go();
    await settle();
    expect(store.rows).toEqual(found);
  });

  it("a hint reads what is in view and leaves the rows that did not change as they are", async () => {
    const { store, queries, emit } = open((query) => structuredClone(windowOf(query)));
    store.ask({});
    await settle();
    store.viewed(300, 320);
    await settle();
    const before = store.row(310);
    queries.length = 0;
    emit("customers");
    await settle();
    expect(queries.map((q) => [q.offset, q.limit])).toEqual([[300, 32]]);
    expect(store.row(310)).toBe(before);
  });

  it("a list that became longer, shorter or empty is known as that", async () => {
    let rows = thousand.slice(0, 10);
    const { store, emit } = open(({ offset, limit }) =>
      answers.customers.list({ total: rows.length, customers: rows.slice(offset, offset + limit) }),
    );
    store.ask({});
    await settle();
    for (const n of [400, 3, 0, 25]) {
      rows = thousand.slice(0, n);
      store.viewed(Math.max(0, n - 20), n);
      emit("customers");
      await settle();
      expect([store.total, store.row(n - 1)?.tenantId, store.row(n)]).toEqual([
        n,
        rows.at(-1)?.tenantId,
        undefined,
      ]);
    }
  });

  it.each([1, 2, 3, 4, 5])(
    "whatever is scrolled and changed, in the end the rows in view are the list's (%i)",
    async (seed) => {
      const random = seeded(seed);
      let rows = [...thousand];
      const { store, emit } = open(({ offset, limit }) =>
        structuredClone(
          answers.customers.list({ total: rows.length, customers: rows.slice(offset, offset + limit) }),
        ),
      );
      store.ask({});
      await settle();
      let view = { first: 0, last: 20 };
      for (let turn = 0; turn < 60; turn++) {
        if (random() < 0.7) {
          const first = Math.floor(random() * Math.max(1, rows.length - 20));
          view = { first, last: Math.min(rows.length, first + 20) };
          store.viewed(view.first, view.last);
        } else {
          rows = random() < 0.5 ? rows.slice(Math.floor(random() * 40)) : [...rows].reverse();
          if (rows.length < 100) rows = [...thousand];
          emit("customers");
        }
        if (random() < 0.3) await settle();
        if (random() < 0.2) await vi.advanceTimersByTimeAsync(random() * 500);
      }
      store.viewed(view.first, view.last);
      await vi.advanceTimersByTimeAsync(1_000);
      await settle();
      for (let i = view.first; i < Math.min(view.last, rows.length); i++)
        expect(store.row(i)).toEqual(rows[i]);
      expect(store.total).toBe(rows.length);
    },
  );

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
