import { type Locale, locales } from "../../lib/locale";

/** A message of the catalogue, in the reader's language unless another is asked for. */
export type Word = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;

/** What a setting is called and what is said of it. */
export interface Words {
  label: Word;
  hint: Word;
  /** Other names it goes by: found, and shown only where they are why. */
  more?: Word;
}

/** Settings under one name. */
export interface Group {
  word: Word;
  settings: readonly Words[];
}

/** Where what is looked for stands, in UTF-16 code units. */
export interface Hit {
  label: number[][];
  hint: number[][];
  /** The name by which it was found, where neither label nor hint shows it: another language's, or another name. */
  also: { text: string; ranges: number[][] } | null;
}

/** Reduced to what counts, one letter for each: accents and case go, and both apostrophes are one. */
const fold = (text: string) =>
  Array.from({ length: text.length }, (_, i) => {
    const plain = text.charAt(i).normalize("NFD").charAt(0).toLowerCase();
    return plain === "’" ? "'" : plain || " ";
  }).join("");

/** The words that are looked for. */
export const wanted = (text: string): string[] => fold(text).split(/\s+/).filter(Boolean);

/** Where the words begin words of a text. */
function places(text: string, words: readonly string[]): number[][] {
  const folded = fold(text);
  const found: number[][] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(folded.charAt(at - 1))) found.push([at, at + word.length]);
    }
  }
  return found;
}

/**
 * The settings of a section that are meant by the words, and where they stand. Each word has to begin one of those of the
 * setting, in any of the languages: who works in French may know a setting by its English name. Where none is meant, the
 * section's name counts too.
 */
export function hitsIn(section: Group, words: readonly string[]): Map<Words, Hit> {
  const own = hits(section.settings, words, []);
  return own.size > 0 ? own : hits(section.settings, words, [section.word]);
}

function hits(
  settings: readonly Words[],
  words: readonly string[],
  around: readonly Word[],
): Map<Words, Hit> {
  const found = new Map<Words, Hit>();
  for (const setting of settings) {
    const names = [setting.label, setting.hint, ...(setting.more ? [setting.more] : []), ...around];
    const texts = locales.flatMap((locale) => names.map((word) => word({}, { locale })));
    if (!words.every((word) => texts.some((text) => places(text, [word]).length > 0))) continue;
    const shown = { label: places(setting.label(), words), hint: places(setting.hint(), words) };
    const seen = shown.label.length > 0 || shown.hint.length > 0 || words.length === 0;
    found.set(setting, { ...shown, also: seen ? null : shortest(texts, words) });
  }
  return found;
}

/** The shortest of the texts in which one of the words stands. */
function shortest(texts: readonly string[], words: readonly string[]): Hit["also"] {
  const found = texts.map((text) => ({ text, ranges: places(text, words) }));
  return found.filter((f) => f.ranges.length > 0).sort((a, b) => a.text.length - b.text.length)[0] ?? null;
}
