import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as messages from "../paraglide/messages";
import { overwriteGetLocale } from "../paraglide/runtime";
import { faultRemedy, faultTitle } from "./faults";

const root = join(import.meta.dirname, "../..");
const read = (locale: string, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, "messages", locale, file), "utf8"));
const files = readdirSync(join(root, "messages/en"));

/** All texts of a message: one, or one per plural form. */
const textsOf = (message: unknown): string[] =>
  typeof message === "string"
    ? [message]
    : Object.values((message as { match: Record<string, string> }[])[0]?.match ?? {});
const inputs = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** Every text of a language by its key; a plural's forms each. */
const all = (locale: string): [string, string][] =>
  files.flatMap((file) =>
    Object.entries(read(locale, file))
      .filter(([key]) => key !== "$schema")
      .flatMap(([key, message]) =>
        textsOf(message).map((text, i): [string, string] => [`${key} ${i}`, text]),
      ),
  );

/** What a word of the field is in French, wherever it stands (product words). */
const glossary = {
  "customers?": "client",
  "tenant ID": "ID de locataire",
  "primary domain": "domaine principal",
  "service health": "état du service",
  "service requests?": "demandes? de service",
  "admin centers?": "centres? d’administration",
  "partner center": "Espace partenaires",
  "delegations?\\b": "administrations? déléguées?|sans elle",
  outbox: "boîte d’envoi",
  "drafts?": "brouillon",
  "templates?": "modèle",
};

describe("messages", () => {
  it("each file is there in both languages and is known to the compiler", () => {
    expect(readdirSync(join(root, "messages/fr"))).toEqual(files);
    const settings = readFileSync(join(root, "project.inlang/settings.json"), "utf8");
    for (const file of files) expect(settings).toContain(`{locale}/${file}`);
  });

  it.each(files)("%s says the same in both languages", (file) => {
    const en = read("en", file);
    const fr = read("fr", file);
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(en)) {
      const used = (m: unknown) => new Set(textsOf(m).flatMap(inputs));
      expect(used(fr[key]), key).toEqual(used(message));
      for (const text of [...textsOf(message), ...textsOf(fr[key])]) expect(text.trim(), key).not.toBe("");
    }
  });

  it("no key stands in two files", () => {
    const keys = files.flatMap((file) => Object.keys(read("en", file)).filter((k) => k !== "$schema"));
    expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
    for (const key of keys) expect(messages, key).toHaveProperty(key);
  });

  it("French spaces its signs, has its own apostrophe, and nothing exclaims", () => {
    const spaced = /[^\u00a0][;!?»]|«[^\u00a0]|[^\u00a0]:(?=\s|$)|[\u202f']/;
    for (const [key, text] of all("fr")) expect(text, key).not.toMatch(spaced);
    for (const [key, text] of [...all("en"), ...all("fr")]) expect(text, key).not.toMatch(/!|\.\.\./);
  });

  it.each(Object.entries(glossary))("%s has one word in French", (english, french) => {
    const here = new Map(all("fr"));
    for (const [key, text] of all("en")) {
      if (new RegExp(english, "i").test(text.replace(/\{\w+\}/g, "")))
        expect(here.get(key), key).toMatch(new RegExp(french, "i"));
    }
  });
});

describe("every failure of the backend has words", () => {
  const shared = join(root, "../backend/message");
  const catalogue = readdirSync(shared).filter((name) => /^[a-z]{2}$/.test(name));
  /** What only the command line says stays there. */
  const said = readdirSync(join(shared, "en")).filter((file) => file !== "cli.json");
  const keys = said.flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(shared, "en", file), "utf8"))).filter(
      (key) => key !== "$schema",
    ),
  );

  it.each(catalogue)("each sentence of the catalogue can be said here in %s", (locale) => {
    const texts = Object.assign(
      {},
      ...readdirSync(join(shared, locale)).map((file) =>
        JSON.parse(readFileSync(join(shared, locale, file), "utf8")),
      ),
    );
    overwriteGetLocale(() => locale as "en");
    for (const key of keys) {
      // A name is no number, so that it chooses the last text of a plural.
      const text = textsOf(texts[key]).at(-1) ?? "";
      const params = Object.fromEntries(inputs(text).map((name) => [name, `{${name}}`]));
      const sentence = (messages as unknown as Record<string, (p: object) => string>)[key];
      expect(sentence?.(params), key).toBe(text);
    }
    overwriteGetLocale(() => "en");
  });

  const go = (file: string) => readFileSync(join(root, "../backend/fault", file), "utf8");
  const constants = (source: string, type: string) =>
    [...source.matchAll(new RegExp(`\\w+\\s+${type}\\s+= "([^"]+)"`, "g"))].map(
      ([, value]) => value as string,
    );

  it("kinds", () => {
    const kinds = constants(go("kind.go"), "Kind");
    expect(kinds).toContain("offline");
    const titles = kinds.filter((kind) => kind !== "internal").map(faultTitle);
    expect(titles).not.toContain(faultTitle("internal"));
  });
  it("remedies", () => {
    const remedies = constants(go("remedy.go"), "Remedy");
    expect(remedies).toContain("check-network");
    for (const remedyKey of remedies)
      expect(faultRemedy({ remedyKey }), remedyKey).toMatch(/^[A-Z].*[^.]\.$/);
  });
});
