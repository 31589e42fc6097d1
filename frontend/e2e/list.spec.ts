import { expect, test } from "./fixtures";
import { Screen } from "./screen";

const rank = ["Outage", "Degraded", "Advisory", "Unknown", "Healthy"];

test("the list opens with all customers, those with trouble first", async ({ ui }) => {
  await expect(ui.page).toHaveTitle("Customers – Tenantry");
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText("244 customers");
  await expect(ui.list.getByRole("columnheader", { name: "Health" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect.poll(async () => (await ui.column("health"))[0]).toMatch(/^Outage/);
  const shown = (await ui.column("health")).map((cell) => rank.findIndex((word) => cell.startsWith(word)));
  expect(shown.length).toBeGreaterThan(10);
  expect(shown).not.toContain(-1);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});

test("a click on a header sorts by it, another one turns it round", async ({ ui, demo }) => {
  const names = (await demo.customers("--sort", "name")).map((c) => c.name);
  const header = ui.list.getByRole("columnheader", { name: "Name" });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await ui.column("name")).slice(0, 10)).toEqual(names.slice(0, 10));
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await ui.column("name")).slice(0, 10)).toEqual(names.reverse().slice(0, 10));
  // Sorting is a preference, and the other tests share this program.
  await ui.list.getByRole("columnheader", { name: "Health" }).getByRole("button").click();
});

test("rows far down are drawn when they come into view", async ({ ui }) => {
  const last = ui.list.locator("[role=row][aria-rowindex='245']");
  await expect(ui.list).toHaveAttribute("aria-rowcount", "245");
  await expect(last).toHaveCount(0);
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await ui.page.keyboard.press("End");
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute("aria-selected", "true");
  await expect(ui.details.getByRole("heading", { level: 2 })).toHaveText(
    (await ui.column("name")).at(-1) ?? "",
  );
});

test("trouble at a customer is one thing, a customer that could not be read another", async ({
  ui,
  demo,
}) => {
  const all = await demo.customers();
  const troubled = all.filter((c) => ["outage", "degraded", "advisory"].includes(c.health));
  const unreadable = all.filter((c) => c.problem);
  expect(troubled.length).toBeGreaterThan(0);
  expect(unreadable.length).toBeGreaterThan(0);
  const count = ui.page.getByRole("main").getByRole("status");
  const attention = ui.page.getByRole("button", { name: `Needs attention (${troubled.length})` });
  await attention.click();
  await expect(count).toHaveText(`${troubled.length} of 244 customers`);
  await attention.click();
  await expect(ui.status).toContainText(`${244 - unreadable.length} of 244 read`);
  await ui.status.getByRole("button", { name: `${unreadable.length} not readable` }).click();
  await expect(count).toHaveText(`${unreadable.length} of 244 customers`);
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  await expect(ui.details.getByRole("heading", { level: 2 })).toHaveText((await ui.column("name"))[0] ?? "");
  await expect(ui.details).toContainText(/app is not approved|Access denied|Sign-in needed|No longer there/);
});

test("what the first picture does without is fetched when it is painted, however long its words take", async ({
  start,
  page,
}) => {
  await page.route("**/assets/en-*.js", async (route) => {
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
    );
    await route.continue();
  });
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector("main")) return; // rows may come later: the demo has none at first
      watch.disconnect();
      requestAnimationFrame(() => performance.mark("the window's first frame"));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await new Screen(page).open(await start("demo"));
  const late = await page.waitForFunction(
    () =>
      performance.getEntriesByType("resource").find(({ name }) => /assets\/late-.*\.js/.test(name))
        ?.startTime,
  );
  const frame = await page.evaluate(
    () => performance.getEntriesByName("the window's first frame")[0]?.startTime ?? Number.NaN,
  );
  expect(await late.jsonValue()).toBeGreaterThan(frame);
});
