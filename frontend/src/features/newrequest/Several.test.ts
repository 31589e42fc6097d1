import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeBridge } from "../../bridge/fake";
import { Fault } from "../../bridge/fault";
import { AppState } from "../../state/app.svelte";
import { expectAccessible } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import NewRequestHost from "./NewRequestHost.svelte";

async function write(fake = new FakeBridge({ customers: 60 })) {
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
    failed: [{ tenantId: ids[0] ?? "", customer: customers[0]?.name ?? "", localId: "", failure }],
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

test("the same incident for other customers keeps the text and takes those customers", async () => {
  const { app, incident, customers } = await write();
  await userEvent.type(title(), " today");
  await userEvent.click(screen.getByRole("button", { name: "Close and keep the draft" }));
  await waitFor(() => expect(app.outbox.request).toBeNull());
  const two = customers.slice(1, 3);
  app.outbox.newRequest({ incidentId: incident.id, tenantIds: two.map((c) => c.tenantId) });
  await waitFor(() =>
    expect(boxes().map((b) => b.labels?.[0]?.textContent?.trim())).toEqual(two.map((c) => c.name)),
  );
  expect(boxes().map((b) => b.checked)).toEqual([true, true]);
  expect(title().value).toMatch(/ today$/);
});

test("what looks like a request that exists waits for a word: queue it anyway, or look at the draft", async () => {
  const { fake, app, customers } = await write();
  const [one, other] = customers;
  const conflict = new Fault({ kind: "conflict", message: "much like 615", code: "duplicate" });
  const failure = { ...conflict, message: conflict.message };
  fake.outbox.queueFor = async (draft) => ({
    queued: [],
    failed: await Promise.all(
      [one, other].map(async (c) => {
        const { tenantId, customer, localId } = await fake.outbox.save({
          ...draft,
          tenantId: c?.tenantId ?? "",
        });
        return { tenantId, customer, localId, failure };
      }),
    ),
  });
  title().focus();
  await send();
  expect(await screen.findAllByText("Looks like a request that exists")).toHaveLength(2);
  await userEvent.click(screen.getAllByRole("button", { name: "Queue anyway" })[0] as HTMLElement);
  await waitFor(() => expect(screen.getByText("1 request waits in the outbox.")).toBeTruthy());
  expect(document.activeElement?.textContent?.trim()).toBe("Queue anyway");
  const states = () => fake.post.items.map((i) => [i.tenantId, i.state]);
  expect(new Set(states())).toEqual(
    new Set([
      [one?.tenantId, "queued"],
      [other?.tenantId, "draft"],
    ]),
  );
  await userEvent.click(screen.getByRole("button", { name: "Open draft" }));
  expect(await screen.findByRole("heading", { name: "Write a service request" })).toBeTruthy();
  expect(app.outbox.request?.tenantId).toBe(other?.tenantId);
  expect(screen.queryByRole("heading", { name: "Write a request for several customers" })).toBeNull();
});

test("a half-written text is taken up by the next window, and forgotten once it is queued", async () => {
  const { fake, incident } = await write();
  const kept = () => fake.post.texts.get(`incident ${incident.id}`);
  await userEvent.type(title(), " today");
  await waitFor(() => expect(kept()).toContain(" today"), { timeout: 2000 });
  document.body.replaceChildren();
  await write(fake);
  expect(title().value).toMatch(/ today$/);
  title().focus();
  await send();
  await screen.findByText(/in the outbox\./);
  expect(kept()).toBe("");
});

test("a text that nobody touched is not kept", async () => {
  const { fake, app } = await write();
  await userEvent.click(screen.getByRole("button", { name: "Close and keep the draft" }));
  await waitFor(() => expect(app.outbox.request).toBeNull());
  expect(fake.calls).not.toContain("outbox.keepText");
});
