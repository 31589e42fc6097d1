import { describe, expect, it } from "vitest";
import { undone } from "./marking";

const edited = (before: string[], after: string[]) => ({ name: "Fabrikam", before, after });

describe("an undone edit of marks", () => {
  it.each([
    ["takes away what was added", ["vip", "lyon"], edited(["vip"], ["vip", "lyon"]), ["vip"]],
    [
      "puts what was removed where it stood",
      ["vip", "zoo"],
      edited(["vip", "lyon", "zoo"], ["vip", "zoo"]),
      ["vip", "lyon", "zoo"],
    ],
    ["leaves what came since", ["vip", "lyon", "new"], edited(["vip"], ["vip", "lyon"]), ["vip", "new"]],
    ["puts back what was last", [], edited(["vip"], []), ["vip"]],
  ])("%s", (_, now, edit, want) => {
    expect(undone(now, edit)).toEqual(want);
  });

  it("changes nothing where somebody did it already: the same list", () => {
    const now = ["vip"];
    expect(undone(now, edited(["vip"], ["vip", "lyon"]))).toBe(now);
  });
});
