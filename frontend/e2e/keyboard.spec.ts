import { expect, test } from "./fixtures";

test("a whole round without touching the mouse", async ({ ui, demo }) => {
  const { page } = ui;
  const key = (name: string) => page.keyboard.press(name);
  const customer = await demo.anyone();

  await key("/");
  await page.keyboard.type(customer.primaryDomain);
  await expect.poll(async () => (await ui.column("name"))[0]).toBe(customer.name);
  await key("ArrowDown");
  await expect(ui.row(customer.name).locator(":focus")).toHaveCount(1);
  await key("Enter");
  await expect(page).toHaveTitle(`${customer.name} – Overview – Tenantry`);
  for (const [letter, view] of [
    ["h", "Health"],
    ["r", "Requests"],
    ["s", "Subscriptions"],
    ["a", "Access"],
  ]) {
    await key(letter ?? "");
    await expect(page).toHaveTitle(`${customer.name} – ${view} – Tenantry`);
  }
  await key("Escape");
  await expect(page).toHaveTitle(`${customer.name} – Subscriptions – Tenantry`);
  await key("g");
  await key("i");
  await expect(page).toHaveTitle("Incidents – Tenantry");
  await key("g");
  await key("c");
  await expect(page).toHaveTitle("Customers – Tenantry");

  await key("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(keys).toContainText("Microsoft 365 admin center");
  await key("Escape");
  await expect(keys).toHaveCount(0);

  await key("Control+Shift+P");
  await page.keyboard.type("incid");
  await key("Enter");
  await expect(page).toHaveTitle("Incidents – Tenantry");
});

test("requests by keys: all of them, the outbox, a new one, and back", async ({ ui, demo }) => {
  const { page } = ui;
  const customer = await demo.anyone();
  await ui.press("g", "r");
  await expect(page).toHaveTitle("Requests – Tenantry");
  await expect(ui.requests.locator(":focus")).toHaveCount(1);
  await ui.press("ArrowDown", "Enter");
  await expect(page).toHaveTitle(/ – Requests – Tenantry$/);
  await ui.press("Escape");
  await expect(page).toHaveTitle("Requests – Tenantry");
  await ui.press("g", "o");
  await expect(ui.outbox).toBeFocused();
  await ui.press("Escape");
  await expect(ui.outbox).toHaveCount(0);
  await expect(ui.requests.locator(":focus")).toHaveCount(1);

  await ui.press("g", "c", "n"); // a customer is chosen: the request's
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await ui.press("Escape");
  await expect(ui.writer).toHaveCount(0);
  await page.reload(); // what rested is kept as a page is left, and not after it was forgotten
  await ui.afresh();
  await expect(ui.list.getByRole("row").nth(1)).toBeVisible();
  await ui.press("n");
  await expect(ui.writer.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(customer.name);
  await expect(ui.writer.getByRole("option").first()).toContainText(customer.name);
  await ui.press("Enter");
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await expect(ui.writer).toContainText(customer.name);
  await ui.press("n", "Control+a", "Backspace", "Escape");
  await expect(ui.writer).toHaveCount(0);
  const { requests } = await demo.ask<{ requests: unknown[] }>("requests", "outbox");
  expect(requests, "a dialog in which nothing was written leaves nothing").toEqual([]);
});

test("letters typed into a field stay letters", async ({ ui }) => {
  await ui.search.focus();
  await ui.page.keyboard.type("hrsa");
  await expect(ui.search).toHaveValue("hrsa");
  await expect(ui.page).toHaveTitle("Customers – Tenantry");
});

test("Tab reaches search, list, navigation and details, and never gets stuck", async ({ ui, demo }) => {
  await ui.search.fill((await demo.anyone()).name);
  await expect.poll(async () => (await ui.column("name")).length).toBeGreaterThan(0);
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await ui.search.focus();
  const seen = new Set<string>();
  for (let i = 0; i < 80; i++) {
    await ui.page.keyboard.press("Tab");
    seen.add(
      await ui.page.evaluate(() => {
        const at = document.activeElement;
        return at?.closest("[role=grid]") ? "grid" : (at?.closest("nav, main, aside, footer")?.tagName ?? "");
      }),
    );
  }
  for (const place of ["grid", "NAV", "MAIN", "ASIDE", "FOOTER"]) expect(seen).toContain(place);
});

test("a window that becomes narrow takes the focus from nothing", async ({ ui, demo }) => {
  const { page } = ui;
  await ui.search.fill((await demo.anyone()).name);
  await expect.poll(async () => (await ui.column("name")).length).toBeGreaterThan(0);
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  const menu = page.locator("aside").locator("[aria-haspopup=menu]").first();
  await menu.click();
  await expect(page.locator("[popover]:popover-open :focus")).toHaveCount(1);
  await page.setViewportSize({ width: 853, height: 533 }); // the pane is a sheet from here on, and shut
  await expect(page.locator("aside [aria-haspopup=menu]")).toHaveCount(0);
  await expect(page.locator("main:focus")).toHaveCount(1);
  await ui.press("ArrowDown");
  await expect(ui.list.locator(":focus")).toHaveCount(1);
});

test("who asks for the view that is shown is led into its rows", async ({ ui, demo }) => {
  const { page } = ui;
  await ui.search.fill((await demo.anyone()).name);
  await page.getByRole("button", { name: "Settings" }).focus();
  await ui.press("g", "c");
  await expect(ui.list.locator(":focus")).toHaveCount(1);
});
