import { expect, test } from "./fixtures";
import { Program } from "./program";
import { Screen } from "./screen";

test("a profile is made, opened in two clicks, and left again; each says by name which one it is", async ({
  start,
  page,
}) => {
  const ui = new Screen(page);
  const program = await start();
  const account = page.getByRole("banner").getByRole("button").last();
  await ui.open(program);
  await account.click();
  await page.getByRole("menuitem", { name: "New profile…" }).click();
  await page.getByLabel("Name").fill("Contoso Nord");
  await page.getByTitle("Teal").click();
  await program.replaced(() => page.keyboard.press("Control+Enter"));
  await ui.open(program);
  await expect(page).toHaveTitle(/ – Contoso Nord$/);
  await expect(account).toContainText("Contoso Nord");
  await account.click();
  await expect(page.getByRole("menuitemradio", { name: "Contoso Nord" })).toBeChecked();

  await program.replaced(() => page.getByRole("menuitemradio", { name: "First profile" }).click());
  await ui.open(program);
  await expect(page).toHaveTitle(/ – First profile$/);
  await expect(account).toContainText("First profile");
});

test("a profile that has a window is shown there, and this one stays; closed it is removed whole", async ({
  home,
  start,
  page,
}) => {
  const ui = new Screen(page);
  await home.run("profiles", "add", "Contoso Nord", "--colour", "teal");
  const program = await start();
  const other = await Program.start(home, "--profile", "contoso-nord");
  await ui.open(program);
  const account = page.getByRole("banner").getByRole("button").last();
  await account.click();
  await page.getByRole("menuitemradio", { name: "Contoso Nord" }).click();
  await expect(page.getByText("The window of Contoso Nord is in front.")).toBeVisible();
  await account.click();
  await page.getByRole("menuitem", { name: "Manage profiles…" }).click();
  await page.getByRole("button", { name: "Remove Contoso Nord" }).click();
  await page.getByRole("button", { name: "Remove for good" }).click();
  await expect(page.getByRole("alert").first()).toContainText("in use by another process");
  await other.stop();
  await page.getByRole("button", { name: "Remove for good" }).click();
  await expect(page.getByText("Contoso Nord is removed.")).toBeVisible();
  const { profiles } = await home.ask<{ profiles: { name: string }[] }>("profiles");
  expect(profiles.map((p) => p.name)).toEqual(["default"]);
  await expect(page).not.toHaveTitle(/First profile/); // told from no other any more
});

test("a dialog opened from another one takes its place, and leaves the focus in the window", async ({
  ui,
}) => {
  const { page } = ui;
  await page.getByRole("banner").getByRole("button").last().click();
  await page.getByRole("menuitem", { name: /^Manage profiles/ }).click();
  await page.getByRole("button", { name: /^New profile/ }).click();
  await expect(page.locator("dialog:modal").getByRole("textbox", { name: "Name" })).toBeFocused();
  await ui.press("Escape");
  await expect(page.locator("dialog:modal")).toHaveCount(0);
  await expect(page.locator("body:focus")).toHaveCount(0);
  await expect(page.locator(":focus")).toHaveCount(1);
});
