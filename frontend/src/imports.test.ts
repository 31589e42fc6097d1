import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

// features → parts → state → bridge; parts → ui → lib; features never import each other: what two of them
// show is a part. Only the bridge knows the generated bindings; ui knows no word of the product.

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
  words: ["words/", "lib/", "paraglide/", "ui/StateSign.svelte"],
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
