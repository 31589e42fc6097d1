import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Program } from "./program";
import { Screen } from "./screen";

interface Row {
  tenantId: string;
  name: string;
  unlistedSince: string | null;
  withoutAccess: { message: string; letters: Record<string, string> } | null;
}

/** What lies on the system's clipboard. A page of the program without its own script asks: that one shuts the way to it. */
async function clipboard(page: Page, program: Program): Promise<unknown> {
  const bare = await page.context().newPage();
  await bare.route("**/assets/*.js", (route) => route.abort());
  await bare.goto(program.url);
  const text = await bare.evaluate("window.runtime.ClipboardGetText()");
  await bare.close();
  return text;
}

test("customers without delegated access stand apart, with the reason and a letter to send", async ({
  ui,
  demo,
}) => {
  const { customers } = await demo.ask<{ customers: Row[] }>("customers", "--without-access");
  expect(customers.length).toBeGreaterThan(0);
  await ui.page
    .getByRole("button", { name: `${customers.length} customers without delegated access` })
    .click();
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText(`${customers.length} customers`);
  await expect(ui.page.getByRole("button", { name: /^Needs attention/ })).toHaveCount(0);
  const [first] = await ui.column("name");
  const row = ui.list.getByRole("row").nth(1);
  await ui.cell(row, "name").click();
  const access = ui.details.getByRole("region", { name: "Without delegated access" });
  await expect(access).toBeVisible();
  await expect(ui.details.getByRole("heading", { level: 2 })).toHaveText(first ?? "");
  const { withoutAccess } = customers.find((c) => c.name === first) ?? {};
  expect(withoutAccess?.letters.fr).toBeTruthy();
  await expect(row).toContainText(withoutAccess?.message.slice(1) ?? "no reason is known");
  await expect(access).toContainText(withoutAccess?.message.slice(1) ?? "no reason is known");
  await access.getByRole("button", { name: "Text in French" }).click();
  await expect.poll(() => clipboard(ui.page, demo.program)).toBe(withoutAccess?.letters.fr);
  await ui.page.getByRole("button", { name: "Back to the customers" }).click();
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText("244 customers");

  // A search finds it under the heading of its own, and counts it apart.
  await ui.search.fill(customers.find((c) => c.name === first)?.tenantId ?? "");
  await expect(ui.list).toContainText("1 customer without delegated access");
  await expect(ui.row(first ?? "")).toBeVisible();
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText(/^0 of 244 customers/);
});

test("a list that collapsed removes nobody until that is confirmed", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "30", "--scenario", "quiet");
  const ui = new Screen(page);
  await ui.open(await start());
  const count = page.getByRole("main").getByRole("status");
  await expect(count).toHaveText("30 customers");
  await cloud.event("customer-leaves", { customers: 20 });
  await ui.sync();
  const banner = page.getByText("Microsoft’s lists name 20 customers no more.");
  await expect(banner).toBeVisible();
  await expect(count).toHaveText("30 customers");
  const listed = async () => (await home.ask<{ customers: Row[] }>("customers")).customers;
  expect((await listed()).filter((c) => c.unlistedSince)).toHaveLength(20);

  await page.getByRole("button", { name: "Remove now" }).click();
  await expect(banner).toHaveCount(0);
  await expect(count).toHaveText("10 customers");
  expect(await listed()).toHaveLength(10);
});
