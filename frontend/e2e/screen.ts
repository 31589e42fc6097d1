import { expect, type Locator, type Page } from "@playwright/test";
import type { Program } from "./program";

/** The window as its user sees it: by what is written there and by roles, never by classes. */
export class Screen {
  constructor(readonly page: Page) {}

  async open(program: Program): Promise<void> {
    await this.page.goto(program.url);
    await expect(this.page.getByRole("contentinfo")).toBeVisible();
  }

  /** Opens it, and waits until its list is there: keys go to it from here on. */
  async begin(program: Program): Promise<void> {
    await this.open(program);
    await expect(this.list.getByRole("row").nth(1)).toBeVisible();
  }

  /** Begins where a window begins that was never used, whatever a test before this one left set; no tour is offered. */
  async afresh(): Promise<void> {
    await this.page.evaluate(async () => {
      type Save = (preferences: object, changed: string[] | null) => Promise<void>;
      const { go } = window as unknown as { go: { app: { Settings: { Save: Save } } } };
      await go.app.Settings.Save({ toured: true }, null);
    });
    await this.page.reload();
    await expect(this.page.getByRole("contentinfo")).toBeVisible();
  }

  /** Presses a button of the view's head, or its entry in the menu of those that have no room. */
  async act(name: string, more = "More actions"): Promise<void> {
    const main = this.page.getByRole("main");
    const button = main.getByRole("button", { name, exact: true });
    const menu = main.getByRole("button", { name: more, exact: true }).first();
    await expect(button.or(menu).first()).toBeVisible();
    if (await button.isVisible()) return await button.click();
    await menu.click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  get list(): Locator {
    return this.page.getByRole("grid", { name: /^(Customers|Clients)$/ });
  }

  get search(): Locator {
    return this.page.getByRole("searchbox").first();
  }

  get details(): Locator {
    return this.page.getByRole("complementary", { name: /^(Details|Détails)$/ });
  }

  /** Everything outgoing, once it is opened. */
  get outbox(): Locator {
    return this.page.getByRole("complementary", { name: "Outbox" });
  }

  /** Something in the outbox by its title. */
  outgoing(title: string): Locator {
    return this.outbox.getByRole("article", { name: title, exact: true });
  }

  /** The dialog in which a service request is written. */
  get writer(): Locator {
    return this.page.getByRole("dialog", { name: "Write a service request" });
  }

  /** The rows of requests in the view that is shown. */
  get requests(): Locator {
    return this.page.getByRole("grid", { name: /^(Service requests|Requests)$/ });
  }

  get status(): Locator {
    return this.page.getByRole("contentinfo");
  }

  /** The row of a customer, as far as it is drawn. Beside the name may stand where else the match was found. */
  row(name: string): Locator {
    return this.list.getByRole("row").filter({ has: this.page.getByTitle(name, { exact: true }) });
  }

  /** A cell by what its column is called in either language. */
  cell(row: Locator, column: "name" | "health"): Locator {
    return row.getByRole("gridcell").nth({ name: 1, health: 2 }[column]);
  }

  /** What one column says, top to bottom, in all rows that are drawn; taken at one moment. */
  async column(column: "name" | "health"): Promise<string[]> {
    const index = { name: 2, health: 3 }[column];
    return this.list.evaluate(
      (grid, index) =>
        [...grid.querySelectorAll("[role=row][aria-rowindex]:not([aria-rowindex='1'])")]
          .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
          .map((row) => row.querySelector(`[role=gridcell][aria-colindex='${index}']`))
          .filter((cell) => cell !== null) // a heading has none
          .map((cell) => (cell.querySelector("[title]") ?? cell)?.textContent?.trim() ?? ""),
      index,
    );
  }

  /** Finds a customer by its whole name and opens it. */
  async find(name: string): Promise<void> {
    await this.search.fill(name);
    await expect(this.row(name).first()).toBeVisible();
    await this.search.press("Enter");
    await expect(this.page).toHaveTitle(new RegExp(`^${literal(name)} – `));
    await expect(this.search).not.toBeFocused(); // from here on letters are keys
  }

  /** Goes to a view by the navigation. A name that stands there twice means the chosen customer's. */
  async go(view: string): Promise<void> {
    await this.page
      .getByRole("navigation")
      .getByRole("button", { name: new RegExp(`^${view}`) })
      .last()
      .click();
  }

  /** Brings everything up to date, and waits until it was tried. */
  async sync(): Promise<void> {
    const idle = this.status.getByRole("button", { name: /^Sync now/ });
    await expect(idle).toBeVisible();
    await this.page.keyboard.press("F5");
    await expect(idle).toBeVisible();
  }

  /** Presses keys one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Opens the settings. */
  async settings(): Promise<void> {
    await this.page.keyboard.press("Control+,");
    await expect(this.page.getByRole("heading", { level: 1, name: /^(Settings|Paramètres)$/ })).toBeVisible();
  }

  /** Chooses one of a few, in the settings. */
  async pick(option: string): Promise<void> {
    await this.page.getByRole("main").getByText(option, { exact: true }).click();
  }

  /** What sets something, in the settings. */
  setting(name: string): Locator {
    return this.page.locator("[data-setting]").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Chooses an entry of the menu at the right of the header. */
  async choose(entry: string): Promise<void> {
    await this.page.getByRole("banner").getByRole("button").last().click();
    await this.page.getByRole("menuitem", { name: entry, exact: true }).first().click();
  }
}

/** Text as a part of a regular expression. */
export const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Holds a file over the window, and drops it if asked to. Answers whether the browser would have shown it. */
export function drag(
  page: Page,
  name: string,
  text: string,
  ...events: ("dragover" | "drop")[]
): Promise<boolean> {
  return page.evaluate(
    ([name, text, events]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      return events
        .map((type) =>
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })),
        )
        .some((goesOn) => goesOn);
    },
    [name, text, events] as const,
  );
}
