import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { OutgoingItem, Preflight } from "../../bridge/bridge";
import { FakeBridge, type FakeOptions } from "../../bridge/fake";
import { Fault } from "../../bridge/fault";
import { AppState } from "../../state/app.svelte";
import { expectAccessible } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import NewRequestHost from "./NewRequestHost.svelte";

/** The window with the dialog for the first customer open. */
async function write(options: FakeOptions = {}, about?: Parameters<AppState["outbox"]["newRequest"]>[0]) {
  const fake = new FakeBridge({ customers: 12, ...options });
  const app = new AppState(fake);
  await app.start();
  await waitFor(() => expect(app.sync.status).not.toBeNull());
  const { container } = render(WithApp, { app, view: NewRequestHost });
  const first = fake.all[0]?.details;
  app.outbox.newRequest(about ?? { tenantId: first?.tenantId });
  return { fake, app, container, customer: first?.name ?? "", tenantId: first?.tenantId ?? "" };
}
const title = () => screen.findByRole("textbox", { name: "Title" });
const description = () => screen.getByRole("textbox", { name: "Description" });
const leave = () => userEvent.click(screen.getByRole("button", { name: "Close and keep the draft" }));
const send = () => userEvent.keyboard("{Control>}{Enter}{/Control}");
const states = (fake: FakeBridge) => fake.post.items.map((i) => i.state);

async function fill() {
  await userEvent.type(await title(), "Mail is late");
  await userEvent.type(description(), "Since Monday");
}
const finding = (over: Partial<Preflight["findings"][0]>): Preflight => ({
  fields: {},
  fieldMessages: {},
  codes: {},
  findings: [{ kind: "duplicate", blocking: false, text: "", id: "", title: "", ...over }],
});

test("the dialog names the customer, the cursor stands in the title, and nothing fails axe", async () => {
  const { container, customer } = await write();
  await waitFor(async () => expect(document.activeElement).toBe(await title()));
  expect(await screen.findByText(customer)).toBeTruthy();
  await expectAccessible(container);
});

test("leaving keeps what was written and one press opens it again as it was", async () => {
  const { fake, app } = await write();
  await fill();
  await leave();
  await waitFor(() => expect(app.notices.toasts.map((t) => t.text)).toEqual(["Draft kept"]));
  expect(states(fake)).toEqual(["draft"]);
  expect(screen.queryByRole("textbox", { name: "Title" })).toBeNull();
  app.notices.toasts[0]?.action?.run();
  expect(((await title()) as HTMLInputElement).value).toBe("Mail is late");
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect(fake.post.items).toHaveLength(1);
});

test("leaving a dialog that nobody touched says nothing and keeps nothing", async () => {
  const { fake, app } = await write();
  await title();
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect([fake.post.items, app.notices.toasts]).toEqual([[], []]);
});

test("what can't be kept comes back with the dialog", async () => {
  const { fake, app } = await write();
  await fill();
  fake.failures.set("outbox.save", new Fault({ kind: "corrupt", message: "disk full" }));
  await leave();
  await waitFor(() => expect(app.notices.toasts.at(-1)?.text).toBe("The draft could not be kept"));
  app.notices.toasts.at(-1)?.action?.run();
  expect(((await title()) as HTMLInputElement).value).toBe("Mail is late");
});

test("an incomplete request is not queued: the fields say so and the keyboard goes to the first", async () => {
  const { fake, container } = await write();
  const field = await title();
  field.focus();
  expect(screen.queryByText("Needed")).toBeNull();
  await send();
  expect(await screen.findAllByText("Needed")).toHaveLength(2);
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(states(fake)).not.toContain("queued");
  await expectAccessible(container);
});

test("Enter in a line sends nothing", async () => {
  const { fake } = await write();
  await fill();
  await userEvent.type(await title(), "{Enter}");
  expect(fake.calls).not.toContain("outbox.queue");
});

test("a Microsoft 365 request goes to the support page with its text on the clipboard", async () => {
  const { fake, app } = await write();
  await fill();
  await send();
  await waitFor(() => expect(fake.copied).toContain("Mail is late [TNT-"));
  expect(fake.opened).toHaveLength(1);
  expect(states(fake)).toEqual(["handed-off"]);
  expect(app.outbox.request).toBeNull();
  expect(app.outbox.handed?.text).toBe(fake.copied);
});

