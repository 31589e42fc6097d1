import { describe, expect, it, vi } from "vitest";
import { type CustomerDetails, Fault } from "../bridge/bridge";
import { answers, refusal } from "../test/answers";
import { settle } from "../test/clock";
import { type Answers, never, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";

const { outage, healthy } = answers.details;

/** The stores of a window that was not started: what is expected of the backend, and nothing else. */
function open(expected: Answers = {}, allowed: Answers = {}) {
  const stub = stubBridge(expected, allowed);
  return { ...stub, app: new AppState(stub.bridge) };
}

describe("selection", () => {
  it("never shows another customer's details", async () => {
    const all = [outage(), healthy()];
    const get = async (id: string) =>
      all.find((c) => c.tenantId === id) ?? Promise.reject(refusal("noSuchCustomer"));
    const { selection } = open({ customers: { get } }).app;
    selection.select(outage().tenantId);
    await settle();
    expect(selection.details?.name).toBe(outage().name);
    selection.select(healthy().tenantId);
    expect(selection.details).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(selection.details?.name).toBe(healthy().name);
  });

  it("who is passed by on the way along the rows is not read; where the hand rests is", async () => {
    const read: string[] = [];
    const get = async (id: string) => {
      read.push(id);
      return outage({ tenantId: id });
    };
    const { selection } = open({ customers: { get } }).app;
    for (let i = 0; i < 30; i++) {
      selection.select(`t${i}`);
      await vi.advanceTimersByTimeAsync(33);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read).toEqual(["t0", "t29"]);
    expect(selection.details?.tenantId).toBe("t29");
    selection.select("t30");
    await settle();
    expect(read.at(-1)).toBe("t30"); // at once: nobody is passing by
  });

  /** A backend that keeps tags, and answers reads and writes when it is told to, in their order. */
  function slow(...customers: CustomerDetails[]) {
    const kept = new Map(customers.map((c) => [c.tenantId, c.tags]));
    const under: (() => void)[] = [];
    const held = <T>(answer: T) => new Promise<T>((done) => under.push(() => done(answer)));
    const stub = open(
      {
        customers: {
          get: (id) => held(outage({ tenantId: id, tags: [...(kept.get(id) ?? [])] })),
          setTags: async (id, tags) => {
            await held(undefined);
            kept.set(id, tags);
          },
        },
      },
      { customers: { list: never, overview: never } },
    );
    const answer = async () => {
      under.shift()?.();
      await settle();
    };
    return { ...stub, kept, answer, rest: () => under.length };
  }
  const add = (tag: string) => (tags: string[]) => [...tags.filter((t) => t !== tag), tag];

  it("two tags typed while a sync's answers come both stay, on screen and in what is kept", async () => {
    const first = outage({ tags: ["vip"] });
    const { app, emit, kept, answer, rest } = slow(first);
    const { selection } = app;
    selection.select(first.tenantId);
    await answer();
    emit("customers"); // this answer, and others after it, know nothing of what is typed now
    selection.edit(first.tenantId, "tags", add("lyon"));
    await settle();
    expect(selection.marks.tags).toEqual(["vip", "lyon"]);
    await answer();
    selection.edit(first.tenantId, "tags", add("paris"));
    for (let i = 0; rest() > 0; i++) {
      expect(selection.marks.tags).toEqual(["vip", "lyon", "paris"]);
      if (i < 3) emit("customers");
      await answer();
    }
    expect(kept.get(first.tenantId)).toEqual(["vip", "lyon", "paris"]);
    kept.set(first.tenantId, ["Lyon"]); // what is kept is what is shown, once it was read back
    emit("customers");
    await answer();
    expect(selection.marks.tags).toEqual(["Lyon"]);
  });

  it("tags typed before the customer's tags are known are added to them, also once another is looked at", async () => {
    const first = outage({ tags: ["vip"] });
    const second = healthy({ tags: ["zoo"] });
    const { app, kept, answer, rest } = slow(first, second);
    const { selection } = app;
    selection.select(first.tenantId);
    selection.edit(first.tenantId, "tags", add("lyon"));
    expect([selection.details, selection.marks.tags]).toEqual([null, ["lyon"]]);
    selection.select(second.tenantId);
    expect(selection.marks.tags).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    while (rest() > 0) await answer();
    expect([kept.get(first.tenantId), selection.marks.tags]).toEqual([["vip", "lyon"], ["zoo"]]);
  });

  it("a tag that could not be kept is said, and goes", async () => {
    const { app } = open({
      customers: {
        get: async () => outage({ tags: [] }),
        setTags: () => Promise.reject(refusal("noSuchCustomer")),
      },
    });
    app.selection.select(outage().tenantId);
    await settle();
    app.selection.edit(outage().tenantId, "tags", add("lyon"));
    expect(app.selection.marks.tags).toEqual(["lyon"]);
    await settle();
    expect(app.selection.marks.tags).toEqual([]);
    expect(app.notices.toasts.at(-1)?.tone).toBe("error");
  });

  it("knows the name from the row before the details are there", () => {
    const { selection } = open({ customers: { get: never } }).app;
    const [row] = answers.customers.list().customers;
    selection.select(row?.tenantId ?? "", row);
    expect(selection.name).toBe(row?.name);
  });

  it("a failed reading keeps what is known; a customer that is gone is not shown", async () => {
    const { app, emit, expected } = open(
      { customers: { get: async () => outage() } },
      { customers: { list: never, overview: never } },
    );
    const { selection } = app;
    selection.select(outage().tenantId);
    await settle();
    expected.customers = { get: () => Promise.reject(new Fault({ kind: "corrupt", message: "x" })) };
    emit("customers");
    await settle();
    expect(selection.details).not.toBeNull();
    expect(selection.fault?.kind).toBe("corrupt");
    expected.customers = { get: () => Promise.reject(refusal("noSuchCustomer")) };
    emit("customers");
    await settle();
    expect(selection.details).toBeNull();
  });
});
