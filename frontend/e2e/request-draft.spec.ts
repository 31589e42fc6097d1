import { expect, test } from "./fixtures";
import { until } from "./program";
import { Screen } from "./screen";

const title = "Shared mailbox sends from the wrong address";

test("what is being written outlasts Esc, a stop and a crash, word for word", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  await signedIn("--customers", "20", "--scenario", "quiet");
  const ui = new Screen(page);
  let program = await start();
  await ui.open(program);
  const [name = ""] = (await ui.column("name")).filter((n) => /^[A-Za-z ]+$/.test(n));
  await ui.find(name);
  await ui.press("n");
  await expect(ui.writer.getByLabel("Title")).toBeFocused();
  await page.keyboard.type(title);
  await ui.press("Tab");
  await page.keyboard.type("It began");
  await ui.press("Escape");
  await expect(page.getByText("Draft kept")).toBeVisible();

  const kept = async () => {
    const { requests } = await home.ask<{ requests: { draft: { description: string } }[] }>(
      "requests",
      "outbox",
    );
    return requests[0]?.draft.description;
  };
  /** Opens the draft by keys, finds what was written, and writes on until all of it is kept. */
  async function goOn(written: string, more: string) {
    await ui.press("g", "o");
    await ui.outgoing(title).getByRole("button", { name: "Edit" }).press("Enter");
    await expect(ui.writer.getByLabel("Title")).toHaveValue(title);
    const description = ui.writer.getByLabel("Description");
    await expect(description).toHaveValue(written);
    await description.press("Control+End");
    await page.keyboard.type(more);
    await expect(ui.writer.getByRole("status").filter({ hasText: "Draft saved" })).toBeVisible();
    await until("draft with every word", async () => (await kept()) === written + more);
  }
  await goOn("It began", " on Monday");
  await program.stop(); // with the dialog open

  program = await start();
  await ui.open(program);
  await goOn("It began on Monday", ", for four people");
  await program.crash();

  program = await start();
  await ui.open(program);
  await goOn("It began on Monday, for four people", ".");
  await ui.press("Escape");
  await expect(ui.outbox.getByRole("article")).toHaveCount(1);
  await expect(ui.outgoing(title)).toContainText("Draft");

  await ui.outgoing(title).getByRole("button", { name: "Throw away" }).click();
  await expect(ui.outbox.getByRole("article")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(ui.outgoing(title)).toContainText("Draft");
});
