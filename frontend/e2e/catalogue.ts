import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./program";
import { literal } from "./screen";

export type Language = "en" | "fr";
type Forms = string | { match: Record<string, string> }[];

const folders = ["frontend/messages", "backend/message"].map((folder) => join(root, folder));

function catalogue(language: Language): Record<string, Forms> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(folder, language)).map((name) => join(folder, language, name)),
  );
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, "utf8"))));
}

const kept: Record<Language, Record<string, Forms>> = { en: catalogue("en"), fr: catalogue("fr") };

/** Every form of a message. */
function forms(language: Language, key: string): string[] {
  const found = kept[language][key] ?? [];
  return typeof found === "string" ? [found] : found.flatMap(({ match }) => Object.values(match));
}

/** The text of a message that has no parameter. */
export function said(language: Language, key: string): string {
  const [only] = forms(language, key);
  if (only === undefined) throw new Error(`the catalogue has no message ${key}`);
  return only;
}

/** A form as a regular expression: whatever may stand for its parameters. */
const pattern = (form: string) => `^${literal(form).replace(/\\\{\w+\\\}/g, ".*")}$`;

/** Whether a text is what a message says, in any of its forms. */
export const says = (language: Language, key: string, text: string) =>
  forms(language, key).some((form) => new RegExp(pattern(form), "s").test(text));

/**
 * What would be English in a French window, as regular expressions: each message that the French say otherwise, and that
 * has words enough of its own not to be taken for a name.
 */
export function foreign(): string[] {
  const french = new Set(Object.keys(kept.fr).flatMap((key) => forms("fr", key)));
  return Object.keys(kept.en)
    .flatMap((key) => forms("en", key))
    .filter((form) => !french.has(form) && form.replace(/\{\w+\}|[^A-Za-z]/g, "").length >= 4)
    .map(pattern);
}
