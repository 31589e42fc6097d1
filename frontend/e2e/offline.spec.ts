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
  await expect(ui.status).toContainText(/health .+ old/);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  const [name = ""] = await ui.column("name");
  await ui.cell(ui.row(name), "health").getByRole("button").click();
  await expect(page).toHaveTitle(`${name} – Health – Tenantry`);
  await expect(page.getByRole("main")).toContainText(/service|issue/);

  await online.stop();
  await ui.open(await start());
  await ui.press("g", "c"); // it begins where one was, if the end left time to note that
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  await expect(ui.row(name)).toBeVisible();
});

test("who opens a customer finds out that the network is gone, and the customer is not to blame", async ({
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const ui = new Screen(page);
  await ui.open(await start());
  await page.keyboard.press("F5");
  await expect(ui.status).toContainText("Online");
  await expect(ui.status.getByRole("button", { name: "Sync now" })).toBeVisible();
  const unreadable = ui.status.getByRole("button", { name: /not readable$/ });
  const counted = await unreadable.allTextContents();

  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await page.keyboard.press("h");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Service health");
  await cloud.event("link-cut");
  await page.getByRole("main").getByRole("button", { name: "Refresh" }).click();
  await expect(ui.status).toContainText("Offline", { timeout: 3_000 });
  await expect(page.getByText("Offline. Showing what was known at")).toBeVisible();
  expect(await unreadable.allTextContents()).toEqual(counted);

  await cloud.event("link-restored");
  await page.getByRole("main").getByRole("button", { name: "Refresh" }).click();
  await expect(ui.status).toContainText("Online");
  await expect(page.getByText("Offline. Showing what was known at")).toHaveCount(0);
});

test("a sign-in that is over is said in the open window at once, by whoever finds out", async ({
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const ui = new Screen(page);
  await ui.open(await start());
  await page.keyboard.press("F5");
  await expect(ui.status).toContainText("Online");
  await expect(ui.status.getByRole("button", { name: "Sync now" })).toBeVisible();
  const banner = page.getByRole("button", { name: "Sign in again" });
  await expect(banner).toHaveCount(0);

  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await page.keyboard.press("h");
  await cloud.event("tokens-revoked");
  await page.getByRole("main").getByRole("button", { name: "Refresh" }).click();
  await expect(banner.first()).toBeVisible({ timeout: 3_000 });
});