test("offline the main button queues, and no page is opened", async () => {
  const { fake, app } = await write({ online: false });
  await fill();
  await send();
  await waitFor(() => expect(states(fake)).toEqual(["queued"]));
  expect(fake.opened).toEqual([]);
  expect(app.notices.toasts.at(-1)?.text).toMatch(/waits in the outbox until you file it/);
});

test("an Azure request is asked for what Azure needs, and is sent", async () => {
  const { fake, container } = await write();
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  await send();
  expect(await screen.findAllByText("Needed")).toHaveLength(2);
  const kind = screen.getByRole("combobox", { name: "Kind of problem" }) as HTMLSelectElement;
  expect(kind.disabled).toBe(true);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Service" }), "vm");
  await waitFor(() => expect(kind.disabled).toBe(false));
  await userEvent.selectOptions(kind, "vm-2");
  await expectAccessible(container);
  await send();
  await waitFor(() => expect(states(fake)).toEqual(["sent"]));
  const { draft } = fake.post.items[0] ?? {};
  expect([draft?.serviceName, draft?.classificationName]).toEqual([
    "Virtual Machine running Linux",
    "Performance",
  ]);
  expect(draft?.subscription).toBe("132d901f-189d-4381-9214-fe68e27e05a1");
});

test("another service forgets the kind of problem of the one before", async () => {
  const { fake } = await write();
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  const service = screen.getByRole("combobox", { name: "Service" });
  const kind = screen.getByRole("combobox", { name: "Kind of problem" }) as HTMLSelectElement;
  await userEvent.selectOptions(service, "vm");
  await waitFor(() => expect(kind.options).toHaveLength(3));
  await userEvent.selectOptions(kind, "vm-1");
  await userEvent.selectOptions(service, "billing");
  await waitFor(() => expect([...kind.options].map((o) => o.value)).toEqual(["", "billing-1", "billing-2"]));
  expect(kind.value).toBe("");
  await leave();
  await waitFor(() => expect(fake.post.items[0]?.draft.classification).toBe(""));
});

