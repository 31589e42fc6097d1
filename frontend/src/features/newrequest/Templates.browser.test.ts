import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { RequestTemplate } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { expectAccessible } from "../../test/view";
import { writingWindow } from "../../test/writing";
import NewRequestHost from "./NewRequestHost.svelte";

const { tenantId, customer } = answers.writing.choices();
const templates = answers.writing.templates();
const filled = answers.writing.preparedFromIncidentTemplate();
const fromTemplate = "Incident: follow-up";

/** The dialog, with templates of one's own that are stored; the built-in one is filled as in the story. */
async function write(...names: string[]) {
  const [builtIn] = templates.templates;
  let own = names.map(
    (name, i): RequestTemplate => ({ ...(builtIn as RequestTemplate), id: `own-${i}`, name, builtIn: false }),
  );
  const window = writingWindow(NewRequestHost);
  Object.assign(window.allowed.requests ?? {}, {
    prepare: async (_: string, template: string) => (template ? filled : answers.writing.prepared()),
    templates: async () => ({ ...templates, templates: [...own, ...templates.templates] }),
    saveTemplate: async (template: RequestTemplate) => {
      const kept = { ...template, id: template.id || `own-${own.length}-again` };
      own = [kept, ...own.filter((t) => t.id !== kept.id)];
      return kept;
    },
    deleteTemplate: async (id: string) => {
      own = own.filter((t) => t.id !== id);
    },
  });
  window.app.outbox.newRequest({ tenantId });
  await screen.findByText(customer);
  return { ...window, own: () => own, names: () => own.map((t) => t.name).sort() };
}
const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
async function choose(name: string) {
  await press("Template");
  await userEvent.click(await screen.findByRole("menuitem", { name }));
}

test("a template fills an empty request at once, and undo empties it again", async () => {
  await write();
  await choose(fromTemplate);
  await waitFor(() => expect(field("Description").value).toBe(filled.description));
  await press("Undo");
  expect([field("Title").value, field("Description").value]).toEqual(["", ""]);
});

test("a template asks before it replaces what was written", async () => {
  const { container } = await write();
  await userEvent.fill(field("Title"), "Printer on fire");
  await choose(fromTemplate);
  expect(await screen.findByText(/would replace what is written: Title/)).toBeTruthy();
  expect(field("Description").value).toBe("");
  await expectAccessible(container);
  await press("Fill only what is empty");
  expect(field("Title").value).toBe("Printer on fire");
  expect(field("Description").value).toBe(filled.description);
  await choose(fromTemplate);
  await press("Replace");
  expect(field("Title").value).toBe(filled.title);
  await press("Undo");
  expect(field("Title").value).toBe("Printer on fire");
});

test("a request kept as a template speaks of every customer", async () => {
  const { own, names, count, container } = await write();
  await userEvent.fill(field("Title"), `Mail of ${customer} is late`);
  await choose("Save as template…");
  const dialog = within(await screen.findByRole("dialog", { name: "Save as template" }));
  const name = dialog.getByRole("textbox", { name: "Name" });
  await userEvent.click(dialog.getByRole("button", { name: /^Save/ }));
  expect(dialog.getByText("Needed")).toBeTruthy();
  await userEvent.fill(name, "Late mail");
  await expectAccessible(container);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(names()).toEqual(["Late mail"]));
  expect(own()[0]?.title).toBe("Mail of {customer} is late");
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Save as template" })).toBeNull());
  expect(count("outbox.queue")).toBe(0);
});

test("a template of one's own is renamed in place and deleted, and both can be undone", async () => {
  const { app, names, container } = await write("Late mail", "Other");
  await choose("Manage templates…");
  const list = within(await screen.findByRole("list", { name: "Yours" }));
  const name = list.getByRole("textbox", { name: "Name of Late mail" });
  await userEvent.fill(name, "Delayed mail");
  await userEvent.tab();
  await waitFor(() => expect(names()).toEqual(["Delayed mail", "Other"]));
  await expectAccessible(container);
  await userEvent.click(list.getAllByRole("button", { name: "Delete" })[0] as HTMLElement);
  await waitFor(() => expect(names()).toEqual(["Other"]));
  expect(app.notices.toasts.some((n) => n.text === "“Delayed mail” was deleted.")).toBe(true);
  await app.undo.last();
  expect(names()).toEqual(["Delayed mail", "Other"]);
  await app.undo.last();
  expect(names()).toEqual(["Late mail", "Other"]);
});
