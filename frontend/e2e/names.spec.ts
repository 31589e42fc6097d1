import { expect, test } from "./fixtures";

// What a screen reader is told, by the accessibility tree: roles, names, states, and in which order.

test("the frame: where one is, what there is, what is going on", async ({ ui, page }) => {
  await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
    - banner:
      - search:
        - searchbox "Search customers"
      - button "Settings"
      - button "Avery Morgan"
  `);
  await expect(page.getByRole("navigation")).toMatchAriaSnapshot(`
    - navigation "Main":
      - list "All":
        - listitem:
          - button /Customers \\d+/
        - listitem:
          - button /Incidents \\d+/
        - listitem:
          - button /Requests \\d+/
      - heading "Customer" [level=2]
      - paragraph: Choose a customer to see it here.
  `);
  await expect(ui.status).toMatchAriaSnapshot(`
    - contentinfo "Status":
      - text: /Online.*health .* old.*\\d+ of \\d+ read/
      - button /\\d+ not readable/
      - button "Sync now"
  `);
});

test("the list of customers: a grid whose signs are words, and whose buttons name the customer", async ({
  ui,
  demo,
}) => {
  const [worst] = await demo.customers("--sort", "health");
  const customer = worst?.name ?? "";
  await ui.search.fill(customer);
  await expect(ui.row(customer).first()).toBeVisible();
  await expect(ui.page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Customers" [level=1]
      - status: /1 of \\d+ customers/
      - group "Filter":
        - button /Needs attention/
        - button /Not readable/
        - button "Favourites"
        - combobox "Health"
      - button "Columns"
      - grid "Customers":
        - row:
          - columnheader "Favourite"
          - columnheader "Name":
            - button "Name"
          - columnheader "Health":
            - button "Health"
        - row:
          - gridcell:
            - button ${JSON.stringify(`Add ${customer} to favourites`)}
          - gridcell
          - gridcell:
            - button /Outage, \\d+ open issues?. open the service health of/
  `);
  await ui.press("ArrowDown", "x");
  await expect(ui.row(customer).first()).toHaveAttribute("aria-selected", "true");
  await ui.press("x");
});

test("one customer: sections with headings, fields with what they are of", async ({ ui, demo }) => {
  const { name } = await demo.anyone();
  await ui.find(name);
  await expect(ui.page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Overview" [level=1]
      - paragraph: ${name}
      - heading ${JSON.stringify(name)} [level=2]
      - button "Add to favourites"
      - button "Refresh"
      - list "Tags":
        - listitem:
          - textbox "Add a tag"
      - list "Also known as":
        - listitem:
          - textbox "Add another name"
      - region "Open":
        - heading "Open" [level=3]
        - button "Admin center"
        - button "More admin centers"
      - region "Contact":
        - heading "Contact" [level=3]
        - term: Address
        - definition:
          - button "Copy the address"
      - region /Domains \\d+/:
        - heading /Domains \\d+/ [level=3]
        - list
      - region /Subscriptions \\d+/:
        - heading /Subscriptions \\d+/ [level=3]
      - region "Delegated administration":
        - heading "Delegated administration" [level=3]
  `);
});

test("a service request: a dialog with a name for each field", async ({ ui, demo }) => {
  const { name } = await demo.anyone();
  await ui.find(name);
  await ui.press("n");
  await expect(ui.writer).toMatchAriaSnapshot(`
    - dialog "Write a service request":
      - heading "Write a service request" [level=2]
      - button "Close and keep the draft"
      - combobox "Language of the request"
      - button "Template"
      - group "How it reaches Microsoft":
        - radio "Microsoft 365" [checked]
        - radio "Azure"
      - textbox "Title"
      - textbox "Description"
      - textbox "Steps tried"
      - combobox "Severity"
      - combobox "Product"
      - combobox "Incident"
      - textbox "Affected users"
      - group "Contact for Microsoft":
        - textbox "Name"
        - textbox "Mail"
        - textbox "Phone"
      - button "Queue for later"
      - button "Open the support page"
  `);
  await ui.press("Escape");
  await expect(ui.writer).toHaveCount(0);
});

test("incidents: a grid whose columns have names, and whom one affects in a grid of its own", async ({
  ui,
}) => {
  await ui.press("g", "i");
  const main = ui.page.getByRole("main");
  await expect(main.getByRole("grid").first().locator(":focus")).toHaveCount(1);
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Incidents" [level=1]
      - grid "Incidents":
        - row:
          - columnheader "Issue"
          - columnheader "Service"
          - columnheader "Status"
  `);
  const title = await main.getByRole("row").nth(1).getByRole("button").first().innerText();
  await ui.press("Enter");
  await expect(main.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(main.getByRole("grid", { name: /affected customers?$/ })).toBeVisible();
  await ui.press("Escape");
  await expect(main.getByRole("heading", { level: 1, name: "Incidents" })).toBeVisible();
});
