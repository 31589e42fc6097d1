import { expect, test } from "./fixtures";

test("F1 tells of what is looked at, and gives the focus back", async ({ ui }) => {
  const help = ui.page.getByRole("complementary", { name: "Help" });
  await ui.go("Requests");
  await ui.press("F1");
  await expect(help).toBeFocused();
  await expect(help.getByText("It goes out once: never twice, never lost.")).toBeVisible();
  await help.getByText("What the signs mean").click();
  await expect(help.getByText("Unknown is never shown as healthy.")).toBeVisible();
  await expect(help.getByText("It goes out once: never twice, never lost.")).toBeHidden();
  await ui.press("Escape");
  await expect(help).toHaveCount(0);
  await expect(ui.page.locator(":focus")).not.toHaveCount(0);
});

test("the tour shows each of its places by the keyboard alone, can be skipped and is found again", async ({
  ui,
}) => {
  const { page } = ui;
  await ui.press("F1");
  await page.getByRole("button", { name: "Show me around" }).press("Enter");
  const step = page.getByRole("dialog");
  const titles = [
    "Find anyone",
    "Worst first",
    "One customer, every feature",
    "Always true",
    "Your settings",
  ];
  for (const [i, title] of titles.entries()) {
    await expect(step).toHaveAccessibleName(title);
    await expect(step).toContainText(`Step ${i + 1} of ${titles.length}`);
    const boxes = () =>
      step.evaluate((dialog) => {
        const [card, ring] = [".card", ".ring"].map((part) =>
          dialog.querySelector(part)?.getBoundingClientRect(),
        );
        return {
          found: (ring?.width ?? 0) > 0,
          inside: !!card && card.top >= 0 && card.bottom <= innerHeight,
        };
      });
    await expect.poll(boxes, title).toEqual({ found: true, inside: true });
    await ui.press("Enter");
  }
  await expect(step).toHaveCount(0);

  await ui.press("F1");
  await page.getByRole("button", { name: "Show me around" }).press("Enter");
  await ui.press("ArrowRight", "ArrowLeft");
  await expect(step).toHaveAccessibleName("Find anyone");
  await expect(step.getByRole("button", { name: "Next" })).toBeFocused();
  await ui.press("Escape");
  await expect(page.getByText("You find the tour in the help (F1).")).toBeVisible();
});
