import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * Icons as what they are, an edge length and a path: `import star from "….svg?drawing"`. A row that says something else
 * changes an attribute then, where a text would be parsed and its elements made anew.
 */
export const drawings: Plugin = {
  name: "drawings",
  enforce: "pre",
  load(id) {
    const [file, query] = id.split("?");
    if (query !== "drawing" || !file) return null;
    const svg = readFileSync(file, "utf8");
    const drawn = /^<svg [^>]*viewBox="0 0 (\d+) \1">((?:<path d="[^"]+"\/>)+)<\/svg>\s*$/.exec(svg);
    if (!drawn?.[2])
      throw new Error(`${file} is more than a path in a square: src/ui/Icon.svelte draws no other`);
    const path = [...drawn[2].matchAll(/d="([^"]+)"/g)].map(([, d]) => d).join("M0 0"); // the next one begins at no point of the last
    return `export default { edge: ${drawn[1]}, path: ${JSON.stringify(path)} };`;
  },
};
