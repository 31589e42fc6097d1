import { describe, expect, it } from "vitest";
import * as m from "../../paraglide/messages";
import { hitsIn, wanted } from "./find";
import { looks } from "./words";

const section = { word: m.settings_looks, settings: Object.values(looks) };
const found = (text: string) => hitsIn(section, wanted(text));
const names = (text: string) => [...found(text).keys()].map((setting) => setting.label());

describe("a setting is found", () => {
  it("by the beginning of any word of its own, whatever the case and the accents", () => {
    expect(found("LÁNG").get(looks.language)?.label).toEqual([[0, 4]]);
    expect(found("window unless").get(looks.language)?.hint).toHaveLength(2);
    expect(names("anguage")).toEqual([]);
  });

  it("by its name in the other language, which is then shown", () => {
    const hit = { label: [], hint: [], also: { text: "Langue", ranges: [[0, 6]] } };
    expect([...found("langue")]).toEqual([[looks.language, hit]]);
  });

  it("by another name it goes by", () => {
    expect(found("colours").get(looks.theme)?.also?.text).toBe("colours, dark mode");
  });

  it("by its section where none has that name, and by words of both together", () => {
    expect(names("apparence")).toHaveLength(3);
    expect(names("apparence rows")).toEqual(["Rows"]);
    expect(names("apparence proxy")).toEqual([]);
  });

  it("with all others, when nothing is looked for", () => {
    expect([...found("  ").values()]).toEqual(Array(3).fill({ label: [], hint: [], also: null }));
  });
});
