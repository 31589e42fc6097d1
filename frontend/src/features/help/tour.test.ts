import { describe, expect, it } from "vitest";
import { beside, type Side } from "./tour";

const view = { width: 1024, height: 640 };
const size = { width: 320, height: 150 };
const header = { left: 300, top: 8, width: 400, height: 32 };

describe("the words of a step", () => {
  it.each<[Side, typeof header, { left: number; top: number }]>([
    ["below", header, { left: 340, top: 52 }],
    ["above", { left: 0, top: 612, width: 1024, height: 28 }, { left: 352, top: 450 }],
    ["right", { left: 0, top: 48, width: 200, height: 560 }, { left: 212, top: 72 }],
    ["over", { left: 200, top: 48, width: 500, height: 560 }, { left: 290, top: 253 }],
    ["below", { left: 900, top: 8, width: 120, height: 32 }, { left: 696, top: 52 }], // kept in the window
  ])("stand %s what they tell of", (side, place, want) => {
    expect(beside(place, size, view, side)).toEqual(want);
  });
});
