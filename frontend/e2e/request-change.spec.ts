import { expect, test } from "./fixtures";
import { Screen } from "./screen";

interface Row {
  id: string;
  tenantId: string;
  customer: string;
  title: string;
  state: string;
}

test("an open request is closed with a word of confirmation, and Microsoft has it closed", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  await signedIn("--customers", "40");
  const { requests } = await home.ask<{ requests: Row[] }>("requests", "list", "--state", "open");
  const request = requests.find((r) => /^[A-Za-z ]+$/.test(r.customer));
  if (!request) throw new Error("no request is open");
  const ui = new Screen(page);
  await ui.open(await start());
  await ui.press("g", "r");
  const filter = page.getByRole("searchbox", { name: "Filter by customer, title or number" });
  await filter.fill(request.id);
  await expect(ui.requests.getByRole("row")).toHaveCount(2);
  await filter.press("ArrowDown");
  await ui.press("Enter");
  const details = page.getByRole("region", { name: request.title });

  await details.getByRole("button", { name: "Close the request…" }).click();
  await expect(details).toContainText(`close ${request.customer}’s request ${request.id}`);
  await details.getByRole("button", { name: "Close it at Microsoft" }).click();
  await expect(details.getByText("Closed", { exact: true })).toBeVisible();
  await expect(details.getByRole("button", { name: "Close the request…" })).toHaveCount(0);
  await expect(details.getByRole("list", { name: "Changes on their way" })).toHaveCount(0);
  const all = await home.ask<{ requests: Row[] }>("requests", "list");
  expect(all.requests.find((r) => r.id === request.id)?.state).toBe("closed");
});
