import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures";

const picture = (name: string) =>
  fileURLToPath(new URL(`../../build/screenshots/${name}.png`, import.meta.url));

for (const { name, use, view } of [
  { name: "list-light", use: { colorScheme: "light" as const }, view: "Customers" },
  { name: "list-dark", use: { colorScheme: "dark" as const }, view: "Customers" },
  { name: "health", use: { colorScheme: "light" as const }, view: "Health" },
  { name: "fr", use: { colorScheme: "light" as const, locale: "fr-FR" }, view: "Clients" },
]) {
  test.describe(name, () => {
    test.use(use);
    test(`picture of ${name}`, async ({ ui, demo }) => {
      const worst = (await demo.customers("--sort", "health"))[1];
      await ui.cell(ui.row(worst?.name ?? ""), "name").click();
      await expect(ui.details.getByRole("heading", { name: worst?.name })).toBeVisible();
      await ui.go(view);
      await expect(ui.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await ui.page.evaluate(() => document.fonts.ready);
      await ui.page.screenshot({ path: picture(name), animations: "disabled", caret: "hide" });
    });
  });
}
