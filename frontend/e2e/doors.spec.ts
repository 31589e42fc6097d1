import { expect, test } from "./fixtures";
import { drag, Screen } from "./screen";

const list = [
  "Microsoft ID,Company name,Primary domain name",
  "4fdbff88-9d6b-42e0-9713-45c922ba8001,Contoso,contoso.com",
  "0ee95e82-7b7e-4a3c-9b1e-4c0a3e7f2d11,Müller & Söhne,mueller.example",
].join("\r\n");

test("a customer list that is dropped on the window is imported, anything else is refused", async ({
  start,
  page,
}) => {
  const ui = new Screen(page);
  await ui.open(await start());
  await expect(page.getByRole("heading", { name: "Welcome to Tenantry" })).toBeVisible();

  expect(await drag(page, "page.html", "<h1>another page</h1>", "dragover", "drop")).toBe(false);
  await expect(page.getByText("page.html is no customer list")).toBeVisible();

  await drag(page, "Customers.csv", list, "dragover");
  await expect(page.getByText("Drop the customer list here")).toBeVisible();
  expect(await drag(page, "Customers.csv", list, "drop")).toBe(false);
  await expect(page.getByText("2 customers read from Customers.csv")).toBeVisible();
  await expect(ui.row("Müller & Söhne")).toBeVisible();
});

test("a script in the page can open nothing and end nothing", async ({ ui, demo }) => {
  const before = await demo.home.opened();
  const left = await ui.page.evaluate(() => {
    const page = window as unknown as { runtime: Record<string, unknown>; WailsInvoke(m: string): void };
    page.WailsInvoke("BO:https://evil.example/");
    page.WailsInvoke("Q");
    return Object.keys(page.runtime);
  });
  expect(left).toEqual(["EventsOnMultiple", "ClipboardSetText", "WindowSetTitle"]);
  expect((await demo.customers()).length).toBe(244); // it goes on
  expect(await demo.home.opened()).toEqual(before);
});
