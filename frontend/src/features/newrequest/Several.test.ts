import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeBridge } from "../../bridge/fake";
import { Fault } from "../../bridge/fault";
import { AppState } from "../../state/app.svelte";
import { expectAccessible } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import NewRequestHost from "./NewRequestHost.svelte";

async function write() {
  const fake = new FakeBridge({ customers: 60 });
  const app = new AppState(fake);
  const { incidents } = await fake.health.incidents();
  const incident = incidents.find((i) => i.customers.length > 2);
  if (!incident) throw new Error("the fake has no incident of several customers");
  const { container } = render(WithApp, { app, view: NewRequestHost });
  const open = () =>
    app.outbox.newRequest({ incidentId: incident.id, tenantIds: incident.customers.map((c) => c.tenantId) });
  open();
  await screen.findByRole("textbox", { name: "Title" });
  return { fake, app, container, incident, customers: incident.customers, open };
}
const boxes = () => screen.getAllByRole("checkbox") as HTMLInputElement[];
const title = () => screen.getByRole("textbox", { name: "Title" }) as HTMLInputElement;
const send = () => userEvent.keyboard("{Control>}{Enter}{/Control}");

test("all affected customers are chosen, and each gets a request of its own", async () => {
  const { fake, container, incident, customers } = await write();
  expect(boxes().map((b) => b.checked)).toEqual(customers.map(() => true));
  expect(title().value).toMatch(incident.id);
  await expectAccessible(container);
  await userEvent.click(boxes()[0] as HTMLElement);
  await userEvent.click(
    screen.getByRole("button", { name: new RegExp(`Queue ${customers.length - 1} request`) }),
  );
  const rest = customers.slice(1);
  expect(await screen.findByText(new RegExp(`^${rest.length} requests? waits? in the outbox`))).toBeTruthy();
  expect(fake.post.items.map((i) => i.tenantId).sort()).toEqual(rest.map((c) => c.tenantId).sort());
  expect(new Set(fake.post.items.map((i) => i.state))).toEqual(new Set(["queued"]));
  await expectAccessible(container);
});

test("what fails at one customer is named, the others go on", async () => {
  const { fake, customers } = await write();
  const queueFor = fake.outbox.queueFor;
  const failure = { ...new Fault({ kind: "denied", message: "the delegation has ended" }), message: "over" };
  fake.outbox.queueFor = async (draft, ids) => ({
    queued: (await queueFor(draft, ids.slice(1))).queued,
    failed: [{ tenantId: ids[0] ?? "", customer: customers[0]?.name ?? "", failure }],
  });
  title().focus();
  await send();
  const list = within(await screen.findByRole("list", { name: "Customers" }));
  expect(list.getAllByRole("listitem")).toHaveLength(customers.length);
  expect(list.getAllByRole("listitem")[0]?.textContent).toMatch(/Access denied/);
  expect(screen.getByText(/1 could not be queued/)).toBeTruthy();
});

test("none chosen queues nothing", async () => {
  const { fake } = await write();
  await userEvent.click(screen.getByRole("button", { name: "None" }));
  expect((screen.getByRole("button", { name: /^Queue 0/ }) as HTMLButtonElement).disabled).toBe(true);
  title().focus();
  await send();
  expect(fake.post.items).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "All" }));
  expect(boxes().every((b) => b.checked)).toBe(true);
});

test("leaving loses neither the text nor the choice", async () => {
  const { open, app } = await write();
  await userEvent.type(title(), " today");
  await userEvent.click(boxes()[1] as HTMLElement);
  await userEvent.click(screen.getByRole("button", { name: "Close and keep the draft" }));
  await waitFor(() => expect(app.outbox.request).toBeNull());
  open();
  await waitFor(() => expect(title().value).toMatch(/ today$/));
  expect(boxes()[1]?.checked).toBe(false);
});

test("a text that may not go is called wrong at its field", async () => {
  const { fake } = await write();
  await userEvent.clear(title());
  await send();
  expect(await screen.findByText("Needed")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(title()));
  expect(fake.calls).not.toContain("outbox.queueFor");
  await userEvent.type(title(), "x");
  expect(screen.queryByText("Needed")).toBeNull();
});

test("after queueing the keyboard is still in the dialog", async () => {
  await write();
  title().focus();
  await send();
  await screen.findByText(/in the outbox\./);
  await waitFor(() => expect(document.activeElement?.closest("dialog")).not.toBeNull());
});
