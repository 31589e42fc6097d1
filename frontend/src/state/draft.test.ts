import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Preflight, RequestDraft } from "../bridge/bridge";
import { FakeBridge } from "../bridge/fake";
import { Fault } from "../bridge/fault";
import { blankDraft, DraftStore } from "./draft.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = () => vi.advanceTimersByTimeAsync(600);
const wish = (over: Partial<{ tenantId: string; incidentId: string; localId: string }> = {}) => ({
  tenantId: "",
  incidentId: "",
  localId: "",
  ...over,
});

async function open(fake = new FakeBridge({ customers: 3 }), localId = "") {
  const tenantId = fake.all[0]?.details.tenantId ?? "";
  const store = new DraftStore(fake, "en");
  await store.open(wish({ tenantId, localId }));
  await vi.advanceTimersByTimeAsync(0);
  return { fake, store, tenantId };
}
const saves = (fake: FakeBridge) => fake.calls.filter((c) => c === "outbox.save").length;

test("what nobody touched is not kept, although the contact was filled in", async () => {
  const { fake, store } = await open();
  expect(store.draft.contact).toBe("Camille Okafor");
  expect(await store.leave()).toBe("nothing");
  expect(fake.post.items).toEqual([]);
  expect(saves(fake)).toBe(0);
});

test("what was typed is kept once the hands rest, and not before", async () => {
  const { fake, store } = await open();
  store.change({ title: "Mail is" });
  await vi.advanceTimersByTimeAsync(500);
  store.change({ title: "Mail is late" });
  await vi.advanceTimersByTimeAsync(500);
  expect(saves(fake)).toBe(0);
  await pause();
  expect(fake.post.items.map((i) => i.title)).toEqual(["Mail is late"]);
  expect(store.savedAt).not.toBeNull();
});

test("typing on while the first save is under way makes one draft, not two", async () => {
  const fake = new FakeBridge({ customers: 3, latency: 2_000 });
  const store = new DraftStore(fake, "en");
  const opened = store.open(wish({ tenantId: fake.all[0]?.details.tenantId }));
  await vi.advanceTimersByTimeAsync(10_000);
  await opened;
  store.change({ title: "Mail" });
  await pause();
  store.change({ title: "Mail is late" });
  await pause();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fake.post.items.map((i) => i.title)).toEqual(["Mail is late"]);
});

