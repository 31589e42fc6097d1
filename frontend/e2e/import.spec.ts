import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "./fixtures";
import { until } from "./program";
import { Screen } from "./screen";

const xdotool = (...args: string[]) => promisify(execFile)("xdotool", args);

/** Types a path into the system's own file dialog, on the virtual display. */
async function chooseFile(path: string) {
  let id = "";
  await until("file dialog", async () => {
    const found = await xdotool("search", "--onlyvisible", "--name", "customer export").catch(() => ({
      stdout: "",
    }));
    id = found.stdout.trim().split("\n").at(-1) ?? "";
    return id;
  });
  await xdotool("windowfocus", "--sync", id, "type", path);
  await xdotool("key", "Return");
}

test.skip(process.platform !== "linux", "the system's file dialog is driven on the virtual display");

test("a file with a bad line is shown line by line, and the others are taken by a yes", async ({
  home,
  start,
  page,
}) => {
  const file = join(home.dir, "customers.csv");
  await writeFile(
    file,
    [
      "Microsoft ID,Customer name,Primary domain name,Relationship,Tags",
      "00000001-0000-4000-a000-000000000001,Alder Works,alderworks.example,Cloud Reseller,",
      "not an id,Birch Foods,birch.example,Cloud Reseller,",
      "00000003-0000-4000-a000-000000000003,Cedar Metals,cedarmetals.example,Cloud Reseller,",
    ].join("\r\n"),
  );
  const ui = new Screen(page);
  await ui.open(await start());
  await page.getByRole("button", { name: "Choose a file…" }).click();
  await chooseFile(file);
  const dialog = page.getByRole("dialog", { name: "Some lines can’t be taken" });
  await expect(dialog).toContainText("Nothing was imported yet.");
  await expect(dialog).toContainText('Line 3, Microsoft ID not a tenant id: "not an id"');
  expect((await home.ask<{ total: number }>("customers")).total).toBe(0);
  await dialog.getByRole("button", { name: /^Import the others \(2\)/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ui.row("Alder Works")).toBeVisible();
  await expect(ui.row("Cedar Metals")).toBeVisible();
  await expect(page.getByText("Birch Foods")).toHaveCount(0);
});