test("kinds of problems that can't be read say what to do, and one press tries again", async () => {
  const { fake } = await write();
  await fill();
  await userEvent.click(screen.getByRole("radio", { name: "Azure" }));
  fake.failures.set("requests.classifications", new Fault({ kind: "offline", message: "no such host" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Service" }), "vm");
  expect(await screen.findByText(/Try again with a network, or file the request/)).toBeTruthy();
  fake.failures.clear();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("option", { name: "Performance" })).toBeTruthy();
});

test("without an Azure subscription that way is closed and says why", async () => {
  const fake = new FakeBridge({ customers: 3 });
  const choices = await fake.requests.choices(fake.all[0]?.details.tenantId ?? "");
  fake.requests.choices = async () => ({ ...choices, subscriptions: [] });
  const app = new AppState(fake);
  render(WithApp, { app, view: NewRequestHost });
  app.outbox.newRequest({ tenantId: choices.tenantId });
  const azure = await screen.findByRole("radio", {
    name: "Azure",
    description: "No Azure subscription of this customer can be reached.",
  });
  expect((azure as HTMLInputElement).disabled).toBe(true);
});

test("a refusal of the backend is shown in the dialog, and the text stays", async () => {
  const { fake } = await write();
  await fill();
  fake.failures.set("outbox.queue", new Fault({ kind: "conflict", message: "it changed" }));
  await send();
  expect(await screen.findByText("it changed")).toBeTruthy();
  expect(((await title()) as HTMLInputElement).value).toBe("Mail is late");
});

test("an incident that covers it can be linked", async () => {
  const { fake } = await write();
  await fill();
  await userEvent.type(screen.getByRole("combobox", { name: "Product" }), "Exchange Online");
  await userEvent.click(await screen.findByRole("button", { name: "Link it" }, { timeout: 3000 }));
  expect((screen.getByRole("combobox", { name: "Incident" }) as HTMLSelectElement).value).toBe("EX730151");
  await leave();
  await waitFor(() => expect(fake.post.items[0]?.incidentId).toBe("EX730151"));
});

test("a much alike request is opened, and what was written is kept", async () => {
  const { fake, app, tenantId } = await write();
  vi.spyOn(fake.outbox, "check").mockResolvedValue(
    finding({ kind: "duplicate", id: "615120000000001", title: "Mail flow stopped" }),
  );
  const opened = vi.spyOn(app.requests, "open").mockImplementation(() => {});
  await fill();
  await userEvent.click(await screen.findByRole("button", { name: "Open it" }, { timeout: 3000 }));
  expect(opened).toHaveBeenCalledWith(tenantId, "615120000000001");
  await waitFor(() => expect(states(fake)).toEqual(["draft"]));
  expect(app.outbox.request).toBeNull();
});

test("a delegation that ended closes the way out, not the draft", async () => {
  const { fake, container } = await write();
  vi.spyOn(fake.outbox, "check").mockResolvedValue(finding({ kind: "delegation-ended", blocking: true }));
  await fill();
  expect(
    await screen.findByText(/The delegation of this customer has ended/, {}, { timeout: 3000 }),
  ).toBeTruthy();
  const button = screen.getByRole("button", { name: /Open the support page/ }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  await expectAccessible(container);
  await leave();
  await waitFor(() => expect(states(fake)).toEqual(["draft"]));
});

test("a placeholder that was left is marked where it stands", async () => {
  await write();
  const field = (await title()) as HTMLInputElement;
  await userEvent.type(field, "Mail of {{customer} is late");
  await userEvent.click(await screen.findByRole("button", { name: "Show" }, { timeout: 3000 }));
  expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe("{customer}");
});

test("throwing it away closes the dialog, and the notice brings it back", async () => {
  const { fake, app } = await write();
  await fill();
  await userEvent.click(await screen.findByRole("button", { name: "Throw away" }, { timeout: 3000 }));
  await waitFor(() => expect(fake.post.items).toEqual([]));
  await waitFor(() => expect(app.notices.toasts.at(-1)?.action).toBeDefined());
  app.notices.toasts.at(-1)?.action?.run();
  await waitFor(() => expect(fake.post.items[0]?.draft.title).toBe("Mail is late"));
});

test("without a customer the dialog asks for one, by keyboard alone", async () => {
  const { fake, container } = await write({}, {});
  const search = await screen.findByRole("combobox", { name: "For which customer?" });
  await waitFor(() => expect(document.activeElement).toBe(search));
  await expectAccessible(container);
  const rows = (
    await fake.customers.list({
      text: "co",
      sort: "",
      desc: false,
      health: "",
      tag: "",
      problem: false,
      favourite: false,
      offset: 0,
      limit: 8,
    })
  ).customers;
  await userEvent.keyboard("co");
  await waitFor(() =>
    expect(within(screen.getByRole("listbox")).getAllByRole("option")).toHaveLength(rows.length),
  );
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await fill();
  await leave();
  await waitFor(() => expect(fake.post.items[0]?.tenantId).toBe(rows[1]?.tenantId));
});

test("what is in the outbox says that a change takes it back", async () => {
  const { fake, app } = await write();
  await fill();
  await userEvent.click(screen.getByRole("button", { name: "Queue for later" }));
  await waitFor(() => expect(states(fake)).toEqual(["queued"]));
  app.outbox.edit(fake.post.items[0]?.localId ?? "");
  expect(await screen.findByText(/The first change takes it back to the drafts/)).toBeTruthy();
  await leave();
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect(states(fake)).toEqual(["queued"]);
});

test("what went out while it was being changed says so, and one press keeps the text as a new draft", async () => {
  const { fake, app, container } = await write();
  await fill();
  await userEvent.click(screen.getByRole("button", { name: "Queue for later" }));
  await waitFor(() => expect(states(fake)).toEqual(["queued"]));
  const item = fake.post.items[0] as OutgoingItem;
  app.outbox.edit(item.localId);
  const field = (await title()) as HTMLInputElement;
  const { save } = fake.outbox;
  vi.spyOn(fake.outbox, "save").mockImplementation((draft) =>
    draft.localId === item.localId
      ? Promise.reject(new Fault({ kind: "conflict", message: "it is sending" }))
      : save(draft),
  );
  Object.assign(item, { state: "sending", editable: false });
  fake.emit("outbox");
  await userEvent.type(field, " today");
  expect(await screen.findByText(/went out meanwhile/, {}, { timeout: 3000 })).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Keep the text as a new draft" }));
  await waitFor(() => expect(screen.queryByText(/went out meanwhile/)).toBeNull());
  expect(fake.post.items.map((i) => [i.state, i.title])).toEqual([
    ["draft", "Mail is late today"],
    ["sending", "Mail is late"],
  ]);
});
