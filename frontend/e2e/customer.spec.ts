import { expect, test } from "./fixtures";
import { literal } from "./screen";

interface Details {
  name: string;
  address: { street: string; city: string; postalCode: string };
  verifiedDomains: { name: string; isDefault: boolean }[];
  subscriptions: { name: string }[];
  links: { portal: string; url: string }[];
}

interface Report {
  services: {
    name: string;
    state: string;
    issues: {
      id: string;
      title: string;
      resolved: boolean;
      posts: { at: string; text: string }[];
      lastWord: string;
    }[];
  }[];
}

test("the pane tells address, domains, subscriptions and delegation of the chosen customer", async ({
  ui,
  demo,
}) => {
  const customer = await demo.anyone();
  const known = await demo.ask<Details>("customer", customer.tenantId);
  await ui.search.fill(customer.name);
  await ui.cell(ui.row(customer.name), "name").click();
  const pane = ui.details;
  await expect(pane.getByRole("heading", { name: customer.name })).toBeVisible();
  await expect(pane).toContainText(known.address.city);
  await expect(pane).toContainText(known.address.postalCode);
  await expect(pane).toContainText(customer.primaryDomain);
  await expect(pane).toContainText(known.subscriptions[0]?.name ?? "no subscription");
  await expect(pane).toContainText(customer.tenantId);
  await expect(pane).toContainText(/Delegated (until|without an end date)|First end/);
});

test("the icon in the row opens that customer's health report, with issues and posts", async ({
  ui,
  demo,
}) => {
  const worst = (await demo.customers("--sort", "health", "--health", "outage"))[0];
  const name = worst?.name ?? "";
  await ui.search.fill(name);
  await ui.cell(ui.row(name), "health").getByRole("button").click();
  await expect(ui.page).toHaveTitle(`${name} – Health – Tenantry`);
  const report = await demo.ask<Report>("health", worst?.tenantId ?? "");
  const service = report.services.find((s) => s.state === "outage");
  const issue = service?.issues.find((i) => !i.resolved);
  const main = ui.page.getByRole("main");
  const row = main.getByRole("button", { name: new RegExp(`^${literal(service?.name ?? "")} *Outage`) });
  if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
  const article = main.getByRole("article", { name: issue?.title ?? "" });
  await expect(article.first()).toContainText(issue?.id ?? "");
  const posts = issue?.posts ?? [];
  expect(posts.length).toBeGreaterThan(1);
  const newest =
    posts
      .map((p) => p.at)
      .sort()
      .at(-1) ?? "";
  const shown = article.first().getByRole("list").locator("time");
  await expect(shown).toHaveCount(1); // the newest word stands alone until the rest is asked for
  await expect(shown).toHaveAttribute("datetime", newest);
  await expect(article.first()).toContainText(issue?.lastWord ?? "no status line");
});

test("an admin center opens by its button and by its key, in the customer's context", async ({
  ui,
  demo,
}) => {
  const customer = await demo.anyone();
  const { links } = await demo.ask<Details>("links", customer.tenantId);
  const url = (portal: string) => links.find((l) => l.portal === portal)?.url ?? "";
  const host = new URL(url("admin"));
  expect(host.protocol).toBe("https:");
  await ui.search.fill(customer.name);
  await ui.cell(ui.row(customer.name), "name").click();
  await ui.details.getByRole("button", { name: /^Exchange/ }).click();
  await expect.poll(() => demo.home.opened()).toContain(url("exchange"));
  await ui.page.keyboard.press("o");
  await expect.poll(() => demo.home.opened()).toContain(url("admin"));
});

