import { expect, test } from "./fixtures";

test("what the list is narrowed to is saved under a name, shown by one press, changed, renamed and deleted", async ({
  ui,
  demo,
}) => {
  const { page } = ui;
  const main = page.getByRole("main");
  const nav = page.getByRole("navigation");
  const menu = main.getByRole("button", { name: "Views" });
  const entry = (name: string) => nav.getByRole("button", { name: new RegExp(`^${name}`) });
  const troubled = (await demo.customers("--attention")).length;
  const outages = (await demo.customers("--health", "outage")).length;
  expect(outages).toBeLessThan(troubled);

  await main.getByRole("button", { name: "Needs attention" }).click();
  await ui.list.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await menu.click();
  await page.getByRole("menuitem", { name: "Save as view…" }).click();
  await page.getByRole("dialog", { name: "Save a view" }).getByLabel("Name").fill("Night shift");
  await ui.press("Control+Enter");
  await expect(page.getByText("View “Night shift” saved")).toBeVisible();
  await expect(entry("Night shift")).toHaveAttribute("aria-current", "page");
  await expect(entry("Night shift")).toContainText(String(troubled));
  await expect(main.getByTitle("Night shift", { exact: true })).toBeVisible();

  await entry("Customers").click();
  await expect(main.getByRole("status")).toHaveText("244 customers");
  await expect(ui.list.getByRole("columnheader", { name: "Health" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await entry("Incidents").click();
  await entry("Night shift").click();
  await expect(main.getByRole("status")).toHaveText(`${troubled} of 244 customers`);
  await expect(ui.list.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");

  await main.getByRole("combobox", { name: "Health" }).selectOption("outage");
  await expect(main.getByTitle("Night shift, changed")).toBeVisible();
  await menu.click();
  await page.getByRole("menuitem", { name: "Update “Night shift”" }).click();
  await expect(main.getByTitle("Night shift", { exact: true })).toBeVisible();
  await expect(entry("Night shift")).toContainText(String(outages));
  const listed = (await demo.ask<{ total: number }>("customers", "--view", "night SHIFT")).total;
  expect(listed, "the command line knows it by its name").toBe(outages);

  await menu.click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  const name = page.getByRole("dialog", { name: "Rename the view" }).getByLabel("Name");
  await expect(name).toHaveValue("Night shift");
  await name.fill("Down");
  await ui.press("Control+Enter");
  await expect(entry("Down")).toBeVisible();
  await menu.click();
  await page.getByRole("menuitem", { name: "Delete “Down”" }).click();
  await expect(entry("Down")).toHaveCount(0);
  await ui.press("Control+z");
  await expect(entry("Down")).toHaveAttribute("aria-current", "page");
});

test("a view is saved and shown by keys alone, and is where the next window begins", async ({ ui, demo }) => {
  const { page } = ui;
  const command = async (text: string) => {
    await ui.press("Control+Shift+P");
    await page.getByRole("dialog").getByRole("combobox").fill(text);
    await ui.press("Enter");
  };
  await ui.press("/");
  await page.keyboard.type("gmbh");
  await expect(ui.list.getByRole("row").nth(1)).toBeVisible();
  const count = await page.getByRole("main").getByRole("status").innerText();
  await command("save view");
  await page.keyboard.type("German");
  await ui.press("Control+Enter");
  await expect(page.getByText("View “German” saved")).toBeVisible();
  await ui.press("ArrowDown", "g", "r");
  await expect(page).toHaveTitle("Requests – Tenantry");
  await command("view german");
  await expect(page.getByRole("main").getByTitle("German", { exact: true })).toBeVisible();
  await expect(ui.search).toHaveValue("gmbh");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(count);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { go } = window as unknown as {
          go: { app: { Settings: { Load(): Promise<{ lists: Record<string, { view: string }> }> } } };
        };
        return (await go.app.Settings.Load()).lists.customers?.view;
      }),
    )
    .toBe("German");
  await ui.open(demo.program);
  await expect(ui.search).toHaveValue("gmbh");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(count);
  await expect(page.getByRole("main").getByTitle("German", { exact: true })).toBeVisible();
});
