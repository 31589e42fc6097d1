import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Cloud, Home } from "./program";
import { literal, Screen } from "./screen";

const views = ["Customers", "Incidents", "Overview", "Health", "Requests", "Subscriptions", "Access"];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

/** What is drawn beyond the window's sides, or, of a dialog, beyond any of them. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [
      ...document.querySelectorAll(
        "header, nav, main, footer, main h1, main button, aside, aside button, dialog, dialog :is(button, input, select, textarea)",
      ),
    ].filter((el) => el.checkVisibility() && !el.closest("[role=grid], [popover]"));
    const over = parts.filter((el) => {
      const box = el.getBoundingClientRect();
      const high = el.tagName === "DIALOG" && (box.top < 0 || box.bottom > innerHeight);
      return box.width > 0 && (high || box.right > innerWidth + 0.5 || box.left < -0.5);
    });
    const scrolls = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
    return [...scrolls, ...over.map((el) => `${el.tagName}: ${el.textContent?.trim().slice(0, 40)}`)];
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test("no view breaks an accessibility rule", async ({ ui, demo }) => {
      const worst = (await demo.customers("--sort", "health", "--limit", "1"))[0];
      await ui.find(worst?.name ?? "");
      const found: Record<string, string[]> = {};
      for (const view of views) {
        await ui.go(view);
        await expect(ui.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
        const here = await violations(ui.page);
        if (here.length) found[view] = here;
      }
      await ui.page.keyboard.press("?");
      const dialog = await violations(ui.page);
      if (dialog.length) found.keys = dialog;
      expect(found).toEqual({});
    });

    test("neither do requests, the dialog that writes them and the outbox", async ({
      home,
      start,
      signedIn,
      page,
    }) => {
      const request = await fillOutbox(home, await signedIn("--customers", "40"));
      const { url } = await start();
      const found: Record<string, string[]> = {};
      await tour(new Screen(page), url, request, async (place) => {
        const here = await violations(page);
        if (here.length) found[place] = here;
      });
      expect(found).toEqual({});
    });
  });
}

test("at the smallest window every part keeps inside it, in both languages", async ({ demo, browser }) => {
  const worst = (await demo.customers("--sort", "health", "--limit", "1"))[0];
  for (const locale of ["en-GB", "fr-FR"]) {
    const context = await browser.newContext({ locale, viewport: { width: 1024, height: 640 } });
    const page = await context.newPage();
    await page.goto(demo.program.url);
    await expect(page.getByRole("contentinfo")).toBeVisible();
    await page.getByRole("searchbox").fill(worst?.name ?? "");
    await page.getByRole("searchbox").press("Enter");
    await expect(page).toHaveTitle(/– Tenantry$/);
    const buttons = page.getByRole("navigation").getByRole("button");
    for (let i = 0; i < (await buttons.count()); i++) {
      await buttons.nth(i).click();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      expect(await outside(page), `${locale}, ${await page.title()}`).toEqual([]);
      expect(await coveringTitle(page), `${locale}, ${await page.title()}`).toEqual([]);
    }
    await context.close();
  }
});

/** The buttons that stand on the view's title, or on what would not fit of it. */
const coveringTitle = (page: Page) =>
  page.getByRole("main").evaluate((main) => {
    const title = document.createRange(); // of the letters, not of the box that may be too small for them
    title.selectNodeContents(main.querySelector("h1") as Element);
    const at = title.getBoundingClientRect();
    const covers = ({ left, right, top, bottom }: DOMRect) =>
      left < at.right && right > at.left && top < at.bottom && bottom > at.top;
    return [...main.querySelectorAll("button")]
      .filter((button) => covers(button.getBoundingClientRect()))
      .map((button) => button.textContent?.trim());
  });

const longTitle = "x".repeat(120);
const severalLines = "The answer of the support desk.\n".repeat(6);

interface Row {
  id: string;
  localId: string;
  tenantId: string;
  customer: string;
  title: string;
}

/** Fills the outbox: a draft, one to be filed, one handed off, a note that was sent and one that can't be. */
async function fillOutbox(home: Home, cloud: Cloud): Promise<Row> {
  const request = (...args: string[]) => home.ask<Row>("requests", ...args);
  const { requests } = await home.ask<{ requests: Row[] }>("requests", "list", "--state", "open");
  const of = requests.find((r) => /^[A-Za-z ]+$/.test(r.customer));
  if (!of) throw new Error("no request is open");
  const text = ["--title", longTitle, "--description", severalLines, "--channel", "portal"];
  await request("new", of.tenantId, ...text, "--draft");
  await request("new", of.tenantId, ...text, "--product", "Exchange Online");
  const handed = await request("new", of.tenantId, ...text, "--product", "Microsoft Teams");
  await home.run("requests", "send", handed.localId, "--no-browser");
  await request("note", of.id, severalLines);
  await home.run("requests", "send");
  await cloud.event("link-cut");
  await request("note", of.id, `${severalLines}, later`);
  await home.run("requests", "send").catch(() => {}); // it ends with "no network"
  return of;
}

/** Opens one place after the other, by keys: they are the same in every language. */
async function tour(ui: Screen, url: string, request: Row, look: (place: string) => Promise<void>) {
  const main = ui.page.getByRole("main");
  await ui.page.goto(url);
  await expect(ui.list.getByRole("row").nth(1)).toBeVisible();
  await ui.press("g", "r");
  await expect(main.getByRole("grid").getByRole("row").nth(1)).toBeVisible();
  await look("all requests");
  const filter = main.getByRole("searchbox");
  await filter.fill(request.id);
  await expect(main.getByRole("row")).toHaveCount(2);
  await filter.press("ArrowDown");
  await ui.press("Enter");
  await expect(ui.page).toHaveTitle(new RegExp(`^${literal(request.customer)} – `));
  const heading = ui.page.getByRole("heading", { name: request.title });
  await expect(heading).toBeVisible();
  await look("one request");
  await heading.focus();
  await ui.press("n");
  const dialog = ui.page.getByRole("dialog");
  await expect(dialog.locator("[name=title]")).toBeFocused();
  await ui.page.keyboard.type(longTitle);
  await ui.press("Tab");
  await ui.page.keyboard.type("{customer}");
  // A placeholder and two requests about the same are to be looked at first.
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await look("dialog");
  await ui.press("Escape");
  await expect(dialog).toHaveCount(0);
  await ui.press("g", "o");
  await expect(ui.page.getByRole("complementary").last().getByRole("article").nth(4)).toBeVisible();
  await look("outbox");
}

test("requests, the dialog that writes them and the outbox keep inside the smallest window", async ({
  home,
  start,
  signedIn,
  browser,
}) => {
  const request = await fillOutbox(home, await signedIn("--customers", "40"));
  const { url } = await start();
  for (const locale of ["en-GB", "fr-FR"]) {
    const context = await browser.newContext({ locale, viewport: { width: 1024, height: 640 } });
    const page = await context.newPage();
    await tour(new Screen(page), url, request, async (place) =>
      expect(await outside(page), `${place}, ${locale}`).toEqual([]),
    );
    await context.close();
  }
});
