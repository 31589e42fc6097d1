import { describe, expect, it } from "vitest";
import { Fault } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { keptLook } from "../test/samples";
import { type Answers, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";

/** What a start asks for. */
const atStart = (): Answers => ({
  settings: { load: async () => answers.preferences() },
  customers: {
    list: async () => answers.customers.list(),
    overview: async () => answers.customers.overview(),
  },
  changes: { unseen: async () => 0 },
  alerts: { count: async () => ({ new: 0, worst: "" }) },
  outbox: { list: async () => answers.outbox.empty() },
  lock: { waits: async () => "" },
  profiles: { list: async () => [] },
  session: { status: async () => answers.session.signedIn() },
  sync: { status: async () => answers.sync.done() },
});

/** The stores of a window that was not started: what is expected of the backend, and nothing else. */
function open(expected: Answers = {}, allowed: Answers = {}) {
  const stub = stubBridge(expected, allowed);
  return { ...stub, app: new AppState(stub.bridge) };
}

describe("start", () => {
  it("subscribes before it takes the snapshot: a hint in between is not lost", async () => {
    let revision = 1;
    const { app, emit } = open({
      ...atStart(),
      customers: {
        list: async () => answers.customers.list({ revision }),
        overview: async () => answers.customers.overview({ revision }),
      },
    });
    const started = app.start();
    revision = 2;
    emit("customers");
    await started;
    await settle();
    expect(app.customers.revision).toBe(2);
    expect(app.overview.value?.revision).toBe(2);
  });

  it("opens with the defaults when the settings can't be read", async () => {
    const load = () => Promise.reject(new Fault({ kind: "corrupt", message: "journal" }));
    const { app } = open({ ...atStart(), settings: { load } });
    await app.start();
    expect(app.preferences.value).toMatchObject({ density: "comfortable", lists: {} });
    expect(app.customers.filter.sort).toBe("health");
  });

  it("begins with the order that was kept", async () => {
    const load = async () =>
      answers.preferences({ lists: { customers: keptLook({ sort: "name", desc: true }).get() } });
    const { app } = open({ ...atStart(), settings: { load } });
    await app.start();
    expect(app.customers.filter).toMatchObject({ sort: "name", desc: true });
  });
});

describe("start of a page with its first picture in it", () => {
  const first = () => ({
    preferences: answers.preferences({
      lists: { customers: keptLook({ sort: "name", desc: true }).get() },
      language: "fr",
    }),
    profiles: [],
    waits: "" as const,
    sync: answers.sync.done(),
    session: null,
    overview: answers.customers.overview(),
    customers: answers.customers.list({ revision: 0 }),
  });
  const { settings: _, lock: __, profiles: ___, ...rest } = atStart();

  it("shows all of it at once, and asks nothing before it is painted", async () => {
    const { app, calls } = open(rest);
    let paint = () => {};
    app.painted = new Promise<void>((done) => {
      paint = done;
    });
    void app.start(first());
    expect(app.customers.row(0)).toEqual(answers.customers.list().customers[0]);
    expect(app.customers.stale).toBe(false);
    expect(app.customers.filter).toMatchObject({ sort: "name", desc: true });
    expect(app.overview.value).toEqual(answers.customers.overview());
    expect(app.preferences.locale).toBe("fr");
    await settle();
    expect(calls).toEqual([]);
    paint();
    await settle();
    expect(app.customers.revision).toBe(answers.customers.list().revision);
    expect(app.session.status).toEqual(answers.session.signedIn());
  });

  it("asks for the rows when it came without", async () => {
    const { app } = open(rest);
    await app.start({ ...first(), overview: null, customers: null });
    expect(app.customers.shown).toBeNull();
    await settle();
    expect(app.customers.total).toBe(answers.customers.list().total);
  });

  it("of a locked window is whose profile it is, and no more", async () => {
    const { app } = open({ session: rest.session });
    await app.start({ ...first(), waits: "press", overview: null, customers: null });
    await settle();
    expect(app.lock.waits).toBe("press");
    expect(app.customers.shown).toBeNull();
  });
});
