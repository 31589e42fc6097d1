// What the compiler of the messages leaves to be done.
// 1. It makes a formatter of Intl anew for each sentence that counts; making one costs a hundred times its use, and a list
//    says such a sentence in every row. Here they are remembered.
// 2. It writes every language into each message. What the first picture says (whatever src/main.ts imports, not late) is
//    gathered in a file per language, src/paraglide/first, of which words/spoken fetches the one that is spoken.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const src = join(import.meta.dirname, "../src");
const compiled = join(src, "paraglide");
const read = (file) => readFileSync(file, "utf8");

function rememberFormatters() {
  const file = join(compiled, "registry.js");
  const made = /new (Intl\.(?:PluralRules|NumberFormat))\(/g;
  const text = read(file);
  if (!made.test(text)) throw new Error("the messages' registry makes no formatters any more: this can go");
  writeFileSync(
    file,
    `${text.replace(made, "remembered($1, ")}

const formatters = new Map();

function remembered(Formatter, locale, options) {
  const key = Formatter.name + locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Formatter(locale, options);
  formatters.set(key, formatter);
  return formatter;
}
`,
  );
}

/** The file that is imported by that path from that file; undefined: none of ours. */
function imported(from, path) {
  if (!path.startsWith(".") || path.includes("paraglide/")) return undefined;
  const at = join(dirname(from), path);
  return [at, `${at}.ts`, `${at}.js`].find((file) => /\.(ts|js|svelte)$/.test(file) && exists(file));
}

function exists(file) {
  try {
    return read(file) !== undefined;
  } catch {
    return false;
  }
}

const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name));

/**
 * The keys of what is said by a file and by all that it imports at once. What is said in a language that is named stays
 * where it is: that one need not be there.
 */
function saidBy(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = read(file).replace(/\bm\.\w+\([^()]*, \{ locale/g, "");
  const keys = text.includes("paraglide/messages")
    ? [...text.matchAll(/\bm\.([a-z]\w*)/g)].map(([, key]) => key)
    : [];
  const paths = [...text.matchAll(/^\s*(?:import|export)\s(?!type\b)[^;]*?["']([^"']+)["'];/gm)].map(
    ([, path]) => path,
  );
  const found = [...text.matchAll(/import\.meta\.glob[^(]*\("(.+)\/\*\/(.+)", \{ eager: true \}\)/g)].flatMap(
    ([, folder, name]) =>
      folders(join(dirname(file), folder))
        .map((path) => join(path, name))
        .filter(exists),
  );
  const files = [...paths.map((path) => imported(file, path)).filter(Boolean), ...found];
  return [...keys, ...files.flatMap((next) => saidBy(next, seen))];
}

/** Takes the texts of a message out of its file, and gives them by language. */
function takenOut(key, place, locales) {
  // Of names that differ in capitals alone a disk could keep one only.
  const capitals = key.replace(/[^A-Z]/g, "").length;
  const file = join(compiled, "messages", `${capitals ? key.toLowerCase() + capitals : key}.js`);
  const texts = {};
  let text = read(file);
  for (const locale of locales) {
    const whole = new RegExp(`const ${locale}_\\w+ = (/\\*\\* @type .*? \\*/ \\([\\s\\S]*?\\n\\});\\n`).exec(
      text,
    );
    if (!whole) throw new Error(`${relative(src, file)}: the compiler writes its messages otherwise now`);
    texts[locale] = whole[1]
      .replaceAll("/** @type {LocalizedString} */ ", "")
      .replace(/^\/\*\* @type .*? \*\/ /, "");
    text = text.replace(whole[0], "");
  }
  const choice = /\(\((inputs)(?: = \{\})?, options = \{\}\) => \{\n[\s\S]*?\n\}\);/;
  if (!choice.test(text))
    throw new Error(`${relative(src, file)}: the compiler chooses a language otherwise now`);
  text = text
    .replace(choice, `((inputs, options) => said(${place}, inputs, options));`)
    .replace("import * as registry from '../registry.js'\n", "")
    .replace(/import \{ getLocale.*\n/, 'import { said } from "../first/said.js";\n');
  writeFileSync(file, text);
  return texts;
}

function gatherFirst() {
  const { locales } = JSON.parse(read(join(src, "../project.inlang/settings.json")));
  const keys = [...new Set(saidBy(join(src, "main.ts")))].sort();
  if (keys.length < 50)
    throw new Error("the first picture says hardly anything: what main.ts imports was not found");
  const all = keys.map((key, place) => takenOut(key, place, locales));
  mkdirSync(join(compiled, "first"), { recursive: true });
  const write = (name, text) => writeFileSync(join(compiled, "first", name), `/* eslint-disable */\n${text}`);
  write(
    "said.js",
    `import { getLocale } from "../runtime.js";

/** What the first picture says in each language that was fetched: the default of the file that is called so.
 * @type {Record<string, Function[]>} */
export const languages = {};

export const said = (place, inputs, options) =>
  (languages[options?.locale] ?? languages[getLocale()])[place](inputs);
`,
  );
  for (const locale of locales)
    write(
      `${locale}.js`,
      `import * as registry from "../registry.js";\nexport default [\n${all.map((texts) => texts[locale]).join(",\n")}\n];\n`,
    );
}

rememberFormatters();
gatherFirst();
