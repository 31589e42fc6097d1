import type { BrowserContext } from "@playwright/test";
import { expect, test } from "./fixtures";
import { type Cloud, type Home, type Program, until } from "./program";
import { Screen } from "./screen";

const title = "Calendar invitations arrive twice";

/** Writes a request for a customer and hands it off: the support page is open, its steps are shown. */
async function handOff(ui: Screen, program: Program) {
  await ui.open(program);
  await ui.sync();
  const [name = ""] = (await ui.column("name")).filter((n) => /^[A-Za-z ]+$/.test(n));
  await ui.find(name);
  await ui.press("n");
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await ui.page.keyboard.type(title);
  await ui.press("Tab");
  await ui.page.keyboard.type("Every invitation comes a second time after about a minute.");
  await ui.press("Control+Enter");
  const steps = ui.page.getByRole("dialog", { name: `File the request for ${name}` });
  await expect(steps).toBeVisible();
  return { name, steps };
}

type Steps = Awaited<ReturnType<typeof handOff>>["steps"];

/** Files the request as a person does: on the page that the program opened, with the text that it wrote. */
async function file(home: Home, context: BrowserContext, steps: Steps): Promise<string> {
  await until("support page in the browser", async () =>
    (await home.opened()).some((a) => a.includes("/support/")),
  );
  const address = (await home.opened()).find((a) => a.includes("/support/")) ?? "";
  const titled = await steps
    .getByText(/\[TNT-[0-9A-Z]+\]$/)
    .first()
    .textContent();
  const text = await steps.locator("pre").textContent();
  const support = await context.newPage();
  await support.goto(address);
  await support.getByLabel("Title").fill(titled ?? "");
  await support.getByLabel("Description").fill(text ?? "");
  await support.getByRole("button", { name: "Submit request" }).click();
  const told = await support.getByRole("status").textContent();
  await support.close();
  return /\d{6,}/.exec(told ?? "")?.[0] ?? "";
}

/** It stands once among the customer's requests, with its number; Microsoft has one with all of the text. */
async function filedOnce(ui: Screen, cloud: Cloud, number: string) {
  await ui.press("Escape", "r");
  await expect(ui.requests.getByRole("row").filter({ hasText: title })).toHaveCount(1);
  await expect(ui.requests.getByRole("row").filter({ hasText: number })).toHaveCount(1);
  expect((await cloud.state()).tickets).toEqual([
    expect.objectContaining({
      id: number,
      title: expect.stringContaining(title),
      text: expect.stringContaining("a second time"),
    }),
  ]);
}

test("what was filed on the support page is found again by its reference", async ({
  home,
  start,
  signedIn,
  page,
  context,
}) => {
  const cloud = await signedIn("--customers", "20", "--scenario", "quiet");
  const ui = new Screen(page);
  const { steps } = await handOff(ui, await start());
  const number = await file(home, context, steps);
  await steps.getByRole("button", { name: "Later" }).click();
  await ui.press("g", "o");
  await expect(ui.outgoing(title)).toContainText("Handed off");
  await expect(ui.outgoing(title)).not.toContainText(number);

  await ui.sync();
  await expect(ui.outgoing(title)).toContainText("Sent");
  await expect(ui.outgoing(title)).toContainText(number);
  await filedOnce(ui, cloud, number);
});

test("the number that the page shows can be entered at once", async ({
  home,
  start,
  signedIn,
  page,
  context,
}) => {
  const cloud = await signedIn("--customers", "20", "--scenario", "quiet");
  const ui = new Screen(page);
  const { steps } = await handOff(ui, await start());
  const number = await file(home, context, steps);
  await steps.getByLabel("Number that Microsoft gave").fill(number);
  await steps.getByRole("button", { name: "Save the number" }).click();
  await expect(steps).toHaveCount(0);
  await ui.press("g", "o");
  await expect(ui.outgoing(title)).toContainText("Filed, not seen yet");
  await expect(ui.outgoing(title)).toContainText(number);
  await home.run("sync"); // Microsoft's list names it now, too
  await expect(ui.outgoing(title)).not.toContainText("not seen yet");
  await expect(ui.outgoing(title)).toContainText("Sent");
  await filedOnce(ui, cloud, number);
});
