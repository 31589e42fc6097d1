import { expect, test } from "./fixtures";
import { Screen } from "./screen";

test("an outage at Microsoft is said in the window that is looked at, and leads to it", async ({
  signedIn,
  start,
  home,
  page,
}) => {
  const cloud = await signedIn("--customers", "20", "--seed", "7");
  const ui = new Screen(page);
  await ui.open(await start());
  await expect(page.getByText(/^\d+ new alerts: /)).toBeVisible(); // those of before are said
  await expect(ui.status.getByRole("button", { name: /^Sync now/ })).toBeVisible(); // and no sync brings more
  await cloud.event("outage-starts", {
    service: "Exchange",
    customers: 6,
    issue: "EX880001",
    title: "Nobody gets mail",
  });
  const read = home.run("sync", "--full").catch(() => {}); // some customers refuse
  const judged = read.then(() => home.run("alerts"));
  const said = page.getByText(/^New alert: EX880001: Nobody gets mail/);
  await said.locator("..").getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: /Nobody gets mail/ })).toBeVisible();
  await judged;
});