test("tags and favourites find a customer again", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await ui.search.fill(customer.name);
  await ui.cell(ui.row(customer.name), "name").click();
  await ui.page.keyboard.press("t");
  await ui.page.keyboard.type("renewal");
  await ui.page.keyboard.press("Enter");
  await expect(ui.details.getByRole("button", { name: "Remove the tag renewal" })).toBeVisible();
  await ui.search.fill("renewal");
  await expect.poll(async () => (await ui.column("name"))[0]).toContain(customer.name);
  await ui.search.press("Escape");
  await ui.page.getByLabel("Tag", { exact: true }).selectOption({ label: "renewal (1)" });
  await expect.poll(() => ui.column("name")).toEqual([customer.name]);
  await ui.details.getByRole("button", { name: "Remove the tag renewal" }).click();
  await expect(ui.details.getByRole("button", { name: "Remove the tag renewal" })).toHaveCount(0);

  await ui.details.getByRole("button", { name: "Add to favourites" }).click();
  await ui.page.getByRole("button", { name: "Show all customers" }).click();
  await ui.page.getByRole("button", { name: "Favourites", exact: true }).click();
  await expect.poll(() => ui.column("name")).toEqual([customer.name]);
  await ui.details.getByRole("button", { name: "Remove from favourites" }).click();
});

test("what was done to a customer is undone by Ctrl+Z, the newest first, and by its toast", async ({
  ui,
  demo,
}) => {
  const { name } = await demo.anyone();
  const tag = ui.details.getByRole("button", { name: "Remove the tag trial" });
  const star = ui.details.getByRole("button", { name: /favourites$/ });
  await ui.search.fill(name);
  await ui.cell(ui.row(name), "name").click();
  await ui.press("f");
  await expect(star).toHaveAccessibleName("Remove from favourites");
  await ui.press("t");
  await ui.page.keyboard.type("trial\n");
  await expect(ui.page.getByText(`${name}: “trial” added`)).toBeVisible();
  await expect(tag).toBeVisible();
  await ui.press("Control+z"); // the field is empty: it has nothing of its own to undo
  await expect(tag).toHaveCount(0);
  await expect(ui.page.getByText(`Undone: ${name}: “trial” added`)).toBeVisible();
  await expect(star).toHaveAccessibleName("Remove from favourites");
  await ui.press("Control+z");
  await expect(star).toHaveAccessibleName("Add to favourites");

  await ui.cell(ui.row(name), "name").click();
  await ui.press("f");
  await expect(star).toHaveAccessibleName("Remove from favourites");
  await ui.page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(star).toHaveAccessibleName("Add to favourites");
});

test("choosing another customer keeps the feature", async ({ ui, demo }) => {
  const [first, second] = await demo.customers("--health", "healthy", "--limit", "2");
  await ui.find(first?.name ?? "");
  await ui.go("Subscriptions");
  await expect(ui.page).toHaveTitle(`${first?.name} – Subscriptions – Tenantry`);
  await ui.search.fill(second?.primaryDomain ?? "");
  await ui.search.press("Enter");
  await expect(ui.page).toHaveTitle(`${second?.name} – Subscriptions – Tenantry`);
});

test("the message center shows what Microsoft will change, the nearest date first, and opens a message", async ({
  ui,
  demo,
}) => {
  const customer = await demo.anyone();
  await ui.find(customer.name);
  await ui.go("Message center");
  await expect(ui.page).toHaveTitle(`${customer.name} – Message center – Tenantry`);
  const messages = ui.page.getByRole("main").getByRole("article");
  await expect(messages).not.toHaveCount(0);
  interface Center {
    messages: { id: string; title: string; actionBy: string | null; posts: { text: string }[] }[];
  }
  const center = await demo.ask<Center>("messages", customer.tenantId);
  await expect(messages).toHaveCount(center.messages.length);
  const nearest = center.messages
    .filter((m) => m.actionBy)
    .sort((a, b) => (a.actionBy ?? "").localeCompare(b.actionBy ?? ""))[0];
  await expect(messages.first()).toContainText(nearest?.id ?? "no message asks for anything");
  await messages.first().getByRole("button", { name: nearest?.title }).click();
  const words = nearest?.posts[0]?.text.split(".")[0] ?? "";
  await expect(messages.first()).toContainText(words);
});
