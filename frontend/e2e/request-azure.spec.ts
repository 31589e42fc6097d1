import { withAzure } from "./azure";
import { type Customer, expect, test } from "./fixtures";
import type { Home } from "./program";
import { Screen } from "./screen";

const title = "Nightly copies time out since Sunday";
const classification = "Backup and restore";

/** Queues an Azure ticket by the command line at the first customer that has a subscription for it. */
async function queue(home: Home): Promise<Customer> {
  const { customers } = await home.ask<{ customers: Customer[] }>("customers");
  const customer = await withAzure(
    home,
    customers.filter((c) => /^[A-Za-z ]+$/.test(c.name)),
  );
  await home.run(
    ...["requests", "new", customer.tenantId, "--channel", "azure", "--title", title],
    ...["--description", "The copy job ends with a time-out.", "--severity", "moderate"],
    ...["--service", "SQL Database", "--classification", classification],
    ...["--contact", "Ada Lovelace", "--contact-mail", "ada@partner.example"],
  );
  return customer;
}

test("an Azure ticket gets another severity, and Microsoft has it", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "30", "--scenario", "quiet");
  const customer = await queue(home);
  await home.run("requests", "send");
  const [ticket] = (await cloud.state()).tickets;
  const number = ticket?.id ?? "";
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.sync();
  await ui.find(customer.name);
  await ui.press("r");
  await ui.requests.getByRole("row").filter({ hasText: number }).getByRole("gridcell").first().dblclick();
  const details = page.getByRole("region", { name: new RegExp(title) });
  await details.getByRole("button", { name: "Change the severity" }).click();
  await page.getByRole("menuitem", { name: "Critical" }).click();
  await expect(details).toContainText(`give request ${number} another severity`);
  await details.getByRole("button", { name: "Change it at Microsoft" }).click();
  await expect(details.getByText("Critical", { exact: true })).toBeVisible();
  await expect(details.getByRole("list", { name: "Changes on their way" })).toHaveCount(0);
  await home.run("sync");
  interface Row {
    id: string;
    severity: string;
  }
  const { requests } = await home.ask<{ requests: Row[] }>("requests", "list", customer.tenantId);
  expect(requests.find((r) => r.id === number)?.severity).toBe("critical");
});

test("a ticket that Azure accepted and then refused is filed over the portal with one press", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "30", "--scenario", "quiet");
  const customer = await queue(home);
  await cloud.event("ticket-refused", { tenantId: customer.tenantId });
  await home.run("requests", "send").catch(() => {}); // it ends with "refused"
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.press("g", "o");
  await expect(ui.outgoing(title)).toContainText("Refused");
  await expect(ui.outgoing(title)).toContainText("this subscription has none (InvalidSupportPlan)");
  await ui.outgoing(title).getByRole("button", { name: "File it over the portal" }).click();
  await expect(ui.outgoing(title)).toContainText("Handed off");
  await expect.poll(() => home.opened()).toContain(`https://portal.azure.com/${customer.tenantId}`);
  const steps = page.getByRole("dialog", { name: `File the request for ${customer.name}` });
  await expect(steps).toContainText("The copy job ends with a time-out.");
  expect((await cloud.state()).tickets).toEqual([]);
});
