import { expect, test, vi } from "vitest";
import type { OutgoingItem } from "../bridge/bridge";
import { Fault } from "../bridge/fault";
import { answers, outgoing, refusal } from "../test/answers";
import { settle } from "../test/clock";
import { memoryOutbox } from "../test/memory";
import { type Answers, stubBridge } from "../test/stub";
import { DraftStore } from "./draft.svelte";

const pause = () => vi.advanceTimersByTimeAsync(600);
const wish = (over: Partial<{ tenantId: string; incidentId: string; localId: string }> = {}) => ({
  tenantId: "",
  incidentId: "",
  localId: "",
  ...over,
});
const tenantId = answers.writing.prepared().tenantId;

/** A backend that keeps what it gets, and finds nothing wrong unless a test says so. */
function backend(items: OutgoingItem[] = []) {
  const memory = memoryOutbox(items);
  const stub = stubBridge(
    {},
    {
      outbox: { ...memory.outbox, check: async () => answers.writing.checked() },
      requests: {
        prepare: async () => answers.writing.prepared(),
        choices: async () => answers.writing.choices(),
      },
    },
  );
  memory.changed = () => stub.emit("outbox");
  const answer = (outbox: Answers["outbox"]) => Object.assign(stub.allowed.outbox ?? {}, outbox);
  return { ...stub, memory, answer, titles: () => memory.items.map((i) => i.title) };
}

async function open(localId = "", items: OutgoingItem[] = []) {
  const made = backend(items);
  const store = new DraftStore(made.bridge, "en");
  await store.open(wish({ tenantId, localId }));
  await settle();
  return { ...made, store };
}

test("what nobody touched is not kept, although the contact was filled in", async () => {
  const { memory, count, store } = await open();
  expect(store.draft.contact).toBe("Avery Morgan");
  expect(await store.leave()).toBe("nothing");
  expect(memory.items).toEqual([]);
  expect(count("outbox.save")).toBe(0);
});

test("what was typed is kept once the hands rest, and not before", async () => {
  const { titles, count, store } = await open();
  store.change({ title: "Mail is" });
  await vi.advanceTimersByTimeAsync(500);
  store.change({ title: "Mail is late" });
  await vi.advanceTimersByTimeAsync(500);
  expect(count("outbox.save")).toBe(0);
  await pause();
  expect(titles()).toEqual(["Mail is late"]);
  expect(store.savedAt).not.toBeNull();
});

test("typing on while the first save is under way makes one draft, not two", async () => {
  const { titles, memory, answer, store } = await open();
  let arrive = () => {};
  const slow = new Promise<void>((done) => {
    arrive = done;
  });
  answer({ save: (draft) => slow.then(() => memory.outbox.save(draft)) });
  store.change({ title: "Mail" });
  await pause();
  store.change({ title: "Mail is late" });
  await pause();
  arrive();
  await settle();
  expect(titles()).toEqual(["Mail is late"]);
});

