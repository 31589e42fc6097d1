import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

// A list of words stands in one place: in bridge/contract.ts (Go's words), or as a const list or table beside
// its meaning (the page's own). Types come from there, so that no word is named that nobody means.

const src = import.meta.dirname;
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (f) => /\.(ts|svelte)$/.test(f) && !/^(paraglide|test|bridge)[/\\]|\.test\.ts$/.test(f),
);

it("no union of words is typed by hand", () => {
  const word = '"[\\w-]+"';
  const union = new RegExp(`${word}\\s*\\|\\s*${word}`, "g");
  // What is picked out of a type is named by it: another word would not compile.
  const picked = /\b(?:Pick|Omit|Extract|Exclude)<[^;{}]*?>/g;
  const found = files.flatMap((file) => {
    const text = readFileSync(join(src, file), "utf8").replace(picked, "");
    return (text.match(union) ?? []).map((typed) => `${file}: ${typed}`);
  });
  expect(found, "derive it from bridge/contract.ts, or from a const list or a table of its meanings").toEqual(
    [],
  );
});
