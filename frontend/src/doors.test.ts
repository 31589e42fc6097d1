import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const src = import.meta.dirname;
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((f) => /\.(ts|svelte)$/.test(f) && !/\.test\.ts$|^(paraglide|test)\//.test(f))
  .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }));
const holding = (what: RegExp) => files.filter(({ text }) => what.test(text)).map(({ name }) => name);

it("text becomes markup in one place: a story that Go has judged", () => {
  expect(files.length).toBeGreaterThan(150);
  expect(holding(/\{@html /)).toEqual(["ui/Story.svelte"]);
  expect(holding(/\{@html (?!markup\()/)).toEqual([]);
  expect(holding(/\.(inner|outer)HTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser/)).toEqual([]);
});

it("no style stands in the markup, where the policy would refuse it", () => {
  expect(holding(/<[^>]*\sstyle="/)).toEqual([]);
});

it("nothing is written on the console, kept by the browser, or fetched", () => {
  expect(
    holding(/\bconsole\.|localStorage|sessionStorage|indexedDB|\bfetch\(|XMLHttpRequest|WebSocket/),
  ).toEqual([]);
});

it("what is typed is remembered by no browser", () => {
  const fields = files.flatMap(({ name, text }) =>
    [...text.matchAll(/<(?:input|textarea)\b(?:[^>"{]|"[^"]*"|\{[^}]*\})*>/g)].map(([tag]) => ({
      name,
      tag,
    })),
  );
  const typed = fields.filter(({ tag }) => !/type="(checkbox|radio|hidden)"/.test(tag));
  expect(typed.length).toBeGreaterThan(4);
  expect(typed.filter(({ tag }) => !tag.includes('autocomplete="off"'))).toEqual([]);
});
