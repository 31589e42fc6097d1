import { expect, test } from "./fixtures";

test("a part of the name or of the domain is enough, and the match is marked", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await ui.page.keyboard.press("/");
  await expect(ui.search).toBeFocused();
  const part = customer.name.slice(1, 8).trim();
  await ui.page.keyboard.type(part);
  await expect(ui.row(customer.name)).toBeVisible();
  await expect(ui.row(customer.name).locator("mark").first()).toBeVisible();

  const label = customer.primaryDomain.split(".")[0] ?? "";
  await ui.search.fill(label.slice(1));
  await expect(ui.row(customer.name)).toBeVisible();
});

test("Enter opens the first", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await ui.page.keyboard.press("Control+k");
  await ui.page.keyboard.type(customer.name.toUpperCase());
  await expect.poll(async () => (await ui.column("name"))[0]).toBe(customer.name);
  await ui.page.keyboard.press("Enter");
  await expect(ui.page).toHaveTitle(`${customer.name} – Overview – Tenantry`);
  await expect(ui.page.getByRole("navigation").getByRole("heading", { name: customer.name })).toBeVisible();
});

test("Enter typed in one breath opens what was typed, not what was listed before", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await ui.search.focus();
  await ui.page.keyboard.insertText(customer.primaryDomain);
  await ui.page.keyboard.press("Enter");
  await expect(ui.page).toHaveTitle(`${customer.name} – Overview – Tenantry`);
});

test("a typo does not matter", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  const word = customer.name.split(" ").reduce((a, b) => (b.length > a.length ? b : a));
  const typo = `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`;
  await ui.search.fill(customer.name.replace(word, typo));
  await expect.poll(async () => (await ui.column("name"))[0]).toBe(customer.name);
});

test("the wrong keyboard layout, another legal form and what was only heard do not matter", async ({
  ui,
  demo,
}) => {
  const latin = (await demo.customers()).find((c) => /^[A-Za-z]{5,} [A-Za-z]{4,}/.test(c.name));
  const [first = "", second = ""] = latin?.name.split(" ") ?? [];
  const keys = "qwertyuiopasdfghjklzxcvbnm";
  const russian = "йцукенгшщзфывапролдячсмить";
  const fingers = `${first} ${second}`.toLowerCase().replace(/[a-z]/g, (k) => russian[keys.indexOf(k)] ?? k);
  const meant = async (typed: string) => {
    await ui.search.fill(typed);
    await expect.poll(async () => (await ui.column("name"))[0]).toContain(`${first} ${second}`);
    await expect(
      ui
        .row(latin?.name ?? "")
        .locator("mark")
        .first(),
    ).toBeVisible();
  };
  await meant(fingers);
  await meant(`${first} ${second} Gesellschaft mit beschränkter Haftung`);
  await meant(`the ${second} of ${first}`);
});

test("accents and case do not matter", async ({ ui, demo }) => {
  const customer = (await demo.customers()).find((c) => /[éèêëöüäçñ]/.test(c.name));
  expect(customer).toBeDefined();
  const name = customer?.name ?? "";
  await ui.search.fill(name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
  await expect.poll(async () => (await ui.column("name"))[0]).toBe(name);
});

test("the tenant id leads to its customer", async ({ ui, demo }) => {
  const customer = await demo.anyone();
  await ui.search.fill(customer.tenantId);
  await expect.poll(() => ui.column("name")).toEqual([expect.stringContaining(customer.name)]);
});

test("nobody matches: the way back is offered, Esc takes it too", async ({ ui }) => {
  await ui.search.fill("zzqqxxyyww");
  await expect(ui.page.getByText("No customer matches")).toBeVisible();
  await ui.page.getByRole("button", { name: "Show all customers" }).click();
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText("244 customers");
  await ui.search.fill("zzqqxxyyww");
  await expect(ui.page.getByText("No customer matches")).toBeVisible();
  await ui.search.press("Escape");
  await expect(ui.page.getByRole("main").getByRole("status")).toHaveText("244 customers");
});
