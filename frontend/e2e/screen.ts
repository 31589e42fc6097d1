import { expect, type Locator, type Page } from "@playwright/test";
import type { Program } from "./program";

/** The window as its user sees it: by what is written there and by roles, never by classes. */
export class Screen {
  constructor(readonly page: Page) {}

  async open(program: Program): Promise<void> {
    await this.page.goto(program.url);
    await expect(this.page.getByRole("contentinfo")).toBeVisible();
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

  get status(): Locator {
    return this.page.getByRole("contentinfo");
  }

  /** The row of a customer, as far as it is drawn. Beside the name may stand where else the match was found. */
  row(name: string): Locator {
    return this.list.getByRole("row").filter({ has: this.page.getByTitle(name, { exact: true }) });
  }

  /** A cell by what its column is called in either language. */
  cell(row: Locator, column: "name" | "domain" | "health"): Locator {
    return row.getByRole("gridcell").nth({ name: 1, domain: 2, health: 3 }[column]);
  }

  /** What one column says, top to bottom, in all rows that are drawn; taken at one moment. */
  async column(column: "name" | "domain" | "health"): Promise<string[]> {
    const index = { name: 2, domain: 3, health: 4 }[column];
    return this.list.evaluate(
      (grid, index) =>
        [...grid.querySelectorAll("[role=row][aria-rowindex]:not([aria-rowindex='1'])")]
          .sort((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
          .map((row) => row.querySelector(`[role=gridcell][aria-colindex='${index}']`))
          .map((cell) => (cell?.querySelector("[title]") ?? cell)?.textContent?.trim() ?? ""),
      index,
    );
  }

  /** Finds a customer by its whole name and opens it. */
  async find(name: string): Promise<void> {
    await this.search.fill(name);
    await expect(this.row(name).first()).toBeVisible();
    await this.search.press("Enter");
    await expect(this.page).toHaveTitle(new RegExp(`^${literal(name)} – `));
  }

  /** Goes to a view by the navigation. */
  async go(view: string): Promise<void> {
    await this.page
      .getByRole("navigation")
      .getByRole("button", { name: new RegExp(`^${view}`) })
      .click();
  }

  /** Chooses an entry of the menu at the right of the header. */
  async choose(entry: string, role: "menuitem" | "menuitemradio" = "menuitemradio"): Promise<void> {
    await this.page.getByRole("banner").getByRole("button").last().click();
    await this.page.getByRole(role, { name: entry, exact: true }).first().click();
  }
}

/** Text as a part of a regular expression. */
export const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
