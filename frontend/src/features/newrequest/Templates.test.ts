import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeBridge } from "../../bridge/fake";
import { AppState } from "../../state/app.svelte";
import { expectAccessible } from "../../test/view";
import WithApp from "../../test/WithApp.svelte";
import NewRequestHost from "./NewRequestHost.svelte";

async function write(...own: string[]) {
  const fake = new FakeBridge({ customers: 3 });
  const bare = {
    title: "x",
    description: "",
    stepsTried: "",
    severity: "minimal",
    product: "",
    builtIn: false,
  };
  for (const name of own) await fake.requests.saveTemplate({ ...bare, id: "", name, language: "en" });
  const app = new AppState(fake);
  const { container } = render(WithApp, { app, view: NewRequestHost });
  const customer = fake.all[0]?.details;
  app.outbox.newRequest({ tenantId: customer?.tenantId });
  await screen.findByText(customer?.name ?? "");
  return { fake, app, container, customer: customer?.name ?? "" };
}
const field = (name: string) => screen.getByRole("textbox", { name }) as HTMLInputElement;
async function choose(name: string) {
  await userEvent.click(screen.getByRole("button", { name: "Template" }));
  await userEvent.click(await screen.findByRole("menuitem", { name, hidden: true }));
}

test("a template fills an empty request at once, and undo empties it again", async () => {
  const { customer } = await write();
  await choose("Follow-up on an incident");
  await waitFor(() => expect(field("Description").value).toMatch(`${customer} is affected`));
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect([field("Title").value, field("Description").value]).toEqual(["", ""]);
});

test("a template asks before it replaces what was written", async () => {
  const { container } = await write();
  await userEvent.type(field("Title"), "Printer on fire");
  await choose("Follow-up on an incident");
  expect(await screen.findByText(/would replace what is written: Title/)).toBeTruthy();
  expect(field("Description").value).toBe("");
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Fill only what is empty" }));
  expect(field("Title").value).toBe("Printer on fire");
  expect(field("Description").value).toMatch(/is affected/);
  await choose("Follow-up on an incident");
  await userEvent.click(await screen.findByRole("button", { name: "Replace" }));
  expect(field("Title").value).toBe("{incident}: {incidentTitle}");
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(field("Title").value).toBe("Printer on fire");
});

test("a request kept as a template speaks of every customer", async () => {
  const { fake, customer, container } = await write();
  await userEvent.type(field("Title"), `Mail of ${customer} is late`);
  await choose("Save as template…");
  const dialog = within(await screen.findByRole("dialog", { name: "Save as template" }));
  const name = dialog.getByRole("textbox", { name: "Name" });
  await userEvent.click(dialog.getByRole("button", { name: /^Save/ }));
  expect(dialog.getByText("Needed")).toBeTruthy();
  await userEvent.type(name, "Late mail");
  await expectAccessible(container);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(fake.post.templates.map((t) => t.name)).toEqual(["Late mail"]));
  expect(fake.post.templates[0]?.title).toBe("Mail of {customer} is late");
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Save as template" })).toBeNull());
  expect(fake.calls).not.toContain("outbox.queue");
});

test("a template of one's own is renamed in place, deleted after one question, and brought back", async () => {
  const { fake, container } = await write("Other", "Late mail");
  await choose("Manage templates…");
  const list = within(await screen.findByRole("list", { name: "Yours" }));
  const name = list.getByRole("textbox", { name: "Name of Late mail" });
  await userEvent.clear(name);
  await userEvent.type(name, "Delayed mail{Tab}");
  await waitFor(() =>
    expect(fake.post.templates.map((t) => t.name).sort()).toEqual(["Delayed mail", "Other"]),
  );
  await expectAccessible(container);
  await userEvent.click(list.getAllByRole("button", { name: "Delete" })[0] as HTMLElement);
  expect(fake.post.templates).toHaveLength(2);
  expect(list.getByText("Delete “Delayed mail”?")).toBeTruthy();
  await userEvent.click(list.getAllByRole("button", { name: "Delete" })[0] as HTMLElement);
  await waitFor(() => expect(fake.post.templates.map((t) => t.name)).toEqual(["Other"]));
  const undo = within(screen.getByText("“Delayed mail” was deleted.").closest("p") as HTMLElement);
  await userEvent.click(undo.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(fake.post.templates.map((t) => t.name)).toEqual(["Delayed mail", "Other"]));
});
