import { expect, test } from "./fixtures";

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
  await row.getByRole("gridcell").first().click();
  const affected = ui.page.getByRole("grid", { name: `${shared?.customers.length} affected customers` });
  const customer = affected.getByRole("row").nth(1).getByRole("gridcell").first().getByRole("button");
  const name = (await customer.textContent())?.trim() ?? "";
  expect(shared?.customers.map((c) => c.name)).toContain(name);
  await customer.click();
  await expect(ui.page).toHaveTitle(`${name} – Health – Tenantry`);
  await expect(ui.page.getByRole("main")).toContainText(shared?.id ?? "");
});
