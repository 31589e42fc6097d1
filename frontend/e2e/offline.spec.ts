import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("without a network everything known stays at hand, and its age is told", async ({
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const ui = new Screen(page);
  const online = await start();
  await ui.open(online);
  await page.keyboard.press("F5");
  await expect(ui.status).toContainText("Online");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");

  await cloud.stop();
  await page.keyboard.press("F5");
  const banner = page.getByText("Offline. Showing what was known at");
  await expect(banner).toBeVisible();
  await expect(ui.status).toContainText("Offline");
  await expect(ui.status).toContainText(/updated .+ ago/);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  const [name = ""] = await ui.column("name");
  await ui.cell(ui.row(name), "health").getByRole("button").click();
  await expect(page).toHaveTitle(`${name} – Health – Tenantry`);
  await expect(page.getByRole("main")).toContainText(/service|issue/);

  await online.stop();
  await ui.open(await start());
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  await expect(ui.row(name)).toBeVisible();
});
