import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures";
import { Screen } from "./screen";

const outage = "EX1141022";

interface Incidents {
  incidents: { id: string; customers: { tenantId: string }[] }[];
}
interface Alerts {
  alerts: { id: string; state: string; customers: number }[];
}
interface Changes {
  changes: { incidentId: string | null; tenantId: string | null; what: string }[];
}
interface Outbox {
  requests: { tenantId: string }[];
}

/** The morning that docs/bad-morning.md has played, in the window: from the first sign to the last customer told. */
test("a bad morning: announced, looked into, told, asked of Microsoft, over, told again, exported", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "120", "--scenario", "bad-monday", "--seed", "7");
  const ui = new Screen(page);
  await ui.begin(await start());
  /** So many minutes of the scenario go by, and all is read again. */
  const minutes = async (n: number) => {
    await cloud.event("minutes", { minutes: n });
    await home.run("sync", "--full").catch(() => {}); // who has a policy against us refuses
  };
  const affected = async () =>
    (await home.ask<Incidents>("incidents")).incidents.find((i) => i.id === outage)?.customers ?? [];

  await minutes(25);
  const hit = (await affected()).length;
  expect(hit).toBeGreaterThan(20);

  // It is announced once, with whom it hits, and leads to itself.
  await ui.press("g", "t");
  const alert = page.locator(`[data-alert="health-${outage}"]`);
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText(`${hit} customers`);
  await alert.click();
  await expect(
    page.getByRole("heading", { level: 1, name: /can't send, receive or open email/ }),
  ).toBeVisible();
  const customers = page.getByRole("grid", { name: `${hit} affected customers` });
  await expect(customers.getByRole("columnheader", { name: "Phone" })).toBeVisible();
  await expect(customers.getByText("Not told").first()).toBeVisible();

  // Microsoft acknowledges it. That the clock here is off is true as well: the test turns the cloud's.
  await page.getByRole("button", { name: "Is it Microsoft?" }).click();
  const verdict = page.getByRole("dialog", { name: "Is it Microsoft?" });
  await expect(verdict.getByRole("status")).toContainText(`Microsoft acknowledges ${outage}`);
  await ui.press("Escape");

  // A message for each.
  await ui.act("Tell the customers…");
  const tell = page.getByRole("dialog", { name: "Tell the customers…" });
  await tell.getByRole("button", { name: `Save ${hit} messages` }).click();
  await expect(tell.getByText(new RegExp(`${hit} messages were written to`))).toBeVisible();
  const [file] = (await readdir(home.dir)).filter((entry) => entry.endsWith(".zip"));
  const names = execFileSync("unzip", ["-Z1", join(home.dir, file ?? "")], { encoding: "utf8" });
  expect(names.trim().split("\n")).toHaveLength(hit);
  await ui.press("Escape");
  await expect(page.getByText(`told: ${hit} `)).toBeVisible();
  await expect(customers.getByTitle(/, written to files$/).first()).toBeVisible();

  // Requests for three of them, in one go.
  await customers.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  for (let n = 0; n < 3; n++) await ui.press("x", "ArrowDown");
  await page.getByRole("button", { name: "Request for these customers…" }).click();
  const request = page.getByRole("dialog", { name: "Write a request for several customers" });
  await expect(request.getByText("3 of 3 customers")).toBeVisible();
  await request.getByLabel("Description").fill("Nobody at {customer} gets mail.");
  await ui.press("Control+Enter");
  await expect(request.getByRole("status")).toHaveText("3 requests wait in the outbox.");
  await ui.press("Control+Enter"); // shows them where they wait
  await expect(request).toBeHidden();
  await expect(ui.outbox.getByRole("article")).toHaveCount(3);
  await ui.press("Escape"); // the keyboard is there
  await expect(ui.outbox).toBeHidden();
  expect((await home.ask<Outbox>("requests", "outbox")).requests).toHaveLength(3);

  // An hour later it is over; who was told is told so.
  await minutes(60);
  await expect
    .poll(
      async () =>
        (await home.ask<Alerts>("alerts", "--all")).alerts.find((a) => a.id === `health-${outage}`)?.state,
    )
    .toBe("closed");
  await ui.press("g", "t");
  await expect(alert).toHaveCount(0);
  await page.getByRole("button", { name: `Tell the customers of ${outage}…` }).click();
  await expect(tell.getByText("Resolved · en").first()).toBeVisible();
  await ui.press("Escape");

  // All of it is in the log, and what happened goes into a workbook.
  const { changes } = await home.ask<Changes>("changes", "--kind", "incident");
  const of = (what: string) =>
    new Set(
      changes.filter((c) => c.incidentId === outage && c.tenantId && c.what === what).map((c) => c.tenantId),
    );
  expect(of("resolved").size).toBe(hit);
  await home.run("export", join(home.dir, "morning.xlsx"), "--sort", "name");
  expect(execFileSync("unzip", ["-Z1", join(home.dir, "morning.xlsx")], { encoding: "utf8" })).toContain(
    "xl/worksheets/sheet1.xml",
  );
});
