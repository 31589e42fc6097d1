import type { Page } from "@playwright/test";
import { test as base, Demo, expect } from "./fixtures";
import { Screen } from "./screen";

// Each job of the product, done by keys alone: whatever presses a pointer fails its test.
const test = base.extend({
  page: async ({ page }, use) => {
    await page.addInitScript(() => {
      for (const hand of ["pointerdown", "wheel"])
        addEventListener(hand, () => performance.mark("pointer"), { capture: true, passive: true });
    });
    await use(page);
    expect(await page.evaluate(() => performance.getEntriesByName("pointer").length)).toBe(0);
  },
});

/** Tab until what has the focus is called so; a window that does not get there by 80 tabs has no way there. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const wanted = page.getByRole("button", { name }).or(page.getByRole("textbox", { name }));
  for (let i = 0; i < 80; i++) {
    if (await wanted.and(page.locator(":focus")).count()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${name}`);
}

/** Searches by typing, and opens the first that is found. */
async function open(ui: Screen, name: string): Promise<void> {
  await ui.press("/", "Control+a");
  await ui.page.keyboard.type(name);
  await expect(ui.row(name).first()).toBeVisible();
  await ui.press("Enter");
  await expect(ui.search).not.toBeFocused(); // from here on letters are keys
}

test("1: all customers that delegated to us, and why the others are missing", async ({ ui, demo }) => {
  const { page } = ui;
  const names = (await demo.customers("--sort", "name")).map((c) => c.name);
  await ui.press("g", "i", "g", "c");
  await expect(ui.list.locator(":focus")).toHaveCount(1);
  await ui.press("Home", "Control+Home");
  await expect(ui.list).toHaveAttribute("aria-rowcount", String(names.length + 1));
  await ui.press("End");
  await tabTo(page, /customers without delegated access$/);
  await ui.press("Enter");
  await expect(page.getByRole("main").getByRole("status")).not.toHaveText(`${names.length} customers`);
  await tabTo(page, "Back to the customers");
  await ui.press("Enter");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(`${names.length} customers`);
});

test("2: find one by a part of its name, with a slip, and by its domain", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  const [first = "", second = ""] = customer.name.split(" ");
  for (const typed of [customer.name.toLowerCase(), `${second} ${first}`.trim(), customer.primaryDomain]) {
    await ui.press("/", "Control+a");
    await ui.page.keyboard.type(typed);
    await expect(ui.row(customer.name).first()).toBeVisible();
  }
  await ui.press("Enter");
  await expect(ui.page).toHaveTitle(`${customer.name} – Overview – Tenantry`);
});

test("3: who has trouble: sorted by health, from the row's sign to the report", async ({ ui, demo }) => {
  const [worst] = await demo.customers("--sort", "health");
  await ui.press("g", "i", "g", "c");
  await expect(ui.list.locator(":focus")).toHaveCount(1);
  await ui.press("Home", "ArrowUp"); // the head is above the first row
  const health = ui.list.getByRole("columnheader", { name: /^Health/ });
  const there = () => health.locator(":focus").count();
  for (let i = 0; i < 8 && !(await there()); i++) await ui.press("ArrowRight");
  if ((await health.getAttribute("aria-sort")) !== "ascending") await ui.press("Enter");
  await expect(health).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await ui.column("name"))[0]).toBe(worst?.name);
  await ui.press("ArrowDown", "Enter"); // the sign in the row is a button
  await expect(ui.page).toHaveTitle(`${worst?.name} – Health – Tenantry`);
});

test("4: look at one customer: address, phones, domains, licences, delegations, contacts", async ({
  ui,
  demo,
}) => {
  const customer = await demo.anyone();
  await open(ui, customer.name);
  for (const part of ["Contact", "Domains", "Subscriptions", "Delegated administration"])
    await expect(
      ui.page.getByRole("main").getByRole("heading", { name: new RegExp(`^${part}`) }),
    ).toBeVisible();
  await ui.press("t");
  await expect(ui.page.locator(":focus")).toHaveRole("textbox");
  await ui.press("Escape");
  await expect(ui.page.locator("body:focus")).toHaveCount(0);
});

test("5: work in a customer's context, and always see which one", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await open(ui, customer.name);
  for (const [letter, view] of Object.entries({
    h: "Health",
    r: "Requests",
    s: "Subscriptions",
    a: "Access",
    m: "Message center",
  })) {
    await ui.press(letter);
    await expect(ui.page).toHaveTitle(`${customer.name} – ${view} – Tenantry`);
    await expect(ui.page.getByRole("navigation")).toContainText(customer.name);
  }
});

test("6: open the admin centers in the customer's context", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  const before = (await demo.home.opened()).length;
  await open(ui, customer.name);
  for (const [i, key] of ["o", "e", "d"].entries()) {
    await ui.press(key);
    await expect.poll(async () => (await demo.home.opened()).length).toBe(before + i + 1);
  }
  const addresses = (await demo.home.opened()).slice(before);
  expect(new Set(addresses).size).toBe(3);
  for (const address of addresses) expect(address).toMatch(/^https?:/);
});

test("7: read the customer's service health, with the whole story", async ({ ui, demo }) => {
  const [worst] = await demo.customers("--sort", "health");
  const { page } = ui;
  await open(ui, worst?.name ?? "");
  await ui.press("h");
  const main = page.getByRole("main");
  const services = main.locator("[data-row]");
  await expect(services.first()).toBeVisible();
  for (let i = 0; i < 40 && !(await main.locator("[data-row]:focus").count()); i++) await ui.press("Tab");
  await ui.press("Home", "ArrowLeft", "ArrowRight");
  await expect(services.first()).toHaveAttribute("aria-expanded", "true");
  await expect(main.getByRole("article").first()).toBeVisible();
  await expect(main.getByRole("article").first()).toContainText(/\d{4}|ago|h|d/);
});

test("8: write a service request on behalf of the customer, and see it in the list and in the outbox", async ({
  home,
  start,
  page,
}) => {
  const program = await start("demo");
  await new Demo(home, program).ready(); // rows that still come would move under the keys
  const ui = new Screen(page);
  await ui.open(program);
  await ui.press("g", "r");
  await expect(ui.requests.locator(":focus")).toHaveCount(1);
  await ui.press("ArrowDown", "Enter");
  await expect(page).toHaveTitle(/ – Requests – Tenantry$/);
  await ui.press("n");
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await page.keyboard.type("Calendar shows no details");
  await ui.press("Tab");
  await page.keyboard.type("Free and busy only, for everybody in purchasing.");
  await ui.press("Escape"); // it keeps the draft
  await expect(ui.writer).toHaveCount(0);
  await ui.press("g", "o");
  await expect(ui.outgoing("Calendar shows no details")).toBeVisible();
  await tabTo(page, "Edit");
  await ui.press("Enter");
  await expect(ui.writer.getByLabel("Title")).toHaveValue("Calendar shows no details");
});

test("9: review everything without a network, with its age", async ({ start, signedIn, page }) => {
  const cloud = await signedIn("--customers", "12");
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.press("F5");
  await expect(ui.status).toContainText("Online");
  await cloud.stop();
  await ui.press("F5");
  await expect(page.getByText("Offline. Showing what was known at")).toBeVisible();
  await ui.press("g", "i", "g", "c");
  await expect(ui.list.locator(":focus")).toHaveCount(1);
  await ui.press("Enter");
  await expect(page).toHaveTitle(/ – Overview – Tenantry$/);
  for (const letter of ["h", "r", "s", "a"]) {
    await ui.press(letter);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(/ago|read|min|now/);
  }
  await expect(ui.status).toContainText("Offline");
});
