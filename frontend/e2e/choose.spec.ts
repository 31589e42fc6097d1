import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** What the next copy puts on the clipboard: no page may read it. */
async function copying(page: Page) {
  await page.evaluate(() => {
    const hear = ({ clipboardData }: ClipboardEvent) => {
      const of = (type: string) => clipboardData?.getData(type) ?? "";
      document.body.dataset.copied = JSON.stringify({ text: of("text/plain"), html: of("text/html") });
    };
    document.addEventListener("copy", hear, { once: true });
  });
  await page.keyboard.press("Control+c");
  await expect(page.getByText(/copied$/).last()).toBeVisible();
  const said = await page.evaluate(() => document.body.dataset.copied ?? "");
  return JSON.parse(said) as { text: string; html: string };
}

test("rows are chosen by keys, all of the list too, and copied as text and as a table", async ({
  ui,
  demo,
}) => {
  const { page } = ui;
  const names = (await demo.customers("--sort", "health")).map((c) => c.name);
  await expect(ui.list.locator(":focus"), "the list answers the keys as it is opened").toHaveCount(1);
  await ui.press("x", "ArrowDown", "Shift+ArrowDown");
  await expect(page.getByRole("group", { name: "3 chosen" })).toBeVisible();
  const some = await copying(page);
  await expect(page.getByText("3 rows copied")).toBeVisible();
  const cells = some.text.split("\n").map((line) => line.split("\t"));
  expect(cells.map((row) => row[1])).toEqual(["Name", ...names.slice(0, 3)]);
  expect(cells.every((row) => row.length === cells[0]?.length)).toBe(true);
  expect(some.html.match(/<tr>/g)).toHaveLength(4);
  await ui.press("Control+a");
  await expect(page.getByRole("group", { name: "244 chosen" })).toBeVisible();
  const all = (await copying(page)).text.split("\n").map((line) => line.split("\t")[1]);
  expect(all, "in the order of the list, those that are not drawn too").toEqual(["Name", ...names]);
  await ui.press("Escape");
  await expect(ui.list.getByRole("columnheader", { name: "Health" })).toBeVisible();
  await expect(ui.list.locator(":focus")).toHaveCount(1);
});

test("every list answers the arrow keys as soon as its view is opened", async ({ ui }) => {
  const { page } = ui;
  const grid = (name: string | RegExp) => page.getByRole("grid", { name });
  await ui.press("g", "i");
  await expect(grid("Incidents").locator(":focus")).toHaveCount(1);
  await ui.press("ArrowDown");
  await expect(
    grid("Incidents").locator("[role=row][aria-rowindex='3'] :focus, [aria-rowindex='3']:focus"),
  ).toHaveCount(1);
  await ui.press("g", "r");
  await expect(grid("Requests").locator(":focus")).toHaveCount(1);
  await ui.press("End", "s");
  await expect(grid("Subscriptions").locator(":focus")).toHaveCount(1);
  await ui.press("x", "Control+a");
  await expect(page.getByRole("group", { name: /chosen$/ })).toBeVisible();
});

test("cards answer the arrow keys too: those of access and of the message center", async ({ ui, demo }) => {
  const { page } = ui;
  await ui.find((await demo.anyone()).name);
  await ui.press("ArrowDown", "a");
  const main = page.getByRole("main");
  await expect(main.getByRole("article").first()).toBeFocused();
  await ui.press("End");
  await expect(main.locator("[data-row]").last()).toBeFocused();
  await ui.press("Home");
  await expect(main.getByRole("article").first()).toBeFocused();
  await ui.press("Enter");
  await expect(main.getByRole("article").first().getByRole("status")).toHaveText("Copied");
  await page.getByRole("navigation").getByRole("button", { name: "Message center" }).click();
  const titles = main.locator("[data-row]");
  await expect(titles.nth(1)).toBeVisible();
  await main.focus();
  await ui.press("ArrowDown");
  await expect(titles.first()).toBeFocused();
  await ui.press("ArrowDown", "Enter");
  await expect(titles.nth(1)).toBeFocused();
  await expect(titles.nth(1)).toHaveAttribute("aria-expanded", "true");
});

test("several customers get a tag from the menu of a row, and lose it by undo", async ({ ui, demo }) => {
  const { page } = ui;
  await ui.press("x", "ArrowDown", "x", "Shift+F10");
  await page.getByRole("menuitem", { name: "Add a tag…" }).click();
  await page.getByRole("dialog", { name: "Add a tag to 2 customers" }).getByLabel("Tag").fill("night shift");
  await ui.press("Control+Enter");
  await expect(page.getByText("Tag night shift added to 2 customers")).toBeVisible();
  const names = async () =>
    (await demo.customers("--tag", "Night Shift", "--sort", "health")).map((c) => c.name);
  const worst = (await demo.customers("--sort", "health")).map((c) => c.name);
  expect(await names()).toEqual(worst.slice(0, 2));
  await ui.list.getByRole("button", { name: "night shift" }).first().click();
  await expect(page.getByRole("main").getByRole("status")).toHaveText("2 of 244 customers");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(names).toEqual([]);
});

test("the menu of a row has what can be done with it", async ({ ui }) => {
  const { page } = ui;
  const row = ui.list.getByRole("row").nth(2);
  const name = (await ui.column("name"))[1] ?? "";
  await row.getByRole("gridcell").nth(1).click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Service health/ }).click();
  await expect(page).toHaveTitle(`${name} – Health – Tenantry`);
});
