import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { withAzure } from "./azure";
import { Demo, expect, test } from "./fixtures";
import { Screen } from "./screen";

async function picture(page: Page, name: string) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: fileURLToPath(new URL(`../../build/screenshots/${name}.png`, import.meta.url)),
    animations: "disabled",
    caret: "hide",
  });
}

for (const { name, view } of [
  { name: "list-light", view: "Customers" },
  { name: "health", view: "Health" },
])
  test(`picture of ${name}`, async ({ ui, demo }) => {
    const worst = (await demo.customers("--sort", "health"))[1];
    await ui.cell(ui.row(worst?.name ?? ""), "name").click();
    await expect(ui.details.getByRole("heading", { name: worst?.name })).toBeVisible();
    await ui.go(view);
    await expect(ui.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await picture(ui.page, name);
  });

interface Incidents {
  incidents: { service: string; customers: { tenantId: string; name: string }[] }[];
}

// A demo of its own: what is written for these pictures stays out of the others.
test("pictures of a request that is written, and of the requests of all customers", async ({
  home,
  start,
  page,
}) => {
  const program = await start("demo");
  const demo = new Demo(home, program);
  await demo.ready();
  const { incidents } = await demo.ask<Incidents>("incidents");
  const trouble = incidents.find((i) => i.service === "Exchange Online");
  const affected = trouble?.customers ?? [];
  const { name } = await withAzure(demo, affected);
  const other = affected.find((c) => c.name !== name)?.tenantId ?? "";
  const shared = ["--title", "Shared calendar shows no details", "--description", "Free and busy only."];
  await demo.ask("requests", "new", other, ...shared, "--draft");

  const ui = new Screen(page);
  await ui.open(program);
  await ui.find(name);
  await ui.press("n");
  await ui.writer.getByLabel("Title").fill("Mail to suppliers waits for hours");
  await ui.writer
    .getByLabel("Description")
    .fill(
      "Since about eight this morning mail to outside domains leaves two to three hours late. Mail within the company is quick.",
    );
  await ui.writer
    .getByLabel("Steps tried")
    .fill("Message trace: the messages stay in the queue with “451 4.7.0”.");
  await ui.writer.getByLabel("Severity").selectOption("Moderate");
  await ui.writer.getByLabel("Product").fill("Exchange Online");
  await ui.writer.getByLabel("Affected users").fill("About 40, in purchasing and in accounting");
  await expect(ui.writer.getByRole("listitem")).toContainText("Microsoft knows of");
  await expect(ui.writer).toContainText("Draft saved");
  await expect(ui.writer.getByText("have not been read yet")).toHaveCount(0);
  await ui.writer.getByLabel("Title").focus();
  await picture(page, "request-light");

  await ui.writer.getByRole("button", { name: "Link it" }).click();
  await ui.writer.getByRole("button", { name: "Queue for later" }).click();
  await expect(ui.writer).toHaveCount(0);
  await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Close" }).click();
  await ui.search.fill("");
  await ui.search.blur();
  await page.mouse.move(0, 0);
  await ui.press("g", "r", "ArrowDown");
  await expect(ui.requests.getByRole("row").nth(3)).toBeVisible();
  await picture(page, "desk-light");
});

test("pictures of a bad morning", async ({ home, start, signedIn, page }) => {
  const cloud = await signedIn("--customers", "250", "--scenario", "bad-monday", "--seed", "7");
  const ui = new Screen(page);
  await ui.open(await start());
  await cloud.event("minutes", { minutes: 25 });
  await home.run("sync", "--full");
  await ui.press("g", "t");
  const alert = page.locator("[data-alert=health-EX1141022]");
  await expect(alert).toContainText("60 customers");
  await picture(page, "today");
  await alert.click();
  await expect(page.getByRole("grid", { name: "60 affected customers" })).toBeVisible();
  await picture(page, "incident");
  await ui.act("Tell the customers…");
  const tell = page.getByRole("dialog", { name: "Tell the customers…" });
  await expect(tell.getByRole("option").nth(4)).toBeVisible();
  await picture(page, "tell");
  await ui.press("Escape");
  await page.getByRole("button", { name: "Is it Microsoft?" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText("Microsoft acknowledges");
});
