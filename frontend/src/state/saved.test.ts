import { describe, expect, it } from "vitest";
import type { CustomerQuery, SavedView } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { type Answers, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";
import { noFilter } from "./customers.svelte";
import { deleteView, renameView, saveView, updateView } from "./viewedits";

const nights: SavedView = {
  list: "customers",
  name: "Nights",
  text: "",
  sort: "name",
  desc: true,
  filter: { attention: "true" },
};
const found: SavedView = { ...nights, name: "Found", text: "fab", sort: "", desc: false, filter: {} };

async function open(views: SavedView[] = [nights, found], lists = {}, expected: Answers = {}) {
  const asked: CustomerQuery[] = [];
  const kept = answers.preferences({ views, lists });
  const stub = stubBridge(expected, {
    settings: {
      load: async () => kept,
      save: async (preferences) => void Object.assign(kept, structuredClone(preferences)),
    },
    customers: {
      list: async (query) => {
        asked.push(query);
        return answers.customers.list();
      },
      count: async (queries) => queries.map((_, i) => i + 1),
      overview: async () => answers.customers.overview(),
    },
    requests: { list: async () => answers.requests.desk() },
    changes: { unseen: async () => 0 },
    alerts: { count: async () => ({ new: 0, worst: "" }) },
    outbox: { list: async () => answers.outbox.empty() },
    lock: { waits: async () => "" },
    profiles: { list: async () => [] },
    session: { status: async () => answers.session.signedIn() },
    sync: { status: async () => answers.sync.done() },
  });
  const app = new AppState(stub.bridge);
  await app.start();
  await settle();
  const names = () => app.saved.of("customers").map((v) => v.name);
  return {
    ...stub,
    app,
    asked,
    kept,
    names,
    saved: app.saved,
    shown: () => app.saved.current("customers")?.name,
  };
}

describe("saved views", () => {
  it("show what was kept, from wherever one is, and leave the list as it was", async () => {
    const { app, saved } = await open();
    app.customers.ask({ tag: "vip", sort: "domain" });
    app.navigation.go("incidents");
    saved.show(nights);
    expect(app.navigation.view).toBe("customers");
    expect(app.customers.filter).toEqual({ ...noFilter, attention: true, sort: "name", desc: true });
    expect(saved.changed("customers")).toBe(false);
    saved.show(found);
    expect(app.customers.filter).toEqual({ ...noFilter, text: "fab", sort: "" });
    app.navigation.visit("customers");
    expect(saved.current("customers")).toBeUndefined();
    expect(app.customers.filter).toEqual({ ...noFilter, tag: "vip", sort: "domain" });
  });

  it("are changed once the list asks something else, and no longer when it asks the same again", async () => {
    const { app, saved } = await open();
    saved.show(nights);
    app.customers.ask({ favourite: true });
    expect(saved.changed("customers")).toBe(true);
    app.customers.ask({ favourite: false });
    expect(saved.changed("customers")).toBe(false);
    app.customers.sortBy("name");
    expect(saved.changed("customers")).toBe(true);
  });

  it("are updated, and put back by undo", async () => {
    const { app, saved, kept } = await open();
    saved.show(nights);
    app.customers.ask({ favourite: true, text: "koe" });
    updateView(app, "customers");
    expect(saved.changed("customers")).toBe(false);
    await settle();
    expect(kept.views[0]).toEqual({
      ...nights,
      text: "koe",
      sort: "",
      desc: false,
      filter: { attention: "true", favourite: "true" },
    });
    await app.undo.last();
    await settle();
    expect(kept.views).toEqual([nights, found]);
  });

  it("are saved under a name that is free, and shown from then on", async () => {
    const { app, saved, names, shown, kept } = await open();
    saved.show(nights);
    app.customers.ask({ favourite: true });
    expect(saved.free("customers", "NIGHTS")).toBe(false);
    expect(saved.free("customers", "nights", "Nights")).toBe(true);
    expect(saved.free("desk", "Nights")).toBe(true);
    saveView(app, "customers", "Stars");
    expect(names()).toEqual(["Nights", "Found", "Stars"]);
    expect(shown()).toBe("Stars");
    await settle();
    expect(kept.views.at(-1)).toMatchObject({
      filter: { attention: "true", favourite: "true" },
      sort: "name",
    });
    await app.undo.last();
    expect(names()).toEqual(["Nights", "Found"]);
    expect(shown()).toBe("Nights");
  });

  it("take what narrowed the list with them: it begins anew, and is narrowed again by undo", async () => {
    const { app, saved, shown } = await open();
    app.customers.ask({ tag: "vip", sort: "domain" });
    saveView(app, "customers", "Important");
    app.navigation.visit("customers");
    expect([shown(), app.customers.filter]).toEqual([undefined, noFilter]);
    await app.undo.last();
    saved.show(nights);
    app.navigation.visit("customers");
    expect(app.customers.filter).toEqual({ ...noFilter, tag: "vip", sort: "domain" });
  });

  it("keep being shown under another name, and get their own back by undo", async () => {
    const { app, saved, names, shown } = await open();
    saved.show(found);
    renameView(app, "customers", "Found", "Fabrikam");
    expect([names(), shown()]).toEqual([["Nights", "Fabrikam"], "Fabrikam"]);
    await app.undo.last();
    expect([names(), shown()]).toEqual([["Nights", "Found"], "Found"]);
  });

  it("are deleted with what the list asks left on screen, and come back where they stood", async () => {
    const { app, saved, names, shown } = await open();
    saved.show(nights);
    deleteView(app, "customers", "Nights");
    expect([names(), shown()]).toEqual([["Found"], undefined]);
    expect(app.customers.filter.attention).toBe(true);
    await app.undo.last();
    expect([names(), shown()]).toEqual([["Nights", "Found"], "Nights"]);
  });

  it("are where the next window begins, as they were saved", async () => {
    const { app, saved, kept } = await open();
    saved.show(found);
    app.customers.ask({ favourite: true });
    dispatchEvent(new Event("pagehide")); // the window closes
    await settle();
    const next = await open(kept.views, kept.lists);
    expect(next.shown()).toBe("Found");
    expect(next.asked[0]).toMatchObject({ text: "fab", favourite: false });
    expect(next.app.customers.filter).toEqual({ ...noFilter, text: "fab", sort: "" });
  });

  it("count their customers, and again when those change", async () => {
    const { app, saved, calls, emit, count } = await open();
    expect(saved.counts).toEqual(
      new Map([
        ["Nights", 1],
        ["Found", 2],
      ]),
    );
    const asked = calls.find((call) => call.startsWith("customers.count"));
    expect(asked).toContain('"attention":true');
    expect(asked).toContain('"text":"fab"');
    emit("customers");
    await settle();
    expect(count("customers.count")).toBe(2);
    deleteView(app, "customers", "Nights");
    deleteView(app, "customers", "Found");
    await settle();
    emit("customers");
    await settle();
    expect(count("customers.count"), "nobody counts for nobody").toBe(3);
  });

  it("of the desk narrow its requests", async () => {
    const old: SavedView = {
      ...nights,
      list: "desk",
      name: "Old",
      filter: { state: "open", minDays: "7" },
      sort: "created",
    };
    const { app, saved, calls } = await open([old]);
    saved.show(old);
    app.requests.desk.follow();
    await settle();
    expect(app.navigation.view).toBe("desk");
    expect(app.requests.desk.filter).toMatchObject({
      state: "open",
      minDays: 7,
      sort: "created",
      desc: true,
    });
    expect(calls.filter((c) => c.startsWith("customers.count"))).toEqual([]);
    app.navigation.visit("desk");
    expect(app.requests.desk.filter).toMatchObject({ state: "", minDays: 0, sort: "" });
  });
});
