import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type OutgoingItem } from "../../bridge/bridge";
import { answers, outgoing, refusal } from "../../test/answers";
import { settle } from "../../test/clock";
import type { Answers } from "../../test/stub";
import { expectAccessible } from "../../test/view";
import { writingWindow } from "../../test/writing";
import NewRequestHost from "./NewRequestHost.svelte";

const { tenantId, customer, services, incidents } = answers.writing.choices();
const [service, otherService] = services;

/** The window with the dialog for a customer open. */
async function write(expected: Answers = {}, items: OutgoingItem[] = []) {
  const window = writingWindow(NewRequestHost, expected, items);
  await settle();
  window.app.outbox.newRequest({ tenantId });
  return window;
}
const title = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Title" });
const description = () => screen.getByRole("textbox", { name: "Description" });
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const leave = () => press("Close and keep the draft");
const send = () => userEvent.keyboard("{Control>}{Enter}{/Control}");
/** The hands rest: what was typed is kept and checked. */
const rest = () => vi.advanceTimersByTimeAsync(1000);
const choose = async (box: HTMLElement, name: string) => {
  await userEvent.selectOptions(box, await within(box).findByRole("option", { name }));
};

async function fill() {
  await userEvent.fill(await title(), "Mail is late");
  await userEvent.fill(description(), "Since Monday");
}

test("the dialog names the customer, the cursor stands in the title, and nothing fails axe", async () => {
  const { container } = await write();
  await waitFor(async () => expect(document.activeElement).toBe(await title()));
  expect(await screen.findByText(customer)).toBeTruthy();
  await expectAccessible(container);
});

test("leaving keeps what was written and one press opens it again as it was", async () => {
  const { memory, states, app } = await write();
  await fill();
  await leave();
  await waitFor(() => expect(app.notices.toasts.map((t) => t.text)).toEqual(["Draft kept"]));
  expect(states()).toEqual(["draft"]);
  expect(screen.queryByRole("textbox", { name: "Title" })).toBeNull();
  app.notices.toasts[0]?.action?.run();
  expect((await title()).value).toBe("Mail is late");
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect(memory.items).toHaveLength(1);
});

test("leaving a dialog that nobody touched says nothing and keeps nothing", async () => {
  const { memory, app } = await write();
  await title();
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect([memory.items, app.notices.toasts]).toEqual([[], []]);
});

test("what can't be kept comes back with the dialog", async () => {
  const { answer, app } = await write();
  await fill();
  answer({ save: () => Promise.reject(new Fault({ kind: "corrupt", message: "disk full" })) });
  await leave();
  await waitFor(() => expect(app.notices.toasts.at(-1)?.text).toBe("The draft could not be kept"));
  app.notices.toasts.at(-1)?.action?.run();
  expect((await title()).value).toBe("Mail is late");
});

test("an incomplete request is not queued: the fields say so and the keyboard goes to the first", async () => {
  const { states, container } = await write({
    outbox: { check: async () => answers.writing.checkedEmpty() },
  });
  const field = await title();
  field.focus();
  expect(screen.queryByText("Needed")).toBeNull();
  await send();
  expect(await screen.findAllByText("Needed")).toHaveLength(2);
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(states()).not.toContain("queued");
  await expectAccessible(container);
});

test("Enter in a line sends nothing", async () => {
  const { count } = await write();
  await fill();
  await userEvent.type(await title(), "{Enter}");
  await rest();
  expect(count("outbox.queue")).toBe(0);
});

test("a Microsoft 365 request goes to the support page with its text on the clipboard", async () => {
  const { copied, calls, memory, states, app } = await write();
  await fill();
  await send();
  await waitFor(() => expect(copied).toEqual([answers.outbox.handOff().text]));
  expect(calls).toContain(`outbox.handOff ${memory.items[0]?.localId} true`);
  expect(states()).toEqual(["handed-off"]);
  expect(app.outbox.request).toBeNull();
  expect(app.outbox.handed?.text).toBe(copied[0]);
});

test("offline the main button queues, and no page is opened", async () => {
  const { states, app } = await write({ sync: { status: async () => answers.sync.offline() } });
  await fill();
  await send();
  await waitFor(() => expect(states()).toEqual(["queued"]));
  expect(app.notices.toasts.at(-1)?.text).toMatch(/waits in the outbox until you file it/);
});

