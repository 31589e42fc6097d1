import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("the status line asks whether it is Microsoft, and is told so with what it stands on", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "20");
  const ui = new Screen(page);
  const program = await start();
  await ui.open(program);
  await cloud.event("outage-starts", {
    service: "Exchange",
    customers: 20,
    issue: "EX880001",
    title: "Nobody gets mail",
  });
  await home.run("sync", "--full").catch(() => {}); // some customers refuse
  await page.getByRole("button", { name: "Is it Microsoft?" }).click();
  const dialog = page.getByRole("dialog", { name: "Is it Microsoft?" });
  await expect(dialog.getByRole("status")).toContainText("It is Microsoft, which acknowledges");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Nobody gets mail" })).toContainText(
    "Speaks for trouble",
  );
  await expect(dialog.getByRole("listitem").filter({ hasText: "Microsoft Graph answers" })).toContainText(
    "Speaks against trouble",
  );
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
