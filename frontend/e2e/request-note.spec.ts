import { expect, test } from "./fixtures";
import type { Home } from "./program";
import { Screen } from "./screen";

interface Request {
  id: string;
  tenantId: string;
  customer: string;
  title: string;
}

/** An open request that Partner Center names, at a customer with a plain name. */
async function anyRequest(home: Home): Promise<Request> {
  const { requests } = await home.ask<{ requests: Request[] }>("requests", "list", "--state", "open");
  const found = requests.find((r) => /^[A-Za-z ]+$/.test(r.customer));
  if (!found) throw new Error("no request is open");
  return found;
}

/** Opens a request from those of all customers, by keys alone. */
async function open(ui: Screen, request: Request) {
  await ui.press("g", "r");
  await expect(ui.page).toHaveTitle("Requests – Tenantry");
  const filter = ui.page.getByRole("searchbox", { name: "Filter by customer, title or number" });
  await filter.fill(request.id);
  await expect(ui.requests.getByRole("row").filter({ hasText: request.title })).toHaveCount(1);
  await expect(ui.requests.getByRole("row")).toHaveCount(2);
  await filter.press("ArrowDown");
  await ui.press("Enter");
  await expect(ui.page).toHaveTitle(`${request.customer} – Requests – Tenantry`);
}

test("the notes of a request are read, and an answer to Microsoft goes out with Ctrl+Enter", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const request = await anyRequest(home);
  await cloud.event("ticket-answered", { ticket: request.id, text: "Which mailbox was it seen in?" });
  const ui = new Screen(page);
  await ui.open(await start());
  await open(ui, request);
  const details = page.getByRole("region", { name: request.title });
  await expect(details).toContainText("Which mailbox was it seen in?");

  const text = "In all three mailboxes of the sales team.";
  await details.getByLabel("Add a note").fill(text);
  await details.getByLabel("Add a note").press("Control+Enter");
  await expect(details.getByLabel("Add a note")).toHaveValue("");
  const mine = details.getByRole("article").filter({ hasText: text });
  await expect(mine).toContainText("Sent");
  await expect(mine).toHaveCount(1);
  expect((await cloud.state()).notes).toEqual([expect.objectContaining({ id: request.id, text })]);
  await details.getByRole("button", { name: "Read again" }).click();
  await expect(details).toContainText(/notes read .+ ago/);
  await expect(mine).toHaveCount(1);
});

test("a note that is written without a network goes out when it is back; a half-written one stays with its request", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const request = await anyRequest(home);
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.sync();
  await open(ui, request);
  const note = page.getByLabel("Add a note");
  await note.fill("We will send the log");
  await ui.press("Escape");
  await expect(note).toHaveCount(0);
  await open(ui, request);
  await expect(note).toHaveValue("We will send the log");

  await cloud.event("link-cut");
  await note.blur();
  await ui.sync();
  await expect(ui.status).toContainText("Offline");
  await note.press("End");
  await page.keyboard.type(" tomorrow.");
  await ui.press("Control+Enter");
  const mine = page.getByRole("article").filter({ hasText: "We will send the log tomorrow." });
  await expect(mine).toContainText(/Waiting to go|Held|Checking/);
  expect((await cloud.state()).notes).toEqual([]);

  await cloud.event("link-restored");
  await note.blur();
  await ui.sync();
  await expect(mine).toContainText("Sent");
  await expect(mine).toHaveCount(1);
  expect((await cloud.state()).notes).toHaveLength(1);
});
