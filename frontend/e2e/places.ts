import type { Locator, Page } from "@playwright/test";
import { type Language, said } from "./catalogue";
import { expect } from "./fixtures";

/** What opens something says so; what is in a menu is looked for once the menu is open. */
const openers = "[aria-haspopup=menu], [aria-haspopup=dialog]";
/** Commands that end this window or change what is shown while one looks, by their messages. */
const ends = ["lock_now", "frame_sync", "frame_end"];

/** How long a walk through all of it may take, in ms: a bound against one that hangs, on the busiest machine. */
export const walk = 45 * 60_000;

interface Visitor {
  /** At a place: a view, a dialog, a menu, as one says where it is. */
  at: (place: string) => Promise<void>;
  /** What opened there was closed again. */
  left?: (place: string) => Promise<void>;
}

/**
 * Walks through the window as it is found: every entry of the navigation, all that opens there, every command. What needs
 * more than a press (a dropped file) is the caller's to bring about.
 */
export class Places {
  /** The titles of the dialogs that were seen. */
  readonly dialogs = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly opened = new Set<string>();

  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly visitor: Visitor,
  ) {}

  /** Every view, with what is chosen and unfolded in it, and all that opens from there. */
  async views(): Promise<void> {
    const entries = this.page.getByRole("navigation").getByRole("button");
    const count = await entries.count();
    for (let i = 0; i < count; i++) {
      const name = await this.view(entries.nth(i));
      await this.open(this.page.locator("body"), name);
    }
  }

  /** The views of the chosen customer, another one than the one that all is opened at. */
  async viewsOf(customer: string): Promise<void> {
    const entries = this.page.getByRole("navigation").getByRole("list").last().getByRole("button");
    const count = await entries.count();
    for (let i = 0; i < count; i++) {
      const name = await this.view(entries.nth(i), customer);
      await this.open(this.page.locator("main, aside"), name);
    }
  }

  private async title(): Promise<string> {
    const heading = this.page.getByRole("main").getByRole("heading", { level: 1 });
    await expect(heading).toBeVisible();
    return (await heading.innerText()).trim();
  }

  /** Goes to a view by its entry, or stays at the one that is shown. */
  private async view(entry: Locator | undefined, of = ""): Promise<string> {
    await entry?.click();
    const main = this.page.getByRole("main");
    await this.settle();
    const title = await this.title();
    this.seen.add(title);
    const name = of ? `${title} of ${of}` : title;
    await this.unfold(main);
    const before = await this.page.title();
    const chosen = await this.choose(main);
    await this.at(name);
    if (of || !chosen || !(await this.choose(main))) return name;
    await this.page.keyboard.press("x");
    await this.settle();
    await this.at(`${name}, a row of several`);
    await this.open(main, `${name}, a row of several`);
    await this.choose(main);
    await this.page.keyboard.press("x");
    if (!(await this.choose(main))) return name;
    await this.page.keyboard.press("Enter");
    await this.settle();
    if ((await this.page.title()) === before) {
      await this.at(`${name}, a row opened`);
      await this.open(main, `${name}, a row opened`);
    }
    await entry?.click(); // another view is visited anyway
    await this.settle();
    return name;
  }

  /** Goes to the first rows of the first list, by keys, so that nothing but the row is pressed. */
  private async choose(within: Locator): Promise<boolean> {
    const cell = within.getByRole("grid").first().locator("[tabindex='0']").first();
    if (!(await cell.isVisible())) return false;
    await cell.focus();
    for (const key of ["ArrowUp", "ArrowDown"]) await this.page.keyboard.press(key);
    await this.settle();
    return true;
  }

  /** Unfolds what is folded, a few of each. */
  private async unfold(within: Locator): Promise<void> {
    for (let i = 0; i < 6; i++) {
      const folded = within.locator("button[aria-expanded=false]:not([aria-haspopup])").first();
      if (!(await folded.isVisible())) break;
      await folded.click();
      await this.settle();
    }
  }

  /** Opens what is within and was not opened before, and what that one opens. */
  async open(within: Locator, place: string): Promise<void> {
    const all = within.locator(openers);
    for (let i = 0; i < (await all.count()); i++) {
      const opener = all.nth(i);
      if (!(await opener.isVisible()) || !(await opener.isEnabled())) continue;
      const label = (await opener.getAttribute("aria-label")) ?? (await opener.innerText());
      const name = label.trim().replace(/\s+/g, " ");
      // In a list each row has the same: one of them is enough.
      const column = await opener.evaluate((el) => {
        const row = el.parentElement?.querySelector("[data-row]");
        if (row) return [...(row.parentElement?.children ?? [])].indexOf(el).toString();
        return el.closest("[role=gridcell]")?.getAttribute("aria-colindex");
      });
      // What has no room in a head stands in a menu that is called the same everywhere.
      const of = column ? `, column ${column}` : name === said(this.language, "more") ? `, ${name}` : "";
      const key = of ? `${place}${of}` : name.replace(/\d+/g, "");
      if (this.opened.has(key)) continue;
      this.opened.add(key);
      const menu = (await opener.getAttribute("aria-haspopup")) === "menu";
      await opener.click();
      await this.top(menu, `${place} > ${name}`);
      await this.at(`${place} > ${name}`);
      if (menu) await this.entries(opener, `${place} > ${name}`);
      else await this.open(this.page.locator("dialog:modal").last(), `${place} > ${name}`);
      await this.close(`${place} > ${name}`);
    }
  }

  /** Of an open menu the entries that open a dialog; the menu is open again afterwards. */
  private async entries(opener: Locator, place: string): Promise<void> {
    const dialogs = this.page.locator("[popover=auto]:popover-open [aria-haspopup=dialog]");
    const count = await dialogs.count();
    for (let i = 0; i < count; i++) {
      const entry = dialogs.nth(i);
      if (!(await entry.isEnabled())) continue;
      const name = (await entry.innerText()).trim();
      await entry.click();
      await this.top(false, `${place} > ${name}`);
      await this.at(`${place} > ${name}`);
      await this.open(this.page.locator("dialog:modal").last(), `${place} > ${name}`);
      await this.close(`${place} > ${name}`);
      await opener.click();
      await this.top(true, place);
    }
  }

  /** The palette, and whatever its commands open. */
  async commands(): Promise<void> {
    const skip = ends.map((key) => said(this.language, key));
    await this.palette();
    await this.at(said(this.language, "frame_commands_title"));
    const names = (await this.options.locator("> :first-child").allInnerTexts()).map((name) => name.trim());
    await this.close("palette");
    for (const name of names.filter((n) => !skip.includes(n))) {
      const place = `${said(this.language, "frame_commands_title")} > ${name}`;
      const asides = await this.page.locator("aside").count();
      await this.palette();
      const option = this.options.filter({ has: this.page.getByText(name, { exact: true }) }).first();
      if (!(await option.isVisible())) {
        await this.close(place); // it is not offered where the one before led to
        continue;
      }
      await option.click();
      await this.settle();
      if (await this.page.locator("dialog:modal").count()) {
        await this.top(false, place);
        await this.at(place);
        await this.open(this.page.locator("dialog:modal").last(), place);
        await this.close(place);
      } else if ((await this.page.locator("aside").count()) > asides) {
        await this.unfold(this.page.locator("aside").last());
        await this.at(place);
        await this.open(this.page.locator("aside").last(), place);
        await this.close(place, true);
      } else if (!this.seen.has(await this.title())) {
        await this.view(undefined); // one that the navigation has no entry for
        await this.open(this.page.getByRole("main"), place);
      }
    }
  }

  /** A dialog that was opened by something else than a press; it is left again. */
  async dialog(place: string): Promise<void> {
    await this.top(false, place);
    await this.at(place);
    await this.close(place);
  }

  private get options(): Locator {
    return this.page.locator("dialog:modal").getByRole("option");
  }

  private async palette(): Promise<void> {
    await this.page.keyboard.press("Control+Shift+P");
    await this.top(false, "palette");
    await expect(this.options.first()).toBeVisible();
  }

  /** Waits until a menu or a dialog lies on top. */
  private async top(menu: boolean, place: string): Promise<void> {
    // A small dialog may be a popover: it leaves the rest at work.
    const open = "[popover=auto]:popover-open";
    const on = this.page.locator(menu ? open : `dialog:modal, ${open}`).last();
    await expect(on, `${place}: it says that it opens a ${menu ? "menu" : "dialog"}`).toBeVisible();
    await this.settle();
    const title = on.getByRole("heading").first();
    if (!menu && (await title.isVisible())) this.dialogs.add((await title.innerText()).trim());
  }

  /** Leaves the topmost thing by Esc: what another one took the place of is gone already, and Esc would leave the view. */
  private async close(place: string, aside = false): Promise<void> {
    const open = this.page.locator("dialog:modal, [popover=auto]:popover-open");
    const before = await open.count();
    if (before > 0 || aside) await this.page.keyboard.press("Escape");
    if (before > 0) await expect.poll(() => open.count(), `${place}: Esc closes it`).toBeLessThan(before);
    await this.settle();
    await this.visitor.left?.(place);
  }

  private async at(place: string): Promise<void> {
    await this.visitor.at(place);
  }

  private async settle(): Promise<void> {
    await settle(this.page);
  }
}

/** Waits until what is on its way has come: answers, fonts, and the picture made of them. */
export async function settle(page: Page): Promise<void> {
  await expect(page.locator(".skeleton:visible, [aria-busy=true]:not(button):visible")).toHaveCount(0);
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    await document.fonts.ready;
  });
}
