import { expect, test } from "./fixtures";
import { Screen } from "./screen";

interface Incidents {
  incidents: { id: string; title: string; customers: { tenantId: string; name: string }[] }[];
}

test("each incident stands once, with the customers it affects and its story", async ({ ui, demo }) => {
  const shared = (await demo.ask<Incidents>("incidents")).incidents.find((i) => i.customers.length > 2);
  expect(shared).toBeDefined();
  await ui.go("Incidents");
  const list = ui.page.getByRole("grid", { name: "Incidents" });
  const row = list.getByRole("row").filter({ hasText: shared?.id });
  await expect(row).toHaveCount(1);
  await row.getByRole("button").first().click();
  const affected = ui.page.getByRole("grid", { name: `${shared?.customers.length} affected customers` });
  const customer = affected.getByRole("row").nth(1).getByRole("gridcell").first().getByRole("button");
  const name = (await customer.textContent())?.trim() ?? "";
  expect(shared?.customers.map((c) => c.name)).toContain(name);
  await customer.click();
  await expect(ui.page).toHaveTitle(`${name} – Health – Tenantry`);
  await expect(ui.page.getByRole("main")).toContainText(shared?.id ?? "");
  await ui.press("Alt+ArrowLeft");
  await expect(affected).toBeVisible();
  await ui.press("Escape");
  await expect(row).toHaveCount(1);
});

test("an outage at Microsoft comes to the page with whom it hits and what is done about it", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40", "--scenario", "quiet");
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.go("Incidents");
  await cloud.event("outage-starts", {
    service: "Exchange",
    customers: 6,
    issue: "EX880001",
    title: "Nobody gets mail",
  });
  for (let n = 0; n < 2; n++) await home.run("sync", "--full").catch(() => {}); // some customers refuse
  const list = page.getByRole("grid", { name: "Incidents" });
  const row = list.getByRole("row").filter({ hasText: "EX880001" });
  await expect(row).toContainText("6");

  await row.getByRole("gridcell").last().click();
  await ui.press("Enter");
  await expect(page.getByRole("heading", { name: "Nobody gets mail", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "What became of it" })).toContainText("seen at 6 customers");
  const affected = page.getByRole("grid", { name: "6 affected customers" });
  await expect(affected.getByText("Not told").first()).toBeVisible();
});
