import { expect, test } from "./fixtures";
import { literal } from "./screen";

interface Found {
  customers: { tenantId: string; name: string; match: { field: string; target: string; text: string } }[];
}
interface Details {
  phones: string[];
  address: { street: string; city: string };
}
interface Incidents {
  incidents: { id: string; title: string; customers: { tenantId: string; name: string }[] }[];
}
interface Requests {
  requests: { id: string; tenantId: string; customer: string; title: string }[];
}

/** Pastes a text into the search and presses Enter in the same breath. */
async function paste(
  ui: { page: import("@playwright/test").Page; search: import("@playwright/test").Locator },
  text: string,
) {
  await ui.search.focus();
  await ui.page.keyboard.insertText(text);
  await ui.page.keyboard.press("Enter");
}

test("a phone number opens the customer's details, however it is written", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  const { phones } = await demo.ask<Details>("customer", customer.tenantId);
  const phone = phones[0] ?? "";
  expect(phone).not.toBe("");
  await ui.search.fill(phone);
  await expect(ui.row(customer.name)).toContainText(`Phone ${phone}`);
  await expect(ui.row(customer.name).locator("mark").first()).toBeVisible();
  await ui.search.fill("");
  await paste(ui, `Please call ${phone.replace(/[ -]/g, "")} back`);
  await expect(ui.page).toHaveTitle(`${customer.name} – Overview – Tenantry`);
  await expect(ui.page.getByRole("main").getByText(phone)).toBeVisible();
});

test("an incident of several customers opens among all incidents, with the name of one at that one", async ({
  ui,
  demo,
}) => {
  const { incidents } = await demo.ask<Incidents>("incidents");
  const shared = incidents.find((i) => i.customers.length > 1);
  if (!shared) throw new Error("the demo has no incident of several customers");
  await paste(ui, `[Microsoft] ${shared.id} – ${shared.title}`);
  await expect(ui.page).toHaveTitle(/^Incidents – /);
  await expect(ui.page.getByRole("main").getByRole("heading", { name: shared.title })).toBeVisible();

  await ui.search.fill(shared.id);
  await expect(ui.list.getByRole("row").nth(1)).toContainText(`Incident ${shared.id}: ${shared.title}`);
  await ui.search.press("ArrowDown");
  await ui.page.keyboard.press("Enter");
  await expect(ui.page).toHaveTitle(/ – Health – /);
  const card = ui.page
    .getByRole("article", { name: shared.title })
    .and(ui.page.locator("[aria-current=true]"));
  await expect(card).toBeInViewport();
});

test("a line of a mail with a request's number opens the request", async ({ ui, demo }) => {
  const { requests } = await demo.ask<Requests>("requests", "list");
  const request = requests.find((r) => r.id);
  if (!request) throw new Error("the demo has no request");
  await paste(ui, `RE: Ticket ${request.id} – some other GmbH: ${request.title}`);
  await expect(ui.page).toHaveTitle(new RegExp(`^${literal(request.customer)} – Requests – `));
  await expect(ui.page.getByRole("heading", { name: request.title })).toBeVisible();
  await ui.search.fill(request.id);
  await expect(ui.row(request.customer)).toContainText(`Request ${request.id}: ${request.title}`);
});

test("what was found by is told by the command line too, and what was not found", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  const { address, phones } = await demo.ask<Details>("customer", customer.tenantId);
  const byAddress = await demo.ask<Found>("search", `${address.street}, ${address.city}`);
  expect(byAddress.customers.find((c) => c.tenantId === customer.tenantId)?.match.field).toBe("address");
  const byPhone = await demo.ask<Found>("search", phones[0] ?? "");
  expect(byPhone.customers.map((c) => [c.name, c.match.field, c.match.text])).toEqual([
    [customer.name, "phone", phones[0]],
  ]);

  await ui.search.fill(`${customer.name} qqxxzz`);
  await expect(ui.row(customer.name)).toContainText("not found: qqxxzz");
});

test("nothing known matches: the page says what is searched", async ({ ui }) => {
  await ui.search.fill("+99 000 0000000");
  await expect(ui.page.getByText("No customer matches")).toBeVisible();
  await expect(ui.page.getByText(/phone numbers, contacts, addresses/)).toBeVisible();
  await ui.search.press("Escape");
});
