import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import type { Screen } from "./screen";

const views = ["Customers", "Incidents", "Overview", "Health", "Requests", "Subscriptions", "Access"];

async function violations(ui: Screen) {
  const { violations } = await new AxeBuilder({ page: ui.page }).analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test("no view breaks an accessibility rule", async ({ ui, demo }) => {
      const worst = (await demo.customers("--sort", "health", "--limit", "1"))[0];
      await ui.find(worst?.name ?? "");
      const found: Record<string, string[]> = {};
      for (const view of views) {
        await ui.go(view);
        await expect(ui.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
        const here = await violations(ui);
        if (here.length) found[view] = here;
      }
      await ui.page.keyboard.press("?");
      const dialog = await violations(ui);
      if (dialog.length) found.keys = dialog;
      expect(found).toEqual({});
    });
  });
}

test("at the smallest window every part keeps inside it, in both languages", async ({ demo, browser }) => {
  const worst = (await demo.customers("--sort", "health", "--limit", "1"))[0];
  for (const locale of ["en-GB", "fr-FR"]) {
    const context = await browser.newContext({ locale, viewport: { width: 1024, height: 640 } });
    const page = await context.newPage();
    await page.goto(demo.program.url);
    await expect(page.getByRole("contentinfo")).toBeVisible();
    await page.getByRole("searchbox").fill(worst?.name ?? "");
    await page.getByRole("searchbox").press("Enter");
    await expect(page).toHaveTitle(/– Tenantry$/);
    const buttons = page.getByRole("navigation").getByRole("button");
    for (let i = 0; i < (await buttons.count()); i++) {
      await buttons.nth(i).click();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      const outside = await page.evaluate(() => {
        const parts = [
          ...document.querySelectorAll("header, nav, main, footer, main h1, main button"),
        ].filter((el) => el.checkVisibility() && !el.closest("[role=grid], [popover]"));
        const over = parts.filter((el) => {
          const box = el.getBoundingClientRect();
          return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
        });
        const scrolls =
          document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
        return [...scrolls, ...over.map((el) => `${el.tagName}: ${el.textContent?.trim().slice(0, 40)}`)];
      });
      expect(outside, `${locale}, ${await page.title()}`).toEqual([]);
    }
    await context.close();
  }
});
