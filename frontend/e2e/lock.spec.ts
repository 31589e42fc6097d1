import { once } from "node:events";
import { access } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { type Program, until } from "./program";
import { Screen } from "./screen";

const phrase = "sieben Äpfel im Fass";

/** What the window shows that took the place of the one before. */
const shows = (page: Page, program: Program, heading: string) =>
  until(`window that says ${heading}`, async () => {
    await page.goto(program.url).catch(() => {}); // between two processes nobody serves it
    const title = page.getByRole("heading", { name: heading, level: 1 });
    return title.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  });

test("locked and unlocked with the keyboard alone, in the language and the colours that were chosen", async ({
  start,
  page,
}) => {
  const ui = new Screen(page);
  const program = await start("demo");
  await ui.open(program);
  await ui.settings();
  await ui.pick("Français");
  await ui.pick("Sombre");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 clients");

  await program.replaced(() => page.keyboard.press("Control+Shift+L"));
  await shows(page, program, "Tenantry est verrouillé");
  await expect(page.locator("html")).toHaveAttribute("lang", /^fr/);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByText(/clients/)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Déverrouiller" })).toBeFocused();

  await program.replaced(() => page.keyboard.press("Enter"));
  await ui.open(program);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 clients");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a passphrase is set, asked for after a lock by the menu, and a wrong one is refused", async ({
  start,
  page,
}) => {
  const ui = new Screen(page);
  const program = await start("demo");
  await ui.open(program);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 customers");
  await ui.settings();
  await page.getByRole("button", { name: "Passphrase…" }).click();
  await page.getByLabel("New passphrase").fill(phrase);
  await page.getByLabel("The same once more").fill(phrase);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("The passphrase is set.")).toBeVisible();

  await program.replaced(() => ui.choose("Lock now"));
  await shows(page, program, "Tenantry is locked");
  await expect(page.getByLabel("Passphrase")).toBeFocused();
  await page.keyboard.type("acht Birnen im Fass");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Passphrase")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("The passphrase is wrong.").first()).toBeVisible();

  await page.keyboard.type(phrase); // in the place of the wrong one
  await program.replaced(() => page.keyboard.press("Enter"));
  await ui.open(program); // where it was locked
  await ui.go("Customers");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 customers");

  await page.waitForLoadState("networkidle"); // the rows were there before the rest of the page was
  // A start finds it again, and the command line is served by the window without asking.
  expect(await program.stop()).toBe(0);
  await shows(page, await start("demo"), "Tenantry is locked");
});

test.describe("a session bus that accepts and never says a word", () => {
  const bus = createServer();
  const held = new Set<Socket>();
  bus.on("connection", (socket) => held.add(socket));
  test.beforeEach(async ({ home }) => {
    bus.listen(join(home.dir, "bus"));
    await once(bus, "listening");
    home.bus = `unix:path=${join(home.dir, "bus")}`;
  });
  test.afterEach(() => {
    for (const socket of held) socket.destroy();
    bus.close();
  });

  test("is said at once, and a person may end the waiting", async ({ home, start, page }) => {
    const program = await start("--secrets", "keychain");
    await shows(page, program, "Waiting for the keychain");
    await page.getByRole("button", { name: "End Tenantry" }).click();
    await program.ended();
    await expect(access(join(home.dir, "home/profiles/default/running.json"))).rejects.toThrow();
  });

  test("is given up, with what helps, and asked again by a press", async ({ start, page }) => {
    const program = await start("--secrets", "keychain");
    await shows(page, program, "Waiting for the keychain");
    await shows(page, program, "Tenantry can’t open your data");
    await expect(page.getByRole("alert")).toContainText("has not answered for 10 seconds");
    await expect(page.getByRole("alert")).toContainText("Unlock or install a keychain");
    await program.replaced(() => page.getByRole("button", { name: "Try again" }).click());
    await shows(page, program, "Tenantry can’t open your data");
  });
});
