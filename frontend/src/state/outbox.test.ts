import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Fault } from "../bridge/bridge";
import { FakeBridge, type FakeOptions } from "../bridge/fake";
import { outgoing } from "../bridge/fake-outgoing";
import { problem } from "../test/samples";
import { AppState } from "./app.svelte";
import { newsOf } from "./outnews";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

async function open(options: FakeOptions = {}) {
  const bridge = new FakeBridge({ customers: 5, ...options });
  const app = new AppState(bridge);
  await app.start();
  await settle();
  const tenantId = bridge.all[0]?.details.tenantId ?? "";
  const draft = await bridge.requests.prepare(tenantId, "", "", "en");
  const said = () => app.notices.toasts.map((t) => t.text);
  const keep = async (over: Partial<typeof draft> = {}) => {
    const item = await bridge.outbox.save({ ...draft, title: "Title", description: "Text", ...over });
    await settle();
    return item.localId;
  };
  return { bridge, app, outbox: app.outbox, tenantId, said, keep };
}

describe("the outbox's list", () => {
  it("is there after the start and follows the hints", async () => {
    const { outbox, keep } = await open();
    expect(outbox.value?.requests).toEqual([]);
    const id = await keep();
    expect([outbox.drafts, outbox.onTheirWay]).toEqual([1, 0]);
    expect(await outbox.queue(id)).not.toBeNull();
    await settle();
    expect([outbox.drafts, outbox.onTheirWay, outbox.needsYou]).toEqual([0, 1, 1]);
  });

  it("stays when it can't be read again, and says why", async () => {
    const { bridge, outbox, keep } = await open();
    await keep();
    bridge.failures.set("outbox.list", new Fault({ kind: "corrupt", message: "journal" }));
    outbox.refresh();
    await settle();
    expect(outbox.fault?.message).toBe("journal");
    expect(outbox.value?.requests.length).toBe(1);
    bridge.failures.clear();
    outbox.refresh();
    await settle();
    expect(outbox.fault).toBeNull();
  });
});

describe("changing it", () => {
  it("what can't be done is said, and answered with null", async () => {
    const { bridge, outbox, said, keep } = await open();
    const id = await keep();
    bridge.failures.set("outbox.queue", new Fault({ kind: "invalid", message: "no title" }));
    expect(await outbox.queue(id)).toBeNull();
    expect(said().join()).toContain("no title");
    expect(outbox.find(id)?.state).toBe("draft");
  });

  it("what was thrown away comes back with its text", async () => {
    const { bridge, app, outbox, said, keep } = await open();
    const id = await keep({ title: "Shared mailbox", description: "Every word of it" });
    expect(await outbox.discard(id)).toBe(true);
    await settle();
    expect(outbox.value?.requests).toEqual([]);
    expect(said()).toEqual(["“Shared mailbox” thrown away"]);
    app.notices.toasts[0]?.action?.run();
    await settle();
    expect(bridge.post.items[0]?.draft).toMatchObject({
      title: "Shared mailbox",
      description: "Every word of it",
    });
  });

  it("what arrived is only taken off the list: there is nothing to bring back", async () => {
    const { outbox, said, keep } = await open();
    const id = await keep({ channel: "azure" });
    await outbox.queue(id);
    await settle();
    const before = said().length;
    await outbox.discard(id);
    expect(said().length).toBe(before);
  });

  it("a hand-off opens the page, copies the text and shows the steps", async () => {
    const { bridge, outbox, keep } = await open();
    const id = await keep();
    await outbox.handOff(id);
    expect(bridge.opened.length).toBe(1);
    expect(bridge.copied).toContain(`[${id}]`);
    expect(outbox.handed).toMatchObject({ item: { localId: id }, opened: true, copied: true });
  });

  it("a hand-off without a clipboard does not claim one", async () => {
    const { bridge, outbox, keep } = await open();
    const id = await keep();
    bridge.copy = () => Promise.reject(new Fault({ message: "no clipboard" }));
    await outbox.handOff(id);
    expect(outbox.handed?.copied).toBe(false);
  });

  it("a hand-off that failed claims nothing", async () => {
    const { bridge, outbox, said, keep } = await open();
    const id = await keep();
    bridge.failures.set("outbox.handOff", new Fault({ kind: "denied", message: "delegation ended" }));
    expect(await outbox.handOff(id)).toBeNull();
    expect([outbox.handed, bridge.copied]).toEqual([null, ""]);
    expect(said().join()).toContain("delegation ended");
  });

  it("the dialog opens for what is asked", async () => {
    const { outbox, tenantId, keep } = await open();
    outbox.newRequest({ tenantId });
    expect(outbox.request).toEqual({ tenantId, incidentId: "", tenantIds: [], localId: "" });
    const id = await keep();
    outbox.edit(id);
    expect(outbox.request).toEqual({ tenantId, incidentId: "", tenantIds: [], localId: id });
  });
});

describe("what became of it", () => {
  it("is said with the number, once", async () => {
    const { bridge, outbox, said, keep } = await open();
    const id = await keep({ channel: "azure" });
    await outbox.queue(id);
    await settle();
    const name = bridge.all[0]?.details.name;
    expect(said()).toEqual([`Sent: 119120321001170 for ${name}`]);
    outbox.refresh();
    await settle();
    expect(said().length).toBe(1);
  });

  it("what was there at the start is no news", async () => {
    const bridge = new FakeBridge({ customers: 2 });
    bridge.post.items = [outgoing("TNT-1", { state: "rejected" })];
    const app = new AppState(bridge);
    await app.start();
    await settle();
    expect(app.notices.toasts).toEqual([]);
  });

  const became = (before: string, over: Parameters<typeof outgoing>[1], n = 1) => {
    const ids = Array.from({ length: n }, (_, i) => `TNT-${i}`);
    return newsOf(
      ids.map((id) => outgoing(id, { state: before })),
      ids.map((id) => outgoing(id, over)),
    );
  };

  it("names a refusal with its reason", () => {
    const [news] = became("sending", { state: "rejected", problem: problem({ kind: "invalid" }) });
    expect(news?.tone).toBe("error");
    expect(news?.text).toBe(
      "Refused for Fabrikam Foods: Shared mailbox does not open. Something has to be corrected",
    );
  });
  it("counts what is of one kind", () => {
    const held = became("queued", { state: "blocked", problem: problem({ kind: "denied" }) }, 3);
    expect(held.map((n) => n.text)).toEqual(["3 are held"]);
  });
  it("is silent about a network that is away: the banner says that", () => {
    expect(became("queued", { state: "blocked", problem: problem({ kind: "offline" }) })).toEqual([]);
  });
  it("is silent about steps in between, and about what came from elsewhere", () => {
    expect(became("queued", { state: "sending" })).toEqual([]);
    expect(newsOf([], [outgoing("TNT-1", { state: "sent", id: "1" })])).toEqual([]);
  });
});

describe("when the computer has a network again", () => {
  it("what waits goes on, and the customers are read", async () => {
    const { bridge, app } = await open();
    app.cameOnline();
    await settle();
    expect(bridge.calls).toEqual(expect.arrayContaining(["outbox.send", "sync.start"]));
  });
  it("nobody who is not signed in is read for, and a failure that nobody asked for is not said", async () => {
    const { bridge, app, said } = await open({ signedIn: false });
    bridge.failures.set("outbox.send", new Fault({ kind: "signin", message: "nobody is signed in" }));
    app.cameOnline();
    await settle();
    expect(bridge.calls).not.toContain("sync.start");
    expect(said()).toEqual([]);
  });
});
