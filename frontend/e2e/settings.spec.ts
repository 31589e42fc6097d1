import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("French and dark are chosen in the settings and kept over a restart", async ({ start, page }) => {
  const ui = new Screen(page);
  const first = await start("demo");
  await ui.open(first);
  await ui.settings();
  await ui.pick("Français");
  await expect(page).toHaveTitle("Paramètres – Tenantry");
  await ui.pick("Sombre");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", /^fr/);
  const background = await page.getByRole("main").evaluate((el) => getComputedStyle(el).backgroundColor);
  const [red = 255] = (background.match(/\d+/g) ?? []).map(Number);
  expect(red).toBeLessThan(60);
  await page.keyboard.press("Escape");
  await expect(page).toHaveTitle("Clients – Tenantry");
  expect(await first.stop()).toBe(0);

  await ui.open(await start("demo"));
  await expect(page).toHaveTitle("Clients – Tenantry");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 clients");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("another language is spoken as soon as all its words are there, and not a word of it before", async ({
  start,
  page,
}) => {
  let deliver = () => {};
  const held = new Promise<void>((done) => {
    deliver = done;
  });
  await page.route("**/assets/fr-*.js", (route) => held.then(() => route.continue()));
  const asked = page.waitForRequest("**/assets/fr-*.js"); // once the first picture is painted
  const ui = new Screen(page);
  await ui.open(await start("demo"));
  await ui.settings();
  await ui.pick("Français");
  await asked;
  await expect(page).toHaveTitle("Settings – Tenantry");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  deliver();
  await expect(page).toHaveTitle("Paramètres – Tenantry");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
});

test("a setting is found by its name in either language, by the keyboard alone", async ({ ui }) => {
  const { page } = ui;
  await ui.settings();
  await page.getByRole("searchbox", { name: "Search settings" }).focus();
  await page.keyboard.type("langue");
  await expect(ui.setting("Language")).toBeVisible();
  await expect(page.locator("[data-setting]")).toHaveCount(1);
  await expect(page.locator("[data-setting] mark")).toHaveText("Langue");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveTitle("Paramètres – Tenantry");
  await page.getByRole("button", { name: "Comme au départ" }).click();
  await expect(page).toHaveTitle("Settings – Tenantry");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page).toHaveTitle("Paramètres – Tenantry");
  await page.getByRole("searchbox", { name: "Rechercher un paramètre" }).press("Escape");
  expect(await page.locator("[data-setting]").count()).toBeGreaterThan(5);
  await page.getByRole("searchbox", { name: "Rechercher un paramètre" }).press("Escape");
  await expect(page).toHaveTitle("Clients – Tenantry");
});

for (const locale of ["en-GB", "fr-FR"]) {
  test.describe(`in the smallest window, ${locale}`, () => {
    test.use({ locale, viewport: { width: 853, height: 533 } });
    test("the account menu shows all that it offers, and every section of the settings is reached", async ({
      ui,
    }) => {
      const { page } = ui;
      await page.getByRole("banner").getByRole("button").last().click();
      const entries = await page.getByRole("menu").locator("[role^=menuitem]").all();
      expect(entries.length).toBeGreaterThan(2);
      for (const entry of entries) await expect(entry).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^(Settings|Paramètres)/ }).click();
      const sections = page.getByRole("list", { name: /^(Sections|Rubriques)$/ }).getByRole("button");
      for (const section of await sections.all()) {
        await section.click();
        const name = (await section.textContent())?.trim() ?? "";
        await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeInViewport();
        await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeFocused();
      }
      expect(await page.getByRole("main").evaluate((el) => el.scrollWidth - el.clientWidth)).toBe(0);
    });
  });
}

test.describe("on a French dark system", () => {
  test.use({ locale: "fr-FR", colorScheme: "dark" });
  test("the window follows it without being asked", async ({ ui }) => {
    await expect(ui.page).toHaveTitle("Clients – Tenantry");
    await ui.search.fill("zzqqxxyyww");
    await expect(ui.page.getByText("Aucun client ne correspond")).toBeVisible();
    const background = await ui.page.getByRole("main").evaluate((el) => getComputedStyle(el).backgroundColor);
    const [red = 255] = (background.match(/\d+/g) ?? []).map(Number);
    expect(red).toBeLessThan(60);
  });
});

test("what is set is obeyed by the program, and still so after a restart", async ({ start, page }) => {
  const ui = new Screen(page);
  const first = await start("demo");
  await ui.open(first);
  await ui.settings();
  await page.getByRole("switch", { name: "Pause reading" }).click();
  await expect(ui.status.getByRole("button", { name: "Reading paused" })).toBeVisible();
  await page.getByRole("combobox", { name: "Service health" }).selectOption("Every 30 minutes");
  await page.getByRole("switch", { name: "Show Exchange" }).click();
  await page.getByRole("textbox", { name: "Host" }).fill("wiki.contoso.example");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Wiki");
  const address = page.getByPlaceholder("{tid}"); // the webhook has one, too
  await address.fill("https://evil.test/{tid}");
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await address.fill("https://wiki.contoso.example/{initial}");
  await expect(page.getByText("https://wiki.contoso.example/contoso.onmicrosoft.com")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Wiki" })).toBeVisible();
  for (let i = 0; i < 20; i++) {
    const up = page.getByRole("button", { name: "Move Wiki up" });
    if (await up.isDisabled()) break;
    await up.click();
  }
  expect(await first.stop()).toBe(0);

  await ui.open(await start("demo"));
  await expect(ui.status.getByRole("button", { name: "Reading paused" })).toBeVisible();
  await ui.find("City Power & Light");
  await expect(page.getByRole("button", { name: "Wiki" })).toHaveAttribute("title", /wiki\.contoso\.example/);
  await expect(page.getByRole("button", { name: /^Exchange/ })).toHaveCount(0);
  await ui.settings();
  await expect(page.getByRole("combobox", { name: "Service health" })).toHaveValue("30");
});

test("a permission that was taken from the app is named in the settings, with who can mend it", async ({
  signedIn,
  start,
  page,
}) => {
  const cloud = await signedIn("--customers", "3");
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.settings();
  const permissions = ui.setting("Permissions of the app");
  await expect(permissions).toContainText("Everything that Tenantry reads or writes with is granted.");
  await cloud.event("permission-withdrawn", { text: "ServiceHealth.Read.All" });
  await permissions.getByRole("button", { name: "Check again" }).click();
  await expect(permissions).toContainText("1 permission is missing:");
  await expect(permissions).toContainText("ServiceHealth.Read.All");
  await cloud.event("permissions-granted");
  await permissions.getByRole("button", { name: "Check again" }).click();
  await expect(permissions).toContainText("is granted");
});
