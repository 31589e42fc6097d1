import { expect, test } from "./fixtures";
import type { Cloud, Home } from "./program";
import { Screen } from "./screen";
import { signIn, visit } from "./signin";

interface Row {
  tenantId: string;
  name: string;
  problem: { kind: string; remedyKey: string } | null;
}

const rows = async (home: Home) =>
  (JSON.parse(await home.run("customers", "--json")) as { customers: Row[] }).customers;

/** Waits for the address that the program opens in the browser after `before` others, and goes there. */
async function browse(home: Home, before: number): Promise<URL> {
  await expect.poll(() => home.opened()).toHaveLength(before + 1);
  const address = (await home.opened())[before] ?? "";
  await visit(address);
  return new URL(address);
}

test("a customer that wants a second factor is read after one press and a sign-in at its tenant", async ({
  home,
  start,
  simulate,
  page,
}) => {
  const cloud: Cloud = await simulate("--customers", "12", "--auto-approve");
  await signIn(home, cloud);
  const customer = (await rows(home)).find((c) => c.problem === null);
  if (!customer) throw new Error("no customer can be read");
  await cloud.event("mfa-demanded", { tenantId: customer.tenantId });
  await cloud.event("token-expires");
  await home.run("sync", "--full").catch(() => {}); // exit 3: that customer was not read

  const ui = new Screen(page);
  await ui.open(await start());
  await ui.cell(ui.row(customer.name), "name").click();
  const before = (await home.opened()).length;
  await ui.details.getByRole("button", { name: "Sign in at this customer" }).click();
  const dialog = page.getByRole("dialog", { name: `Sign in at ${customer.name}` });
  await expect(dialog.getByText("Finish signing in in your browser")).toBeVisible();
  const asked = await browse(home, before);
  expect(asked.pathname).toContain(customer.tenantId);
  expect(asked.searchParams.get("claims")).toContain("capolids");
  await expect(dialog).toHaveCount(0);
  await expect(ui.details.getByRole("button", { name: "Sign in at this customer" })).toHaveCount(0);
  await expect(ui.details.getByRole("note")).toHaveCount(0);
  expect((await rows(home)).find((c) => c.tenantId === customer.tenantId)?.problem).toBeNull();
});

test("an app that a customer has not approved is approved with one press, or by the link", async ({
  home,
  start,
  simulate,
  page,
}) => {
  const cloud = await simulate("--customers", "120", "--scenario", "consent-mess", "--auto-approve");
  await signIn(home, cloud);
  const refusing = (await rows(home)).filter((c) => c.problem?.kind === "consent");
  const may = new Map<boolean, Row>();
  for (const c of refusing) {
    if (may.size === 2) break;
    const { mayGrant } = JSON.parse(await home.run("consent", c.tenantId, "--json")) as { mayGrant: boolean };
    may.set(mayGrant, c);
  }
  const ui = new Screen(page);
  await ui.open(await start());

  const open = async (customer: Row) => {
    await ui.search.fill(customer.tenantId);
    await ui.cell(ui.row(customer.name), "name").click();
    await ui.details.getByRole("button", { name: "Get the approval…" }).click();
    return page.getByRole("dialog", { name: `Approval of the app at ${customer.name}` });
  };
  const own = may.get(true);
  const theirs = may.get(false);
  if (!own || !theirs) throw new Error("the scenario lacks a customer of each sort");

  const mine = await open(own);
  await mine.getByRole("button", { name: /Approve now/ }).click();
  await expect(mine).toHaveCount(0);
  await expect(ui.details.getByRole("button", { name: "Get the approval…" })).toHaveCount(0);

  const other = await open(theirs);
  await expect(other.getByRole("button", { name: /Approve now/ })).toHaveCount(0);
  const link = (await other.getByRole("code").textContent()) ?? "";
  const before = (await home.opened()).length;
  await other.getByRole("button", { name: "Write a mail" }).click();
  await expect.poll(() => home.opened()).toHaveLength(before + 1);
  const mail = (await home.opened())[before] ?? "";
  expect(mail).toMatch(/^mailto:/);
  expect(decodeURIComponent(mail)).toContain(link);
  await other.getByRole("button", { name: "Close" }).last().click();
  await fetch(link, { redirect: "manual" }); // the customer's administrator
  await home.run("sync", "--customer", theirs.tenantId);
  await expect(ui.details.getByRole("button", { name: "Get the approval…" })).toHaveCount(0);
});
