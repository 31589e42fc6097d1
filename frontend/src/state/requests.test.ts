import { describe, expect, it, vi } from "vitest";
import { Fault, type RequestDetails, type RequestPage, type RequestQuery } from "../bridge/bridge";
import { settle } from "../test/clock";
import { keptLook, requestDetails, requestPage, requestRow } from "../test/samples";
import { type Answers, stubBridge } from "../test/stub";
import { OpenRequest } from "./openrequest.svelte";
import { RequestList } from "./requestlist.svelte";
import { RequestsStore } from "./requests.svelte";

/** Half-written notes, stored as the program does. */
const noNotes = (): Answers["outbox"] => ({ keepText: async () => {}, keptText: async () => "" });

describe("a list of requests", () => {
  const rows = (n: number, tenantId = "t1") =>
    Array.from({ length: n }, (_, i) => requestRow(String(i), { tenantId }));

  function listOf(answer: (query: RequestQuery) => RequestPage) {
    const stub = stubBridge({}, { requests: { list: async (query) => answer(query) } });
    return { ...stub, list: new RequestList(stub.bridge, keptLook()) };
  }

  it("fetches the rows that are scrolled to", async () => {
    const all = rows(1000);
    const { list } = listOf(({ offset, limit }) =>
      requestPage(all.slice(offset, offset + limit), { total: all.length }),
    );
    list.follow();
    await settle();
    expect(list.row(0)?.id).toBe("0");
    expect(list.row(600)).toBeUndefined();
    list.viewed(600, 620);
    await settle();
    expect([list.row(600)?.id, list.row(619)?.id]).toEqual(["600", "619"]);
  });

  it("never shows another customer's rows, nor keeps the filters that were for them", async () => {
    const { list } = listOf(({ tenantId }) => requestPage(rows(2, tenantId)));
    list.follow("a");
    list.ask({ text: "mail", state: "open" });
    await settle();
    expect(list.row(0)?.tenantId).toBe("a");
    list.follow("b");
    expect([list.rows.length, list.filtered]).toEqual([0, false]);
    await settle();
    expect(list.row(0)?.tenantId).toBe("b");
  });

  it("reads again on a hint while it is looked at, and not after", async () => {
    const { list, calls, emit } = listOf(() => requestPage(rows(1)));
    const leave = list.follow();
    await settle();
    emit("outbox");
    await settle();
    emit("customers");
    await settle();
    expect(calls.length).toBe(3);
    leave();
    emit("customers");
    await settle();
    expect(calls.length).toBe(3);
  });

  it("keeps each row in its place while the pointer is at work, with what is new of it", async () => {
    let now = [requestRow("1"), requestRow("2")];
    const { list, emit } = listOf(() => requestPage(now));
    list.follow();
    await settle();
    list.pointed();
    now = [requestRow("2", { state: "closed" }), requestRow("1")];
    emit("customers");
    await settle();
    expect(list.rows.map((r) => `${r.id} ${r.state}`)).toEqual(["1 open", "2 closed"]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(list.rows.map((r) => r.id)).toEqual(["2", "1"]);
  });

  it("shows at once what became of the outbox, wherever the pointer is", async () => {
    let now = rows(2);
    const { list, emit } = listOf(() => requestPage(now));
    list.follow();
    await settle();
    list.pointed();
    now = rows(3);
    emit("outbox");
    await settle();
    expect(list.rows.length).toBe(3);
  });

  it("a failed reading keeps the rows and says why", async () => {
    let fails = false;
    const { list, emit } = listOf(() => {
      if (fails) throw new Fault({ kind: "corrupt", message: "unreadable" });
      return requestPage(rows(2));
    });
    list.follow();
    await settle();
    fails = true;
    emit("customers");
    await settle();
    expect([list.rows.length, list.fault?.kind]).toEqual([2, "corrupt"]);
    fails = false;
    list.refresh();
    await settle();
    expect(list.fault).toBeNull();
  });

  it("sorts the newest and the gravest first, names from A; the same again turns it round", () => {
    const { list } = listOf(() => requestPage([]));
    const asked = (sort: RequestQuery["sort"]) => {
      list.sortBy(sort);
      return `${list.filter.sort} ${list.filter.desc}`;
    };
    expect([asked("updated"), asked("updated"), asked("title"), asked("severity")]).toEqual([
      "updated true",
      "updated false",
      "title false",
      "severity true",
    ]);
  });
});

describe("the request that is open", () => {
  function store(answers: {
    get: (id: string) => RequestDetails;
    read?: (id: string) => Promise<RequestDetails>;
  }) {
    const stub = stubBridge(
      {},
      {
        requests: {
          get: async (_tenantId, id) => answers.get(id),
          read: (_tenantId, id) => (answers.read ?? (async () => answers.get(id)))(id),
        },
        outbox: noNotes(),
      },
    );
    const navigation = { view: "desk" as string, went: [] as string[] };
    const requests = new RequestsStore(
      stub.bridge,
      {
        get view() {
          return navigation.view as "desk";
        },
        go: (view: string, tenantId: string) => {
          navigation.went.push(`${view} ${tenantId}`);
          navigation.view = view;
        },
        back: () => {
          navigation.went.push("back");
          navigation.view = "desk";
          return true;
        },
      },
      { desk: keptLook(), list: keptLook() },
    );
    return { ...stub, requests, current: requests.current, navigation };
  }

  it("shows what is kept at once and reads it anew", async () => {
    let answer = (_: RequestDetails) => {};
    const { current } = store({
      get: (id) => requestDetails(id, { description: "kept" }),
      read: () => new Promise((done) => (answer = done)),
    });
    current.open("t1", "615");
    await settle();
    expect([current.details?.description, current.reading]).toEqual(["kept", true]);
    answer(requestDetails("615", { description: "fresh" }));
    await settle();
    expect([current.details?.description, current.reading]).toEqual(["fresh", false]);
  });

  it("when the reading fails what is kept stays, with the reason", async () => {
    const { current } = store({
      get: (id) => requestDetails(id),
      read: () => Promise.reject(new Fault({ kind: "offline", message: "no route" })),
    });
    current.open("t1", "615");
    await settle();
    expect([current.details?.id, current.unread?.kind, current.reading]).toEqual(["615", "offline", false]);
    expect(current.fault).toBeNull();
  });

  it("never shows the answer to a request that was left", async () => {
    let answer = (_: RequestDetails) => {};
    const { current } = store({
      get: (id) =>
        id === "615" ? requestDetails(id) : requestDetails("", { localId: "TNT-1", state: "draft" }),
      read: () => new Promise((done) => (answer = done)),
    });
    current.open("t1", "615");
    await settle();
    current.open("t1", "TNT-1");
    await settle();
    answer(requestDetails("615"));
    await settle();
    expect([current.details?.localId, current.id]).toEqual(["TNT-1", "TNT-1"]);
    current.close();
    expect(current.details).toBeNull();
  });

  it("one that has no number yet is not asked of Microsoft, and is as soon as it has one", async () => {
    let number = "";
    const { current, calls, emit } = store({
      get: () => requestDetails(number, { localId: "TNT-1", state: number ? "sent" : "queued" }),
    });
    current.open("t1", "TNT-1");
    await settle();
    expect(calls).toEqual(["requests.get t1 TNT-1"]);
    number = "615";
    emit("outbox");
    await settle();
    expect(calls.slice(1).filter((call) => call.startsWith("requests."))).toEqual([
      "requests.get t1 TNT-1",
      "requests.read t1 615",
    ]);
    expect(current.id).toBe("615");
  });

  it("a draft that was thrown away closes; any other failure keeps what is known", async () => {
    let fault: Fault | null = null;
    const { current, emit } = store({
      get: () => {
        if (fault) throw fault;
        return requestDetails("", { localId: "TNT-1", state: "draft" });
      },
    });
    current.open("t1", "TNT-1");
    await settle();
    fault = new Fault({ kind: "corrupt", message: "unreadable" });
    emit("outbox");
    await settle();
    expect([current.details?.localId, current.fault?.kind]).toEqual(["TNT-1", "corrupt"]);
    fault = new Fault({ kind: "missing", message: "gone" });
    emit("outbox");
    await settle();
    expect([current.id, current.details]).toEqual(["", null]);
  });

  it("a half-written note stays with its request", async () => {
    const { current } = store({ get: (id) => requestDetails(id) });
    current.open("t1", "1");
    await settle();
    current.note = "half a";
    current.open("t1", "2");
    await settle();
    expect(current.note).toBe("");
    current.close();
    current.open("t1", "1");
    await settle();
    expect(current.note).toBe("half a");
  });

  it("a half-written note is kept when the hands rest, and taken up by the next window", async () => {
    const notes = new Map<string, string>();
    const outbox = {
      keepText: async (key: string, text: string) => void notes.set(key, text),
      keptText: async (key: string) => notes.get(key) ?? "",
    };
    const open = async () => {
      const get = async (_: string, id: string) => requestDetails(id);
      const stub = stubBridge({}, { requests: { get, read: get }, outbox });
      const current = new OpenRequest(stub.bridge);
      current.open("t1", "1");
      await settle();
      return current;
    };
    const first = await open();
    first.note = "half";
    first.note = "half a note";
    expect(notes.size).toBe(0);
    await vi.advanceTimersByTimeAsync(600);
    expect(notes.get("note t1 1")).toBe("half a note");
    const second = await open();
    expect(second.note).toBe("half a note");
    second.forget("t1", "1", "half a note");
    expect(notes.get("note t1 1")).toBe("");
  });

  it("what was queued of a note goes from its box, what was written since does not", async () => {
    const { current } = store({ get: (id) => requestDetails(id) });
    current.open("t1", "1");
    await settle();
    current.note = "sent and more";
    current.forget("t1", "1", "sent");
    expect(current.note).toBe("sent and more");
    current.forget("t1", "1", "sent and more");
    expect(current.note).toBe("");
  });

  it("is left towards the place that it was opened from", async () => {
    const { requests, navigation } = store({ get: (id) => requestDetails(id) });
    requests.open("t1", "615");
    requests.leave();
    expect(navigation.went).toEqual(["requests t1", "back"]);
    navigation.view = "requests";
    requests.open("t1", "615");
    requests.leave();
    expect(navigation.went).toEqual(["requests t1", "back", "requests t1"]);
  });
});
