import type { Page } from "@playwright/test";
import { withAzure } from "./azure";
import { type Customer, expect, test } from "./fixtures";
import type { Home } from "./program";
import { Screen } from "./screen";

const title = "Nightly copies time out since Sunday";
const description = "The copy job of the order database ends with a time-out. It worked until Saturday.";

/** The customers whose names are one of a kind in plain letters. */
async function plain(home: Home) {
  const { customers } = await home.ask<{ customers: Customer[] }>("customers");
  return customers.filter((c) => /^[A-Za-z ]+$/.test(c.name));
}

test.slow(true, "what may have arrived is looked for at Microsoft after a while only");

/** Fills the dialog for an Azure request by keys alone; it was just opened, the title has the focus. */
async function write(page: Page, ui: Screen) {
  const { keyboard } = page;
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await ui.press("Shift+Tab", "ArrowRight", "Tab");
  await keyboard.type(title);
  await ui.press("Tab");
  await keyboard.type(description);
  await ui.press("Tab", "Tab");
  await keyboard.type("Moderate");
  await ui.press("Tab", "Tab");
  await keyboard.type("SQL");
  await expect(ui.writer.getByLabel("Kind of problem")).toBeEnabled();
  await ui.press("Tab");
  await keyboard.type("Backup");
}

test("a request written without a network survives and goes out once, when the network is back", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "30", "--scenario", "quiet");
  const customer = await withAzure(home, await plain(home));
  const ui = new Screen(page);
  let program = await start();
  await ui.open(program);
  await ui.sync();
  await expect(ui.status).toContainText("Online");
  await ui.find(customer.name);

  await cloud.event("link-cut");
  await ui.sync();
  await expect(ui.status).toContainText("Offline");
  await ui.press("n");
  await write(page, ui);
  await expect(ui.writer.getByRole("button", { name: /^Queue/ })).toBeEnabled();
  await ui.press("Control+Enter");
  await expect(ui.writer).toHaveCount(0);
  await expect(page.getByText("The request waits in the outbox until the network is back")).toBeVisible();

  await ui.press("g", "o");
  // Where a connection broke off in the middle nobody knows whether it arrived: it is checked before it goes again.
  const waits = async () => {
    await expect(ui.outgoing(title)).toContainText(/Waiting to go|Held|Checking/);
    await expect(ui.outgoing(title)).toContainText(customer.name);
    await expect(ui.outbox.getByRole("heading", { name: /^Sent/ })).toHaveCount(0);
    await expect(ui.status.getByRole("button", { name: /1 in the outbox/ })).toBeVisible();
    expect((await cloud.state()).tickets).toEqual([]);
  };
  await waits();
  await expect(ui.outbox).toContainText(
    "Notes and Azure requests go out by themselves when the network is back.",
  );

  for (const end of ["stop", "crash"] as const) {
    await program[end]();
    program = await start();
    await ui.open(program);
    await ui.press("g", "o");
    await waits();
  }

  await cloud.event("link-restored");
  await ui.sync();
  await expect(ui.outgoing(title)).toContainText("Sent");
  const { tickets } = await cloud.state();
  expect(tickets).toEqual([
    expect.objectContaining({
      channel: "azure",
      tenantId: customer.tenantId,
      title: expect.stringContaining(title),
    }),
  ]);
  const number = tickets[0]?.id ?? "";
  await expect(ui.outgoing(title)).toContainText(number);
  await expect(ui.status.getByRole("button", { name: /0 in the outbox/ })).toBeVisible();

  await ui.press("Escape");
  await ui.find(customer.name);
  await ui.press("r");
  await expect(ui.requests.getByRole("row").filter({ hasText: number })).toHaveCount(1);
  await home.run("sync");
  expect((await cloud.state()).tickets).toHaveLength(1);
});

test("when the answer is lost Tenantry looks at Microsoft before it sends anything again", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "30", "--scenario", "quiet");
  const customer = await withAzure(home, await plain(home));
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.sync();
  await ui.find(customer.name);
  await ui.press("n");
  await write(page, ui);
  await cloud.event("answer-lost");
  await ui.press("Control+Enter");
  await expect(ui.writer).toHaveCount(0);
  await ui.press("g", "o");
  await expect(ui.outgoing(title)).toContainText("Sent");
  const { tickets } = await cloud.state();
  expect(tickets).toHaveLength(1);
  await expect(ui.outgoing(title)).toContainText(tickets[0]?.id ?? "");
  await ui.outgoing(title).getByRole("button", { name: "History" }).click();
  await expect(ui.outgoing(title)).toContainText("The answer was lost");
  await expect(ui.outgoing(title)).toContainText("Found at Microsoft");
});
