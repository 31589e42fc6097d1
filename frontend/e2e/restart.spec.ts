import { expect, test } from "./fixtures";
import type { Program } from "./program";
import { Screen } from "./screen";

for (const [way, end] of [
  ["a restart", (program: Program) => program.stop()],
  ["a crash", (program: Program) => program.crash()],
] as const) {
  test(`${way} keeps list, tags, favourites and sorting`, async ({ start, page }) => {
    const ui = new Screen(page);
    const first = await start("demo");
    await ui.open(first);
    await expect(page.getByRole("main").getByRole("status")).toHaveText("244 customers");
    const header = ui.list.getByRole("columnheader", { name: "Name" });
    await header.getByRole("button").click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    const [name = ""] = await ui.column("name");
    await ui.search.fill(name); // the first sync is under way: rows may still change places
    await ui.cell(ui.row(name), "name").click();
    await page.keyboard.press("f");
    await page.keyboard.press("t");
    await page.keyboard.type("key account");
    await page.keyboard.press("Enter");
    await expect(ui.details.getByRole("button", { name: "Remove the tag key account" })).toBeVisible();
    await expect(ui.details.getByRole("button", { name: "Remove from favourites" })).toBeVisible();
    await end(first);

    await ui.open(await start("demo"));
    await expect(ui.list.getByRole("columnheader", { name: "Name" })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await ui.search.fill(name);
    await ui.cell(ui.row(name), "name").click();
    await expect(ui.details.getByRole("button", { name: "Remove the tag key account" })).toBeVisible();
    await expect(ui.details.getByRole("button", { name: "Remove from favourites" })).toBeVisible();
  });
}

test("the next start begins where the window was: view, customer, scroll", async ({ start, page }) => {
  const ui = new Screen(page);
  const first = await start("demo");
  await ui.open(first);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 customers");
  await ui.list.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await ui.press("PageDown", "PageDown", "PageDown");
  const row = ui.list.locator("[role=row]:has(:focus)");
  const name =
    (await row.getByRole("gridcell").nth(1).locator("[title]").first().getAttribute("title")) ?? "";
  await ui.press("s");
  const title = `${name} – Subscriptions – Tenantry`;
  await expect(page).toHaveTitle(title);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { Settings } = (
          window as unknown as {
            go: { app: { Settings: { Load: () => Promise<{ place: { view: string } }> } } };
          }
        ).go.app;
        return (await Settings.Load()).place.view;
      }),
    )
    .toBe("subscriptions");
  await first.stop();

  await ui.open(await start("demo"));
  await expect(page).toHaveTitle(title);
  await ui.press("g", "c");
  await expect(ui.row(name).first()).toBeVisible();
  await expect(ui.details.getByRole("heading", { name })).toBeVisible();
});
