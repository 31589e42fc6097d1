import { expect, test } from "./fixtures";
import type { Home, Program } from "./program";
import { Screen } from "./screen";

interface Incidents {
  incidents: { id: string; customers: { tenantId: string; name: string }[] }[];
}

/** Opens the incident that affects most customers, in a partner's bad morning. */
async function open(home: Home, ui: Screen, program: Program) {
  const { incidents } = await home.ask<Incidents>("incidents");
  const [incident] = incidents.sort((a, b) => b.customers.length - a.customers.length);
  if (!incident) throw new Error("no incident is open");
  await ui.open(program);
  await ui.go("Incidents");
  const list = ui.page.getByRole("grid", { name: "Incidents" });
  await list.getByRole("row").filter({ hasText: incident.id }).getByRole("button").first().click();
  return incident;
}

test("one text about an incident becomes a request for each of its customers", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40", "--scenario", "troubled");
  const ui = new Screen(page);
  const incident = await open(home, ui, await start());
  const [left, ...chosen] = incident.customers.slice(0, 4);
  await page.getByRole("button", { name: "Request for these customers…" }).click();

  const dialog = page.getByRole("dialog", { name: "Write a request for several customers" });
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveCount(incident.customers.length);
  await dialog.getByRole("button", { name: "None" }).click();
  await expect(dialog.getByRole("button", { name: /^Queue 0 requests/ })).toBeDisabled();
  for (const { name } of chosen) await dialog.getByLabel(name, { exact: true }).check();
  await dialog.getByLabel("Title").fill("{customer}: users can't work");
  await dialog.getByLabel("Description").fill("People at {customer} report it since this morning.");
  await ui.press("Control+Enter");
  await expect(dialog.getByRole("status")).toHaveText("3 requests wait in the outbox.");
  await ui.press("Control+Enter");

  await expect(ui.outbox.getByRole("article")).toHaveCount(3);
  for (const { name } of chosen) {
    const request = ui.outgoing(`${name}: users can't work`);
    await expect(request).toContainText("To be filed");
    await expect(request.getByRole("button", { name: "Open the support page" })).toBeEnabled();
  }
  await expect(ui.outbox).not.toContainText(left?.name ?? "");
  const { requests } = await home.ask<{ requests: { incidentId: string; draft: { description: string } }[] }>(
    "requests",
    "outbox",
  );
  expect(requests.map((r) => r.incidentId)).toEqual(Array(3).fill(incident.id));
  expect(requests.map((r) => r.draft.description).sort()).toEqual(
    chosen.map(({ name }) => `People at ${name} report it since this morning.`).sort(),
  );
  expect((await cloud.state()).tickets).toEqual([]);
});

test("a request for one affected customer belongs to the incident", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  await signedIn("--customers", "40", "--scenario", "troubled");
  const ui = new Screen(page);
  const incident = await open(home, ui, await start());
  const affected = page.getByRole("grid", { name: `${incident.customers.length} affected customers` });
  const name =
    (await affected.getByRole("row").nth(1).getByRole("button").first().textContent())?.trim() ?? "";
  expect(incident.customers.map((c) => c.name)).toContain(name);
  await affected.getByRole("row").nth(1).getByRole("gridcell").last().click();
  await ui.press("x");
  await page.getByRole("button", { name: "Request for these customers…" }).click();
  await expect(ui.writer).toContainText(name);
  await expect(ui.writer.getByLabel("Incident")).toHaveValue(incident.id);
  await expect(ui.writer.getByLabel("Description")).toHaveValue(new RegExp(incident.id));
});
