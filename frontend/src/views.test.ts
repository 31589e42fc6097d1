import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Description } from "./state/feature";
import { type View, views } from "./state/views";
import { featureOf, features } from "./views";

// A view is its name in state/views.ts and its own folder: neither without the other.

const placed: readonly View[] = [...views.all, ...views.customer, ...views.program];

describe("the views", () => {
  it("stand in the order of the navigation, each in one place", () => {
    expect(features.map((f) => f.id)).toEqual(placed);
    expect(new Set(placed).size).toBe(placed.length);
  });

  it("each feature.ts describes views that have a place", async () => {
    const folder = join(import.meta.dirname, "features");
    const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const names = all.filter((name) => /^[^/\\]+[/\\]feature\.ts$/.test(name));
    const modules = await Promise.all(names.map((name) => import(join(folder, name))));
    const described = modules.flatMap((module) => Object.values(module as Record<string, Description>));
    expect(described.map((d) => d.id).sort()).toEqual([...placed].sort());
  });

  it("no key goes to two of them", () => {
    const keys = features.flatMap((f) => f.keys ?? []);
    expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
  });

  it("have a drawing, and a name in the navigation", () => {
    for (const { id, icon, word } of features) {
      expect(icon.path, id).toMatch(/^m/i);
      expect(word(), id).not.toBe("");
    }
    expect(featureOf("health").scope).toBe("customer");
  });
});
