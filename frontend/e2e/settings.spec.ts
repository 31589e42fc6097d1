import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("French and dark are chosen in the menu and kept over a restart", async ({ start, page }) => {
  const ui = new Screen(page);
  const first = await start("demo");
  await ui.open(first);
  await ui.choose("Français");
  await expect(page).toHaveTitle("Clients – Tenantry");
  await ui.choose("Sombre");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", /^fr/);
  const background = await page.getByRole("main").evaluate((el) => getComputedStyle(el).backgroundColor);
  const [red = 255] = (background.match(/\d+/g) ?? []).map(Number);
  expect(red).toBeLessThan(60);
  expect(await first.stop()).toBe(0);

  await ui.open(await start("demo"));
  await expect(page).toHaveTitle("Clients – Tenantry");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 clients");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

for (const locale of ["en-GB", "fr-FR"]) {
  test.describe(`in the smallest window, ${locale}`, () => {
    test.use({ locale, viewport: { width: 853, height: 533 } });
    test("the account menu shows all that it offers", async ({ ui }) => {
      await ui.page.getByRole("banner").getByRole("button").last().click();
      const entries = await ui.page.getByRole("menu").locator("[role^=menuitem]").all();
      expect(entries.length).toBeGreaterThan(15);
      for (const entry of entries) await expect(entry).toBeInViewport({ ratio: 1 });
    });
  });
}

test.describe("on a French dark system", () => {
  test.use({ locale: "fr-FR", colorScheme: "dark" });
  test("the window follows it without being asked", async ({ ui }) => {
    await expect(ui.page).toHaveTitle("Clients – Tenantry");
    await ui.search.fill("zzqqxxyyww");
    await expect(ui.page.getByText("Aucun client ne correspond")).toBeVisible();
    const background = await ui.page.getByRole("main").evaluate((el) => getComputedStyle(el).backgroundColor);
    const [red = 255] = (background.match(/\d+/g) ?? []).map(Number);
    expect(red).toBeLessThan(60);
  });
});
