import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("who ends Tenantry ends it, whatever closing the window does", async ({ start, page }) => {
  const ui = new Screen(page);
  const program = await start("demo");
  await ui.open(program);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("244 customers");
  await ui.settings();
  await page.getByRole("switch", { name: "Keep running when the window is closed" }).click();
  await ui.choose("End Tenantry");
  await program.ended();
});

test("a window that is closed says that it stays, and goes on answering", async ({ home, start, page }) => {
  const ui = new Screen(page);
  const program = await start();
  await ui.open(program);
  // As the toolkit has it when somebody closes the window: no test presses its button.
  await page.evaluate(() =>
    (window as unknown as { wails: { EventsNotify: (m: string) => void } }).wails.EventsNotify(
      JSON.stringify({ name: "staying", data: [1] }),
    ),
  );
  await expect(page.getByText("Tenantry goes on without its window.")).toBeVisible();
  await expect(page.getByRole("button", { name: "End Tenantry" })).toBeVisible();
  expect(await home.run("customers", "--json")).toContain('"customers"');
  await page.getByRole("button", { name: "End Tenantry" }).click();
  await program.ended();
});
