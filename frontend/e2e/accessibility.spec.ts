import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { Places, settle, walk } from "./places";
import { Screen } from "./screen";
import { fillWorld } from "./world";

/** What depends on colours alone: the other rules say the same in every scheme. */
const colours = ["color-contrast", "link-in-text-block"];

async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary?.split("\n")[1]?.trim()}`),
  );
}

/** What moves although the system asks for rest. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter((a) => a.playState === "running" && Number(a.effect?.getComputedTiming().duration) > 1)
      .map((a) => `moves: ${a.effect instanceof KeyframeEffect ? a.effect.target?.className : a.id}`),
  );

test.use({ reducedMotion: "reduce" });
test("no view, menu or dialog breaks a rule: light, dark, in forced colours, at rest", async ({
  home,
  start,
  page,
}) => {
  test.setTimeout(walk);
  const world = await fillWorld(home, start);
  const ui = new Screen(page);
  await ui.open(world.program);
  await ui.afresh(); // the offer of a tour stays, and lies over what is low
  const wrong = new Map<string, string[]>();
  const note = (place: string, found: string[]) => {
    for (const each of found) wrong.set(each, [...(wrong.get(each) ?? []), place]);
  };
  const at = async (place: string) => {
    note(place, await moving(page));
    note(place, await violations(page));
    for (const [scheme, media] of [
      ["dark", { colorScheme: "dark" }],
      ["forced colours", { colorScheme: "dark", forcedColors: "active" }],
    ] as const) {
      await page.emulateMedia(media);
      await settle(page);
      note(`${place}, ${scheme}`, await violations(page, colours));
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    await settle(page);
  };
  const places = new Places(page, "en", { at });
  await ui.find(world.customer);
  await places.views();
  for (const name of world.others.slice(0, 2)) {
    await ui.find(name);
    await places.viewsOf(name);
  }
  await ui.press("g", "c");
  await ui.search.fill("");
  await expect(ui.list.getByRole("row").nth(3)).toBeVisible();
  await at("all customers");
  await places.commands();
  expect([...wrong].map(([rule, where]) => `${rule}\n    ${where.slice(0, 4).join("; ")}`)).toEqual([]);
});