test("an Azure request is asked for what Azure needs, and is sent", async () => {
  const { memory, answer, states, container } = await write();
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  // The page fills in whom Microsoft calls, and the only subscription.
  const { codes } = answers.writing.checkedAzure();
  const needed = { service: codes.service ?? "", classification: codes.classification ?? "" };
  answer({ check: async () => answers.writing.checked({ codes: needed, fields: needed }) });
  await send();
  expect(await screen.findAllByText("Needed")).toHaveLength(2);
  answer({ check: async () => answers.writing.checked() });
  const kind = screen.getByRole<HTMLSelectElement>("combobox", { name: "Kind of problem" });
  expect(kind.disabled).toBe(true);
  await choose(screen.getByRole("combobox", { name: "Service" }), service?.name ?? "");
  await waitFor(() => expect(kind.disabled).toBe(false));
  await choose(kind, "Deployment");
  await expectAccessible(container);
  await send();
  await waitFor(() => expect(states()).toEqual(["queued"]));
  const { draft } = memory.items[0] ?? {};
  expect([draft?.channel, draft?.serviceName, draft?.classificationName]).toEqual([
    "azure",
    service?.name,
    "Deployment",
  ]);
  expect(draft?.subscription).toBe(answers.writing.choices().subscriptions[0]?.id);
});

test("another service forgets the kind of problem of the one before", async () => {
  const { memory, expected } = await write();
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  const box = screen.getByRole("combobox", { name: "Service" });
  const kind = screen.getByRole<HTMLSelectElement>("combobox", { name: "Kind of problem" });
  await choose(box, service?.name ?? "");
  await choose(kind, "Deployment");
  expected.requests = { classifications: async () => answers.writing.otherClassifications() };
  await choose(box, otherService?.name ?? "");
  await within(kind).findByRole("option", { name: "Restore failed" });
  expect([...kind.options].map((o) => o.value)).toEqual([
    "",
    ...answers.writing.otherClassifications().map((c) => c.id),
  ]);
  expect(kind.value).toBe("");
  await leave();
  await waitFor(() => expect(memory.items[0]?.draft.classification).toBe(""));
});

test("kinds of problems that can't be read say what to do, and one press tries again", async () => {
  const { expected } = await write({
    requests: { classifications: () => Promise.reject(refusal("offline")) },
  });
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  await choose(screen.getByRole("combobox", { name: "Service" }), service?.name ?? "");
  expect(await screen.findByText(/Try again with a network, or file the request/)).toBeTruthy();
  expected.requests = { classifications: async () => answers.writing.classifications() };
  await press("Try again");
  expect(await screen.findByRole("option", { name: "Deployment" })).toBeTruthy();
});

test("without an Azure subscription that way is closed and says why", async () => {
  await write({ requests: { choices: async () => answers.writing.choices({ subscriptions: [] }) } });
  const azure = await screen.findByRole<HTMLInputElement>("radio", {
    name: "Azure",
    description: "No Azure subscription of this customer can be reached.",
  });
  expect(azure.disabled).toBe(true);
});

test("a refusal of the backend is shown in the dialog, and the text stays", async () => {
  await write({ outbox: { queue: () => Promise.reject(refusal("changedTooLate")) } });
  await fill();
  await send();
  expect(await screen.findByText(refusal("changedTooLate").message)).toBeTruthy();
  expect((await title()).value).toBe("Mail is late");
});

test("an incident that covers it can be linked", async () => {
  const { memory } = await write({ outbox: { check: async () => answers.writing.checkedIncident() } });
  await fill();
  await rest();
  await press("Link it");
  expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "Incident" }).value).toBe(incidents[0]?.id);
  await leave();
  await waitFor(() => expect(memory.items[0]?.incidentId).toBe(incidents[0]?.id));
});

test("a much alike request is opened, and what was written is kept", async () => {
  const duplicate = answers.writing.checkedDuplicate();
  const { app, states } = await write({ outbox: { check: async () => duplicate } });
  const opened = vi.spyOn(app.requests, "open").mockImplementation(() => {});
  await fill();
  await rest();
  await press("Open it");
  expect(opened).toHaveBeenCalledWith(tenantId, duplicate.findings[0]?.id);
  await waitFor(() => expect(states()).toEqual(["draft"]));
  expect(app.outbox.request).toBeNull();
});

