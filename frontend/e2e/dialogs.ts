import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Language, says } from "./catalogue";
import { root } from "./program";

const src = join(root, "frontend/src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes("paraglide"))
  .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }));

/** The messages that an expression names, itself or by a table. */
function messages(expression: string): string[] {
  const tables = sources.flatMap(({ text }) =>
    [...text.matchAll(/export const (\w+)[^=]*= (\{[^}]*\})/g)].filter(([, name]) =>
      new RegExp(`\\b${name}\\b`).test(expression),
    ),
  );
  return [expression, ...tables.map(([, , body]) => body ?? "")].flatMap((text) =>
    [...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key ?? ""),
  );
}

/** The files whose dialog is none of those that were seen, by their titles. */
export function unreached(language: Language, titles: ReadonlySet<string>): string[] {
  return sources
    .filter(({ text }) => /<Dialog\b/.test(text))
    .filter(({ text }) => {
      const title = /<Dialog\b[\s\S]*?\btitle=(.*)/.exec(text)?.[1] ?? "";
      return !messages(title).some((key) => [...titles].some((seen) => says(language, key, seen)));
    })
    .map(({ name }) => name);
}
