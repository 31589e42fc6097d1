import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// features → parts → state → bridge; parts → ui → lib; features never import each other: what two of them
// show is a part. Only the bridge knows the generated bindings; ui knows no word of the files. No import
// comes back to where it began, not even for a type: what two files need of each other is a third one.

const src = import.meta.dirname;
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (f) =>
    /\.(ts|svelte)$/.test(f) &&
    !f.startsWith("paraglide") &&
    !/\.test\.ts$/.test(f) &&
    !f.startsWith("test/"),
);

/** What each room may import, by the beginning of the path below src. A feature's own folder is always allowed. */
const rooms: Record<string, string[]> = {
  lib: ["lib/", "paraglide/runtime"],
  bridge: ["bridge/", "lib/", "../wailsjs/"],
  ui: ["ui/", "lib/"],
  words: ["words/", "lib/", "paraglide/", "ui/sign", "bridge/bridge"],
  state: ["state/", "bridge/bridge", "lib/", "words/", "paraglide/"],
  parts: ["parts/", "bridge/bridge", "state/", "ui/", "lib/", "words/", "paraglide/"],
  features: ["parts/", "bridge/bridge", "state/", "ui/", "lib/", "words/", "paraglide/"],
};

const imported = (file: string): string[] => {
  const text = readFileSync(join(src, file), "utf8");
  const paths = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map(
    ([, path]) => path as string,
  );
  return paths.map((path) => relative(src, resolve(src, dirname(file), path)));
};

describe("imports go one way", () => {
  it("there is something to look at", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.flatMap(imported).length).toBeGreaterThan(300);
  });

  it.each(Object.keys(rooms))("%s", (room) => {
    const wrong = files
      .filter((file) => file.startsWith(`${room}/`))
      .flatMap((file) => {
        const own = room === "features" ? [`${file.split("/").slice(0, 2).join("/")}/`] : [];
        const allowed = [...(rooms[room] ?? []), ...own];
        return imported(file)
          .filter((path) => !allowed.some((a) => path.startsWith(a)))
          .map((path) => `${file} imports ${path}`);
      });
    expect(wrong).toEqual([]);
  });
});

/** The files that a file imports, dynamically or for a type alone too. */
const edges = (file: string): string[] =>
  imported(file).flatMap((path) => [path, `${path}.ts`].filter((to) => files.includes(to)));

/** A way from a file back to itself; empty when there is none. */
function circleFrom(start: string, graph: ReadonlyMap<string, string[]>): string[] {
  const before = new Map<string, string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of graph.get(at) ?? []) {
      if (to === start) {
        const way = [start];
        for (let step = at; step !== start; step = before.get(step) as string) way.unshift(step);
        return [start, ...way];
      }
      if (before.has(to)) continue;
      before.set(to, at);
      open.push(to);
    }
  }
  return [];
}

describe("imports make no circle", () => {
  const graph = new Map(files.map((file) => [file, edges(file)]));

  it("each import is followed", () => {
    const followed = [...graph.values()].flat().length;
    const own = files.flatMap(imported).filter((path) => !/^(\.\.|paraglide)/.test(path));
    expect(own.filter((path) => !path.endsWith(".css")).length).toBe(followed);
  });

  it("none", () => {
    const circles = files.map((file) => circleFrom(file, graph)).filter((way) => way.length > 0);
    expect(circles.map((way) => way.join(" → "))).toEqual([]);
  });
});
