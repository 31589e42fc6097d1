import { foreign, type Language } from "./catalogue";
import { expect, test } from "./fixtures";
import { flaws } from "./layout";
import { Places, settle } from "./places";
import { Screen } from "./screen";
import { fillWorld } from "./world";

/** In CSS px: the usual, the same at 150 %, the smallest, a large screen. */
const usual = { width: 1280, height: 800 };
const sizes = [
  usual,
  { width: 853, height: 533 },
  { width: 1024, height: 640 },
  { width: 1920, height: 1080 },
];
const languages: { language: Language; locale: string }[] = [
  { language: "en", locale: "en-GB" },
  { language: "fr", locale: "fr-FR" },
];

for (const { language, locale } of languages)
  test(`nothing lies on another, is cut, out of sight or out of reach: ${language}`, async ({
    home,
    start,
    browser,
  }) => {
    const world = await fillWorld(home, start);
    const context = await browser.newContext({ locale, viewport: usual });
    const page = await context.newPage();
    const ui = new Screen(page);
    await ui.open(world.program);
    const wrong = new Map<string, string[]>();
    const note = (flaw: string, where: string) => wrong.set(flaw, [...(wrong.get(flaw) ?? []), where]);
    const unwanted = language === "fr" ? foreign() : [];
    const look = async (place: string) => {
      (await import("node:fs")).writeFileSync(`/tmp/probe-${language}.json`, JSON.stringify([...wrong]));
      process.stdout.write(`${new Date().toISOString().slice(14, 22)} ${place} ${wrong.size}\n`);
      await left(`opening ${place}`);
      for (const size of sizes) {
        await page.setViewportSize(size);
        await settle(page);
        const found = await page.evaluate(flaws, size === usual ? unwanted : []);
        for (const { kind, what, text, advice } of found)
          note(`${kind}: ${what} “${text}”: ${advice}`, `${place} at ${size.width}x${size.height}`);
      }
      await page.setViewportSize(usual);
      await settle(page);
    };
    const left = async (place: string) => {
      if (await page.evaluate(() => document.activeElement === document.body))
        note("focus: it is on nothing: give it back to what had it, or to the view", place);
    };
    const places = new Places(page, language, { at: look, left: (place) => left(`leaving ${place}`) });
    await ui.find(world.customer);
    await places.views();
    for (const name of world.others) {
      await ui.find(name);
      await places.viewsOf(name);
    }
    await places.commands();
    (await import("node:fs")).writeFileSync(`/tmp/probe-${language}.json`, JSON.stringify([...wrong]));
    const all = [...wrong].map(
      ([flaw, where]) =>
        `${flaw}\n    ${where.slice(0, 4).join("; ")}${where.length > 4 ? `; and ${where.length - 4} more` : ""}`,
    );
    expect(all, `${language}: what is wrong, and where`).toEqual([]);
    await context.close();
  });
