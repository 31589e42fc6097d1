import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Language } from "./catalogue";
import { expect, test } from "./fixtures";
import { Places, settle } from "./places";
import { root } from "./program";
import { Screen } from "./screen";
import { fillWorld } from "./world";

const folder = join(root, "build/gallery");
const sizes = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const usual = sizes[1];
const schemes = ["light", "dark"] as const;
const languages: { language: Language; locale: string }[] = [
  { language: "en", locale: "en-GB" },
  { language: "fr", locale: "fr-FR" },
];

/** A page with all pictures: a row a place, that of the other scheme beside it. */
function index(places: { language: Language; place: string; files: string[] }[]): string {
  const rows = places.map(
    ({ language, place, files }) =>
      `<section lang="${language}"><h2>${language}: ${place.replace(/</g, "&lt;")}</h2>${files
        .map((file) => `<a href="${file}"><img src="${file}" loading="lazy" alt="${file}"></a>`)
        .join("")}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Tenantry: every view</title>
<style>body{font:14px/20px system-ui;margin:24px}section{margin-block-end:24px}img{inline-size:30%;margin:4px;border:1px solid #999}</style>
<h1>Every view, menu and dialog: ${places.length} places</h1>${rows.join("\n")}\n`;
}

test("a picture of every view, menu and dialog", async ({ home, start, browser }) => {
  const world = await fillWorld(home, start);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const all: Parameters<typeof index>[0] = [];
  for (const { language, locale } of languages) {
    const context = await browser.newContext({ locale, viewport: usual });
    const page = await context.newPage();
    const ui = new Screen(page);
    await ui.open(world.program);
    await ui.afresh(); // the offer of a tour stays, and lies over what is low
    let number = 0;
    const at = async (place: string) => {
      const name = `${language}-${String(++number).padStart(3, "0")}`;
      const files: string[] = [];
      for (const { width, height } of sizes) {
        await page.setViewportSize({ width, height });
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          await settle(page);
          const file = `${name}-${width}x${height}-${colorScheme}.png`;
          await page.screenshot({ path: join(folder, file), animations: "disabled", caret: "hide" });
          files.push(file);
        }
      }
      all.push({ language, place, files });
      await page.emulateMedia({ colorScheme: "light" });
      if (usual) await page.setViewportSize(usual);
      await settle(page);
    };
    const places = new Places(page, language, { at });
    await ui.find(world.customer);
    await places.views();
    await ui.press("g", "c");
    await ui.search.fill("");
    await expect(ui.list.getByRole("row").nth(3)).toBeVisible();
    await at("all customers");
    await places.commands();
    await context.close();
  }
  await writeFile(join(folder, "index.html"), index(all));
  expect(all.length).toBeGreaterThan(20);
});