test("a new draft without a word is thrown away when it is left", async () => {
  const { titles, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  expect(titles()).toEqual(["Mail"]);
  store.change({ title: " " });
  expect(await store.leave()).toBe("nothing");
  expect(titles()).toEqual([]);
});

test("a draft that can't be kept is not given up: the next try keeps it", async () => {
  const { titles, memory, answer, store } = await open();
  answer({ save: () => Promise.reject(new Fault({ kind: "corrupt", message: "disk full" })) });
  store.change({ title: "Mail is late" });
  await pause();
  expect(store.fault?.message).toBe("disk full");
  expect(await store.leave()).toBe("failed");
  answer({ save: memory.outbox.save });
  expect(await store.leave()).toBe("kept");
  expect(titles()).toEqual(["Mail is late"]);
});

test("a draft that was thrown away elsewhere meanwhile is kept as a new one", async () => {
  const { titles, memory, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  memory.items = [];
  store.change({ title: "Mail is late" });
  await pause();
  expect(titles()).toEqual(["Mail is late"]);
  expect(store.fault).toBeNull();
});

test("opening what is queued leaves it queued; the first change takes it back", async () => {
  const queued = outgoing("queued", {}, "portal");
  const { memory, store } = await open(queued.localId, [queued]);
  expect(store.origin?.state).toBe("queued");
  await pause();
  expect(memory.items[0]?.state).toBe("queued");
  store.change({ title: "Mail is late" });
  await pause();
  expect(memory.items[0]?.state).toBe("draft");
  expect(await store.leave()).toBe("kept");
});

test("nothing is kept after it was queued: a late pause must not take it back", async () => {
  const { memory, store } = await open();
  store.change({ title: "Mail is late", description: "since Monday" });
  const item = await store.queue();
  expect(item?.state).toBe("queued");
  store.typed("title");
  store.change({ title: "Mail is very late" });
  await pause();
  expect(memory.items.map((i) => [i.state, i.title])).toEqual([["queued", "Mail is late"]]);
});

test("a field is not called wrong before it was left or sending was tried", async () => {
  const { answer, store } = await open();
  answer({ check: async () => answers.writing.checkedEmpty() });
  store.change({ title: "" });
  await pause();
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
  const { memory, answer, store } = await open();
  const ended = answers.writing.checkedDelegationEnded();
  answer({ check: async () => ended });
  store.change({ title: "Mail", description: "late" });
  expect(ended.findings.map((f) => f.blocking)).toEqual([true]);
  expect(await store.queue()).toBeNull();
  expect(memory.items.map((i) => i.state)).toEqual(["draft"]);
  answer({
    check: async () => ({ ...ended, findings: ended.findings.map((f) => ({ ...f, blocking: false })) }),
  });
  expect((await store.queue())?.state).toBe("queued");
});

test("a request that is gone says so instead of beginning another", async () => {
  const { store } = await open("TNT-XXXXXX");
  expect(store.fault?.kind).toBe("missing");
  expect(store.ready).toBe(false);
});

test("a template is filled without an incident that is over", async () => {
  const { calls, store } = await open();
  const [template] = answers.writing.templates().templates;
  const [incident] = answers.writing.choices().incidents;
  if (!template || !incident) throw new Error("the story has a template and an incident");
  const asked = () => calls.filter((c) => c.startsWith("requests.prepare")).at(-1);
  store.change({ incidentId: "EX000001" });
  await store.fill(template);
  expect(asked()).toBe(`requests.prepare ${tenantId} ${template.id}  ${template.language}`);
  store.change({ incidentId: incident.id });
  await store.fill(template);
  expect(asked()).toBe(`requests.prepare ${tenantId} ${template.id} ${incident.id} ${template.language}`);
});

test("a finding that nobody has seen yet stops the sending once; the user then decides", async () => {
  const { memory, answer, store } = await open();
  answer({ check: async () => answers.writing.checkedPlaceholder() });
  store.change({ title: "For {customer}", description: "It is down", severity: "minimal" });
  expect(await store.queue()).toBeNull();
  expect(store.preflight?.findings.map((f) => f.kind)).toContain("placeholder");
  expect(memory.items.map((i) => i.state)).toEqual(["draft"]);
  expect((await store.queue())?.state).toBe("queued");
});

test("a contact that was cleared stays cleared, however often the choices are read", async () => {
  const { emit, store } = await open();
  store.choices.value = null; // as while Azure's part is still being read
  store.change({ contact: "", contactMail: "", contactPhone: "" });
  emit("outbox");
  await settle();
  expect(store.choices.value).not.toBeNull();
  expect([store.draft.contact, store.draft.contactMail]).toEqual(["", ""]);
});

test("what was sent while it was changed is not changed, and its text becomes a new draft", async () => {
  const { titles, memory, answer, store } = await open();
  store.change({ title: "Mail" });
  await pause();
  const sent = store.draft.localId;
  answer({
    save: async (draft) => {
      if (draft.localId === sent) throw refusal("changedTooLate");
      return memory.outbox.save(draft);
    },
  });
  store.change({ title: "Mail is late" });
  await pause();
  expect(store.fault?.kind).toBe("conflict");
  expect(await store.keepAsNew()).toBe(true);
  expect(store.fault).toBeNull();
  expect(titles()).toEqual(["Mail is late", "Mail"]);
  expect(store.draft.localId).not.toBe(sent);
});

test("a draft that is left before it was there follows nothing", async () => {
  const { bridge, allowed, calls, emit } = backend();
  let arrive = () => {};
  const slow = new Promise<void>((done) => {
    arrive = done;
  });
  allowed.requests = { prepare: () => slow.then(() => answers.writing.prepared()) };
  const store = new DraftStore(bridge, "en");
  const opened = store.open(wish({ tenantId }));
  expect(await store.leave()).toBe("nothing");
  arrive();
  await opened;
  emit("outbox");
  await settle();
  expect(calls.filter((c) => c.startsWith("requests."))).toHaveLength(1);
});

test("what is typed before a draft is prepared stays, and what it brings fills the rest", async () => {
  const { bridge, allowed, memory } = backend();
  let arrive = () => {};
  const slow = new Promise<void>((done) => {
    arrive = done;
  });
  const prepared = { ...answers.writing.prepared(), title: "A title", severity: "moderate" };
  allowed.requests = { ...allowed.requests, prepare: () => slow.then(() => prepared) };
  const store = new DraftStore(bridge, "en");
  const opened = store.open(wish({ tenantId }));
  expect([store.ready, store.draft.tenantId]).toEqual([true, tenantId]);
  store.change({ title: "Typed at once" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(memory.items, "half a draft is not kept").toEqual([]);
  arrive();
  await opened;
  expect(store.draft).toMatchObject({ title: "Typed at once", severity: "moderate" });
  expect(await store.leave()).toBe("kept");
  expect(memory.items.map((item) => item.draft.title)).toEqual(["Typed at once"]);
});

test("one of the command line that names no language shows the one that it goes out in", async () => {
  const made = outgoing("draft");
  const { count, store } = await open(made.localId, [{ ...made, draft: { ...made.draft, language: "" } }]);
  expect(store.draft.language).toBe("en");
  await pause();
  expect(count("outbox.save"), "nobody changed it").toBe(0);
});