test("a new draft without a word is thrown away when it is left", async () => {
  const { fake, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  expect(fake.post.items).toHaveLength(1);
  store.change({ title: " " });
  expect(await store.leave()).toBe("nothing");
  expect(fake.post.items).toEqual([]);
});

test("a draft that can't be kept is not given up: the next try keeps it", async () => {
  const { fake, store } = await open();
  fake.failures.set("outbox.save", new Fault({ kind: "corrupt", message: "disk full" }));
  store.change({ title: "Mail is late" });
  await pause();
  expect(store.fault?.message).toBe("disk full");
  expect(await store.leave()).toBe("failed");
  fake.failures.clear();
  expect(await store.leave()).toBe("kept");
  expect(fake.post.items.map((i) => i.title)).toEqual(["Mail is late"]);
});

test("a draft that was thrown away elsewhere meanwhile is kept as a new one", async () => {
  const { fake, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  fake.post.items = [];
  store.change({ title: "Mail is late" });
  await pause();
  expect(fake.post.items.map((i) => i.title)).toEqual(["Mail is late"]);
  expect(store.fault).toBeNull();
});

test("opening what is queued leaves it queued; the first change takes it back", async () => {
  const { fake, tenantId } = await open();
  const draft: RequestDraft = {
    ...blankDraft,
    tenantId,
    title: "Mail",
    description: "late",
    severity: "minimal",
  };
  const { localId } = await fake.outbox.save(draft);
  await fake.outbox.queue(localId);
  const { store } = await open(fake, localId);
  expect(store.origin?.state).toBe("queued");
  await pause();
  expect(fake.post.items[0]?.state).toBe("queued");
  store.change({ title: "Mail is late" });
  await pause();
  expect(fake.post.items[0]?.state).toBe("draft");
  expect(await store.leave()).toBe("kept");
});

test("nothing is kept after it was queued: a late pause must not take it back", async () => {
  const { fake, store } = await open();
  store.change({ title: "Mail is late", description: "since Monday" });
  const item = await store.queue();
  expect(item?.state).toBe("queued");
  store.typed("title");
  store.change({ title: "Mail is very late" });
  await pause();
  expect(fake.post.items.map((i) => [i.state, i.title])).toEqual([["queued", "Mail is late"]]);
});

test("a field is not called wrong before it was left or sending was tried", async () => {
  const { store } = await open();
  expect(store.preflight?.codes).toHaveProperty("title", "missing");
  expect(store.wrong("title")).toBe("");
  store.left("title");
  expect([store.wrong("title"), store.wrong("description")]).toEqual(["missing", ""]);
  expect(await store.queue()).toBeNull();
  expect(store.wrong("description")).toBe("missing");
  store.change({ description: "late" });
  expect(store.wrong("description")).toBe("");
});

test("what blocks is not queued, what only warns is", async () => {
  const { fake, store } = await open();
  const finding = { kind: "delegation-ended" as const, blocking: true, text: "", id: "", title: "" };
  const found = (blocking: boolean): Preflight => ({
    fields: {},
    fieldMessages: {},
    codes: {},
    findings: [{ ...finding, blocking }],
  });
  const check = vi.spyOn(fake.outbox, "check").mockResolvedValue(found(true));
  store.change({ title: "Mail", description: "late" });
  expect(await store.queue()).toBeNull();
  expect(fake.post.items.map((i) => i.state)).toEqual(["draft"]);
  check.mockResolvedValue(found(false));
  expect((await store.queue())?.state).toBe("queued");
});

test("a request that is gone says so instead of beginning another", async () => {
  const { store } = await open(undefined, "TNT-XXXXXX");
  expect(store.fault?.kind).toBe("missing");
  expect(store.ready).toBe(false);
});

test("a template is filled without an incident that is over", async () => {
  const { fake, store } = await open();
  const prepare = vi.spyOn(fake.requests, "prepare");
  store.change({ incidentId: "EX000001" });
  const [template] = (await fake.requests.templates()).templates;
  if (template) await store.fill(template);
  expect(prepare.mock.calls[0]?.[2]).toBe("");
  store.change({ incidentId: "EX730151" });
  if (template) await store.fill(template);
  expect(prepare.mock.calls[1]?.[2]).toBe("EX730151");
});

test("a finding that nobody has seen yet stops the sending once; the user then decides", async () => {
  const { fake, store } = await open();
  store.change({ title: "For {customer}", description: "It is down", severity: "minimal" });
  expect(await store.queue()).toBeNull();
  expect(store.preflight?.findings.map((f) => f.kind)).toContain("placeholder");
  expect(fake.post.items.map((i) => i.state)).toEqual(["draft"]);
  expect((await store.queue())?.state).toBe("queued");
});

test("a contact that was cleared stays cleared, however often the choices are read", async () => {
  const { fake, store } = await open();
  store.choices.value = null; // as while Azure's part is still being read
  store.change({ contact: "", contactMail: "", contactPhone: "" });
  fake.emit("outbox");
  await vi.advanceTimersByTimeAsync(0);
  expect(store.choices.value).not.toBeNull();
  expect([store.draft.contact, store.draft.contactMail]).toEqual(["", ""]);
});

test("what was sent while it was changed is not changed, and its text becomes a new draft", async () => {
  const { fake, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  const sent = store.draft.localId;
  const save = fake.outbox.save;
  const conflict = new Fault({ kind: "conflict", message: "it is sent" });
  vi.spyOn(fake.outbox, "save").mockImplementation((draft) =>
    draft.localId === sent ? Promise.reject(conflict) : save(draft),
  );
  store.change({ title: "Mail is late" });
  await pause();
  expect(store.fault?.kind).toBe("conflict");
  expect(await store.keepAsNew()).toBe(true);
  expect(store.fault).toBeNull();
  expect(fake.post.items.map((i) => i.title)).toEqual(["Mail is late", "Mail"]);
  expect(store.draft.localId).not.toBe(sent);
});

test("a draft that is left before it was there follows nothing", async () => {
  const fake = new FakeBridge({ customers: 3, latency: 1_000 });
  const store = new DraftStore(fake, "en");
  const opened = store.open(wish({ tenantId: fake.all[0]?.details.tenantId }));
  expect(await store.leave()).toBe("nothing");
  await vi.advanceTimersByTimeAsync(2_000);
  await opened;
  fake.emit("outbox");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(store.ready).toBe(false);
  expect(fake.calls).not.toContain("requests.choices");
});
