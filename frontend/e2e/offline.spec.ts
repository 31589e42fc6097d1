import { expect, test } from "./fixtures";
import { type Cloud, type Home, until } from "./program";
import { Screen } from "./screen";

/** Signs in by the command line, as a script would, and brings the cache up to date. */
async function signedIn(home: Home, cloud: Cloud) {
  const at = cloud.at;
  const login = home.run(
    ...["login", "--cloud", "custom", "--client-id", at.clientId, "--tenant", at.tenantId],
    ...[
      "--login-url",
      at.loginUrl,
      "--graph-url",
      at.graphUrl,
      "--partner-center-url",
      at.partnerCenterUrl,
      "--azure-url",
      at.azureUrl,
    ],
  );
  await until("address to sign in at", async () => (await home.opened()).length);
  const [address = ""] = await home.opened();
  await visit(address);
  await login;
  await home.run("sync");
}

/** Does what a browser does with the sign-in page: follows the redirect, or posts its form. */
async function visit(address: string) {
  const page = await (await fetch(address)).text();
  const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
  if (!action) return;
  const plain = (text: string) =>
    text
      .replace(/&#34;|&quot;/g, '"')
      .replace(/&#43;/g, "+")
      .replace(/&amp;/g, "&");
  const fields = [...page.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)];
  await fetch(plain(action), {
    method: "POST",
    body: new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, plain(value)])),
  });
}

test("without a network everything known stays at hand, and its age is told", async ({
  home,
  start,
  simulate,
  page,
}) => {
  const cloud = await simulate("--customers", "40");
  await signedIn(home, cloud);
  const ui = new Screen(page);
  const online = await start();
  await ui.open(online);
  await page.keyboard.press("F5");
  await expect(ui.status).toContainText("Online");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");

  await cloud.stop();
  await page.keyboard.press("F5");
  const banner = page.getByText("Offline. Showing what was known at");
  await expect(banner).toBeVisible();
  await expect(ui.status).toContainText("Offline");
  await expect(ui.status).toContainText(/updated .+ ago/);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  const [name = ""] = await ui.column("name");
  await ui.cell(ui.row(name), "health").getByRole("button").click();
  await expect(page).toHaveTitle(`${name} – Health – Tenantry`);
  await expect(page.getByRole("main")).toContainText(/service|issue/);

  await online.stop();
  await ui.open(await start());
  await expect(page.getByRole("main").getByRole("status")).toHaveText("40 customers");
  await expect(ui.row(name)).toBeVisible();
});
