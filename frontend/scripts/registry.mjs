// The compiler of the messages makes a formatter of Intl anew for each sentence that counts; making one costs a hundred
// times its use, and a list says such a sentence in every row. Here they are remembered.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../src/paraglide/registry.js", import.meta.url);
const made = /new (Intl\.(?:PluralRules|NumberFormat))\(/g;
const text = readFileSync(file, "utf8");
if (!made.test(text))
  throw new Error("the messages' registry makes no formatters any more: scripts/registry.mjs can go");

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
