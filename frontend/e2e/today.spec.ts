import { expect, test } from "./fixtures";
import { Screen } from "./screen";

interface Changes {
  changes: {
    kind: string;
    what: string;
    incidentId: string | null;
    tenantId: string | null;
    seen: boolean;
  }[];
}

test("an outage shows in Today once, however often it is read, and leads to itself; what was seen is new no more", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const ui = new Screen(page);
  const program = await start();
  await ui.begin(program);
  await ui.press("g", "t");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await home.run("sync").catch(() => {}); // what is read of a customer for the first time is no news
  await cloud.event("outage-starts", {
    service: "Exchange",
    customers: 6,
    issue: "EX880001",
    title: "Nobody gets mail",
  });
  for (let n = 0; n < 2; n++) await home.run("sync", "--full").catch(() => {}); // some customers refuse
  const row = page.getByRole("button", { name: /Nobody gets mail/, expanded: false });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Trouble");
  await expect(row).toContainText("6 customers");
  const entry = page.getByRole("navigation").getByRole("button", { name: /^Today/ });
  const before = Number((await entry.innerText()).match(/\d+/)?.[0]);

  await row.focus();
  await ui.press("ArrowRight");
  await expect(page.getByText(/EX880001 opened: Nobody gets mail/).first()).toBeVisible();
  await ui.press("v");
  await expect(row).toHaveCount(0);
  const told = await home.ask<Changes>("changes", "--kind", "incident");
  const outage = told.changes.filter((c) => c.incidentId === "EX880001");
  expect(outage.filter((c) => c.what === "opened")).toHaveLength(6);
  expect(outage.every((c) => c.seen)).toBe(true);
  if (before > 1) await expect(entry).toContainText(String(before - 1));
  await ui.press("Control+z");
  await expect(row).toHaveCount(1);

  await cloud.event("issue-resolved", { issue: "EX880001" });
  await home.run("sync", "--full").catch(() => {});
  await expect(page.getByRole("button", { name: /Good news.*Nobody gets mail/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Open the incident EX880001" }).click();
  await expect(page.getByRole("heading", { name: "Nobody gets mail" })).toBeVisible();

  const of = outage.find((c) => c.tenantId)?.tenantId ?? "";
  await ui.press("/");
  await page.keyboard.type(of);
  await ui.press("Enter");
  await ui.press("g", "h");
  await expect(page.getByRole("heading", { name: /^History/ })).toBeVisible();
  await expect(page.getByText(/EX880001 resolved/)).toBeVisible();
  await expect(page.getByText(/what was before is not counted as healthy/)).toBeVisible();
});
