import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures";
import { Screen } from "./screen";

interface Drafts {
  messages: { tenantId: string; name: string; to: string[]; template: string; text: string; told: unknown }[];
}

test("an incident's customers are told: from the cloud to a draft each on the disk, kept as told, and taken back", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  const title = "Nobody gets mail";
  await cloud.event("outage-starts", { service: "Exchange", customers: 6, issue: "EX880001", title });
  await home.run("sync", "--full");
  const ui = new Screen(page);
  await ui.begin(await start());
  await ui.press("g", "t");
  await page.getByRole("button", { name: "Tell the customers of EX880001…" }).click();

  const dialog = page.getByRole("dialog", { name: "Tell the customers…" });
  const list = dialog.getByRole("listbox", { name: "Customers" });
  const rows = list.getByRole("option");
  await expect(rows).toHaveCount(6);
  await expect(dialog.getByText("Not told")).toHaveCount(6);
  const { messages } = await home.ask<Drafts>("message", "EX880001");
  expect(messages.map((one) => one.template)).toEqual(Array(6).fill("first"));

  // The arrows go from message to message; what is shown is what the command line writes.
  const letter = dialog.getByRole("region", { name: /^Message to / });
  await list.focus();
  await ui.press("End");
  const name = (await list.getByRole("option", { selected: true }).innerText()).split("\n")[0] ?? "";
  await expect(dialog.getByRole("heading", { name: `Message to ${name}` })).toBeVisible();
  await dialog.getByLabel("Signed by").fill("Ana Silva");
  await expect(letter).toContainText("Ana Silva");
  const mine = messages.find((one) => one.name === name);
  expect(`${mine?.text}\n\nAna Silva`).toBe(await letter.innerText());

  // One is ticked off; those that stay are written.
  await list.focus();
  await ui.press("Home");
  await ui.press(" ");
  await dialog.getByRole("button", { name: "Save 5 messages" }).click();
  await expect(dialog.getByText(/5 messages were written to .*EX880001.*\.zip/)).toBeVisible();
  await expect(dialog.getByText(/^First word, .* ago, written to files$/)).not.toHaveCount(0);
  const [file] = (await readdir(home.dir)).filter((entry) => entry.endsWith(".zip"));
  const zip = join(home.dir, file ?? "");
  const names = execFileSync("unzip", ["-Z1", zip], { encoding: "utf8" }).trim().split("\n");
  expect(names).toHaveLength(5);
  const eml = execFileSync("unzip", ["-p", zip, `*${mine?.tenantId}.eml`], { encoding: "utf8" });
  expect(eml).toContain("X-Unsent: 1");
  expect(eml).toContain("EX880001");
  expect(eml).toContain("Ana Silva");
  for (const address of mine?.to ?? []) expect(eml).toContain(address);

  // Who was told needs an update next; who was ticked off was not told.
  const after = await home.ask<Drafts>("message", "EX880001");
  const told = after.messages.filter((one) => one.told !== null);
  expect(told.map((one) => one.template)).toEqual(told.map(() => "update"));
  expect(told).toHaveLength(
    messages.slice().filter((one) => one.to.length > 0).length - (await offHadAddress()),
  );
  async function offHadAddress() {
    const off = after.messages.find((one) => one.to.length > 0 && one.told === null);
    return off ? 1 : 0;
  }

  // An update leaves out who never had the first word, and says so.
  await dialog.getByLabel("Message", { exact: true }).selectOption("Update");
  await expect(dialog.getByText(/left out: (it|they) never had the first word/)).toBeVisible();
  await expect(rows).toHaveCount(told.length);
  await dialog.getByLabel("Message", { exact: true }).selectOption("Each customer’s next");
  await expect(rows).toHaveCount(6);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByText("Not told")).toHaveCount(6);
  const back = await home.ask<Drafts>("message", "EX880001");
  expect(back.messages.every((one) => one.told === null)).toBe(true);
});

test("a customer without an address stands first, and is given one", async ({
  home,
  start,
  signedIn,
  page,
}) => {
  const cloud = await signedIn("--customers", "40");
  await cloud.event("outage-starts", {
    service: "Exchange",
    customers: 30,
    issue: "EX880001",
    title: "Nobody gets mail",
  });
  await home.run("sync", "--full");
  const ui = new Screen(page);
  await ui.begin(await start());
  await ui.press("g", "t");
  await page.getByRole("button", { name: "Tell the customers of EX880001…" }).click();
  const dialog = page.getByRole("dialog", { name: "Tell the customers…" });
  await expect(dialog.getByRole("listbox", { name: "Customers" }).getByRole("option").first()).toBeVisible();
  await dialog.getByRole("button", { name: /Give an address|Change the addresses/ }).click();
  await dialog.getByLabel(/^Addresses of /).fill("nobody");
  await ui.press("Enter");
  await expect(dialog.getByText(/“nobody” is no mail address/i)).toBeVisible();
  await dialog.getByLabel(/^Addresses of /).fill("desk@contoso.example");
  await ui.press("Enter");
  await expect(dialog.getByText("(your own)")).toBeVisible();
  await dialog.getByRole("button", { name: "Open in the mail program" }).click();
  await expect
    .poll(async () => (await home.opened()).some((url) => url.startsWith("mailto:desk@contoso.example?")))
    .toBe(true);
  const { messages } = await home.ask<Drafts>("message", "EX880001");
  expect(messages.filter((one) => one.to.includes("desk@contoso.example"))).toHaveLength(1);
  expect(messages.every((one) => one.told === null)).toBe(true);
});
