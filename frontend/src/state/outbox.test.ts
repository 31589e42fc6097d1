import { describe, expect, it } from "vitest";
import { Fault, type OutgoingItem } from "../bridge/bridge";
import { answers, outgoing, refusal } from "../test/answers";
import { settle } from "../test/clock";
import { memoryOutbox } from "../test/memory";
import { type Answers, never, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";
import { newsOf } from "./outnews";

/** The stores over an outbox that stores what it gets. */
async function open(items: OutgoingItem[] = [], expected: Answers = {}) {
  const memory = memoryOutbox(items);
  const stub = stubBridge(expected, { outbox: memory.outbox });
  memory.changed = () => stub.emit("outbox");
  const app = new AppState(stub.bridge);
  app.outbox.refresh();
  await settle();
  const said = () => app.notices.toasts.map((t) => t.text);
  return { ...stub, memory, app, outbox: app.outbox, said };
}
const draft = () => outgoing("draft", {}, "portal");

describe("the outbox's list", () => {
  it("is there after the start and follows the hints", async () => {
    let page = answers.outbox.empty();
    const { outbox, emit } = await open([], { outbox: { list: async () => page } });
    expect(outbox.value?.requests).toEqual([]);
    page = answers.outbox.list();
    emit("outbox");
    await settle();
    expect([outbox.drafts, outbox.onTheirWay, outbox.needsYou]).toEqual([
      page.drafts,
      page.onTheirWay,
      page.needsYou,
    ]);
    expect(page.needsYou).toBeGreaterThan(0);
  });

  it("stays when it can't be read again, and says why", async () => {
    const { outbox, expected } = await open([draft()]);
    expected.outbox = { list: () => Promise.reject(new Fault({ kind: "corrupt", message: "journal" })) };
    outbox.refresh();
    await settle();
    expect(outbox.fault?.message).toBe("journal");
    expect(outbox.value?.requests.length).toBe(1);
    expected.outbox = {};
    outbox.refresh();
    await settle();
    expect(outbox.fault).toBeNull();
  });
});

describe("changing it", () => {
  it("what can't be done is said, and answered with null", async () => {
    const { localId } = draft();
    const queue = () => Promise.reject(refusal("incomplete"));
    const { outbox, said } = await open([draft()], { outbox: { queue } });
    expect(await outbox.queue(localId)).toBeNull();
    expect(said().join()).toContain(refusal("incomplete").message);
    expect(outbox.find(localId)?.state).toBe("draft");
  });

  it("what was thrown away comes back with its text", async () => {
    const { memory, app, outbox, said } = await open([draft()]);
    const { localId, title, draft: written } = draft();
    expect(await outbox.discard(localId)).toBe(true);
    await settle();
    expect(outbox.value?.requests).toEqual([]);
    expect(said()).toEqual([`“${title}” thrown away`]);
    app.notices.toasts[0]?.action?.run();
    await settle();
    expect(memory.items[0]?.draft).toEqual({ ...written, localId: memory.items[0]?.localId });
  });

  it("what arrived is only taken off the list: there is nothing to bring back", async () => {
    const sent = outgoing("sent", {}, "azure");
    const { memory, outbox, said } = await open([sent]);
    expect(await outbox.discard(sent.localId)).toBe(true);
    expect([memory.items, said()]).toEqual([[], []]);
  });

  it("a hand-off opens the page, copies the text and shows the steps", async () => {
    const { localId } = draft();
    const { copied, calls, outbox } = await open([draft()]);
    await outbox.handOff(localId);
    expect(calls).toContain(`outbox.handOff ${localId} true`);
    expect(copied).toEqual([answers.outbox.handOff().text]);
    expect(outbox.handed).toMatchObject({ item: { localId }, opened: true, copied: true });
  });

  it("a hand-off without a clipboard does not claim one", async () => {
    const { bridge, outbox } = await open([draft()]);
    bridge.copy = () => Promise.reject(new Fault({ message: "no clipboard" }));
    await outbox.handOff(draft().localId);
    expect(outbox.handed?.copied).toBe(false);
  });

  it("a hand-off that failed claims nothing", async () => {
    const handOff = () => Promise.reject(refusal("delegationEnded"));
    const { copied, outbox, said } = await open([draft()], { outbox: { handOff } });
    expect(await outbox.handOff(draft().localId)).toBeNull();
    expect([outbox.handed, copied]).toEqual([null, []]);
    expect(said().join()).toContain(refusal("delegationEnded").message);
  });

  it("the dialog opens for what is asked", async () => {
    const { outbox } = await open([draft()]);
    const { tenantId, localId } = draft();
    outbox.newRequest({ tenantId });
    expect(outbox.request).toEqual({ tenantId, incidentId: "", tenantIds: [], localId: "" });
    outbox.edit(localId);
    expect(outbox.request).toEqual({ tenantId, incidentId: "", tenantIds: [], localId });
  });
});

describe("what became of it", () => {
  it("is said with the number, once", async () => {
    const sent = outgoing("sent", {}, "azure");
    const { memory, outbox, emit, said } = await open([{ ...sent, state: "sending", id: "" }]);
    memory.items = [sent];
    emit("outbox");
    await settle();
    expect(sent.id).not.toBe("");
    expect(said()).toEqual([`Sent: ${sent.id} for ${sent.customer}`]);
    outbox.refresh();
    await settle();
    expect(said().length).toBe(1);
  });

  it("what was there at the start is no news", async () => {
    const { said } = await open(answers.outbox.list().requests);
    expect(said()).toEqual([]);
  });

  const became = (before: string, after: OutgoingItem, n = 1) => {
    const all = Array.from({ length: n }, (_, i) => ({ ...after, localId: `TNT-${i}` }));
    return newsOf(
      all.map((item) => ({ ...item, state: before })),
      all,
    );
  };

  it("names a refusal with its reason", () => {
    const rejected = outgoing("rejected");
    const [news] = became("sending", rejected);
    expect(rejected.problem?.kind).toBe("invalid");
    expect(news?.tone).toBe("error");
    expect(news?.text).toBe(
      `Refused for ${rejected.customer}: ${rejected.title}. Something has to be corrected`,
    );
  });
  it("counts what is of one kind", () => {
    expect(outgoing("blocked").problem?.kind).toBe("denied");
    expect(became("queued", outgoing("blocked"), 3).map((n) => n.text)).toEqual(["3 are held"]);
  });
  it("is silent about a network that is away: the banner says that", () => {
    const { problem } = answers.sync.offline();
    expect(problem?.kind).toBe("offline");
    expect(became("queued", outgoing("blocked", { problem }))).toEqual([]);
  });
  it("is silent about steps in between, and about what came from elsewhere", () => {
    expect(became("queued", outgoing("sending"))).toEqual([]);
    expect(newsOf([], [outgoing("sent")])).toEqual([]);
  });
});

describe("when the computer has a network again", () => {
  const send = async () => {};

  it("what waits goes on, and the customers are read", async () => {
    const { app } = await open([], {
      outbox: { send },
      sync: { start: async () => {}, status: never },
      session: { status: async () => answers.session.signedIn() },
    });
    app.session.refresh();
    app.sync.refresh();
    await settle();
    app.cameOnline();
    await settle();
  });
  it("nobody who is not signed in is read for, and a failure that nobody asked for is not said", async () => {
    const { app, said } = await open([], {
      outbox: { send: () => Promise.reject(refusal("notSignedIn")) },
      session: { status: async () => answers.session.signedOut() },
    });
    app.session.refresh();
    await settle();
    app.cameOnline();
    await settle();
    expect(said()).toEqual([]);
  });
});