test("a delegation that ended closes the way out, not the draft", async () => {
  const { states, container } = await write({
    outbox: { check: async () => answers.writing.checkedDelegationEnded() },
  });
  await fill();
  await rest();
  expect(await screen.findByText(/The delegation of this customer has ended/)).toBeTruthy();
  const button = screen.getByRole<HTMLButtonElement>("button", { name: /Open the support page/ });
  expect(button.disabled).toBe(true);
  await expectAccessible(container);
  await leave();
  await waitFor(() => expect(states()).toEqual(["draft"]));
});

test("a placeholder that was left is selected where it stands", async () => {
  await write({ outbox: { check: async () => answers.writing.checkedPlaceholder() } });
  const field = await title();
  await userEvent.fill(field, "Mail of {customer} is late");
  await rest();
  await press("Show");
  expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe("{customer}");
});

test("what a template still asks keeps the request here, and the place to answer is selected", async () => {
  const { memory } = await write({ outbox: { check: async () => answers.writing.checkedGaps() } });
  await fill();
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Description/ });
  await userEvent.fill(field, "Customer: Contoso\nSince when (UTC): {…}");
  await press(/Open the support page/);
  await waitFor(() => expect(field.selectionEnd).toBeGreaterThan(field.selectionStart));
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("{…}");
  expect(screen.getByText("Fill in each {…}, or take its line out")).toBeTruthy();
  expect(memory.items.map((i) => i.state)).toEqual(["draft"]);
});

test("throwing it away closes the dialog, and the notice brings it back", async () => {
  const { memory, app } = await write();
  await fill();
  await rest();
  await press("Throw away");
  await waitFor(() => expect(memory.items).toEqual([]));
  await waitFor(() => expect(app.notices.toasts.at(-1)?.action).toBeDefined());
  app.notices.toasts.at(-1)?.action?.run();
  await waitFor(() => expect(memory.items[0]?.draft.title).toBe("Mail is late"));
});

test("without a customer the dialog asks for one, by keyboard alone", async () => {
  const { customers } = answers.customers.found();
  const { app, memory, expected, container } = await write({
    customers: { list: async () => answers.customers.found() },
    requests: { prepare: async () => answers.writing.preparedForNobody() },
  });
  app.outbox.newRequest({});
  const search = await screen.findByRole("combobox", { name: "For which customer?" });
  await waitFor(() => expect(document.activeElement).toBe(search));
  await expectAccessible(container);
  await userEvent.keyboard("co");
  await waitFor(() =>
    expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(customers.length),
  );
  const second = customers[1]?.tenantId ?? "";
  expected.requests = { prepare: async () => answers.writing.prepared({ tenantId: second }) };
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await fill();
  await leave();
  await waitFor(() => expect(memory.items[0]?.tenantId).toBe(second));
});

/** What is queued, opened in the dialog. */
async function reopen(expected: Answers = {}) {
  const queued = outgoing("queued", {}, "portal");
  const window = writingWindow(NewRequestHost, expected, [queued]);
  window.app.outbox.refresh();
  await settle();
  window.app.outbox.edit(queued.localId);
  return { ...window, queued };
}

test("what is in the outbox says that a change takes it back", async () => {
  const { states, app } = await reopen();
  expect(await screen.findByText(/The first change takes it back to the drafts/)).toBeTruthy();
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect(states()).toEqual(["queued"]);
});

test("Queue for later puts it in the outbox", async () => {
  const { states } = await write();
  await fill();
  await press("Queue for later");
  await waitFor(() => expect(states()).toEqual(["queued"]));
});

test("what went out while it was being changed says so, and one press keeps the text as a new draft", async () => {
  const { memory, answer, emit, queued, container } = await reopen();
  const field = await title();
  answer({
    save: async (draft) => {
      if (draft.localId === queued.localId) throw refusal("changedTooLate");
      return memory.outbox.save(draft);
    },
  });
  memory.items = [{ ...queued, state: "sending", editable: false }];
  emit("outbox");
  await userEvent.fill(field, `${queued.title} today`);
  await rest();
  expect(await screen.findByText(/went out meanwhile/)).toBeTruthy();
  await expectAccessible(container);
  await press("Keep the text as a new draft");
  await waitFor(() => expect(screen.queryByText(/went out meanwhile/)).toBeNull());
  expect(memory.items.map((i) => [i.state, i.title])).toEqual([
    ["draft", `${queued.title} today`],
    ["sending", queued.title],
  ]);
});
