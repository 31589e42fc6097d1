import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("a newcomer signs in, and sees the customers as they are read", async ({
  home,
  start,
  simulate,
  page,
  context,
}) => {
  const cloud = await simulate("--customers", "12");
  const ui = new Screen(page);
  await ui.open(await start());
  await expect(page.getByRole("heading", { name: "Welcome to Tenantry" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start the demo" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose a file…" })).toBeVisible();

  await page.getByRole("button", { name: "Sign in…" }).click();
  const form = page.getByRole("dialog", { name: "Sign in to Microsoft" });
  await form.getByRole("button", { name: /^Sign in/ }).click();
  await expect(form.getByText("Needed").first()).toBeVisible();
  await form.getByText("Where do I get a client ID?").click();
  await expect(form.getByText("ServiceHealth.Read.All")).toBeVisible();
  await form.getByRole("button", { name: "Open App registrations" }).click();
  await expect
    .poll(() => home.opened())
    .toEqual([expect.stringMatching(/^https:\/\/entra\.microsoft\.com\//)]);
  await form.getByLabel("Client ID").fill(cloud.at.clientId);
  await form.getByLabel("Partner tenant").fill(cloud.at.tenantId);
  await form.getByLabel("Cloud", { exact: true }).selectOption({ label: "Other addresses…" });
  await form.getByLabel("Sign-in address").fill(cloud.at.loginUrl);
  await form.getByLabel("Microsoft Graph address").fill(cloud.at.graphUrl);
  await form.getByLabel("Partner Center address").fill(cloud.at.partnerCenterUrl);
  await form.getByLabel(/^Azure address/).fill(cloud.at.azureUrl);
  await form.getByRole("button", { name: /^Sign in/ }).click();

  // The program opens the sign-in page in the user's browser; here that is another tab.
  await expect.poll(() => home.opened()).toHaveLength(2);
  const [, address = ""] = await home.opened();
  expect(new URL(address).origin).toBe(new URL(cloud.at.loginUrl).origin);
  const browser = await context.newPage();
  await browser.goto(address);
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("12 customers");
  await expect(ui.status).toContainText("Online");
  await expect(page.getByText("Demo: a simulated cloud")).toHaveCount(0);

  const offer = page.getByRole("region", { name: "Messages" });
  await offer.getByRole("button", { name: "Show me" }).click();
  await expect(page.getByRole("dialog", { name: "Find anyone" })).toBeVisible();
});
