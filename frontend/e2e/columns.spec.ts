import { expect, test } from "./fixtures";

const heads = "columnheader";

test("columns are hidden, shown, moved and put back by keys, and stay so at the next start", async ({
  ui,
  demo,
}) => {
  const { page } = ui;
  const titles = async () => (await ui.list.getByRole(heads).allTextContents()).map((title) => title.trim());
  const button = page.getByRole("main").getByRole("button", { name: "Columns" });
  const box = page.getByRole("dialog", { name: "Columns" });
  const atFirst = ["Favourite", "Name", "Health", "Requests", "Updated"];
  await expect.poll(titles).toEqual(atFirst);
  await button.click();
  await expect(box.getByRole("checkbox", { name: "Name" })).toBeDisabled();
  await box.getByRole("checkbox", { name: "Requests" }).uncheck();
  await box.getByRole("checkbox", { name: "Access ends" }).check();
  await box.getByRole("checkbox", { name: "Updated" }).focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(titles).toEqual(["Updated", "Favourite", "Name", "Health", "Access ends"]);
  await box.getByLabel("Sort by").selectOption({ label: "Primary domain" });
  await expect(ui.list.getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await expect(button).toBeFocused();
  await expect.poll(() => page.evaluate(kept)).toContain("domain");
  await ui.open(demo.program);
  await expect
    .poll(titles, "as it was left")
    .toEqual(["Updated", "Favourite", "Name", "Health", "Access ends"]);
  await page.getByRole("main").getByRole("button", { name: "Columns" }).click();
  await box.getByRole("button", { name: "As at first" }).click();
  await expect.poll(titles).toEqual(atFirst);
});

test("a column is put elsewhere by its heading, made wider by its edge, and Esc puts either back", async ({
  ui,
}) => {
  const { page } = ui;
  const head = (name: string) => ui.list.getByRole(heads, { name });
  const titles = async () => (await ui.list.getByRole(heads).allTextContents()).map((title) => title.trim());
  const middle = async (name: string) => {
    const box = await head(name).boundingBox();
    if (!box) throw new Error(`there is no heading ${name}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x, right: box.x + box.width };
  };
  const width = async (name: string) => Math.round((await head(name).boundingBox())?.width ?? 0);
  const atFirst = ["Favourite", "Name", "Health", "Requests", "Updated"];
  await expect.poll(titles).toEqual(atFirst);
  const carry = async (name: string, to: number) => {
    const from = await middle(name);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to, from.y, { steps: 8 });
  };
  await carry("Updated", (await middle("Health")).left + 4);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect.poll(titles, "Esc").toEqual(atFirst);
  await carry("Updated", (await middle("Health")).left + 4);
  await page.mouse.up();
  await expect.poll(titles).toEqual(["Favourite", "Name", "Updated", "Health", "Requests"]);
  await expect(head("Health"), "it is not sorted by what was carried").toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await head("Requests").getByRole("button").click();
  await expect(head("Requests"), "a press is one still").toHaveAttribute("aria-sort", "descending");

  const before = await width("Health");
  const edge = await middle("Health");
  await page.mouse.move(edge.right, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.right + 40, edge.y, { steps: 4 });
  await expect.poll(() => width("Health")).toBe(before + 40);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect.poll(() => width("Health"), "Esc").toBe(before);
  await head("Health").getByRole("button").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => width("Health"), "by the keyboard").toBe(before + 16);
});

/** How the list of customers is kept. */
const kept = () => {
  const { go } = window as unknown as { go: { app: { Settings: { Load(): Promise<{ lists: unknown }> } } } };
  return go.app.Settings.Load().then(({ lists }) => JSON.stringify(lists));
};

test("what has no room goes away before a name is cut", async ({ ui }) => {
  const { page } = ui;
  await ui.list.getByRole("row").nth(1).getByRole("gridcell").nth(1).click();
  const cut = () =>
    ui.list.evaluate((grid) =>
      [...grid.querySelectorAll("[role=row] [title]")]
        .filter((text) => text.scrollWidth > text.clientWidth && (text.textContent ?? "").length <= 40)
        .map((text) => text.textContent),
    );
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1024, height: 640 },
    { width: 853, height: 533 },
  ]) {
    await page.setViewportSize(size);
    await expect(ui.list.getByRole(heads, { name: "Health" })).toBeVisible();
    await expect.poll(cut, `${size.width}`).toEqual([]);
    expect(await ui.list.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
  }
});
