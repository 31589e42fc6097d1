import type { SavedView } from "../bridge/bridge";

/** What a list asks, as it is kept: what is looked for, in which order, and what narrows it. */
export type Question = Pick<SavedView, "text" | "sort" | "desc" | "filter">;

/** What a list begins with, as it was kept, and the way to keep another. */
export interface KeptLook {
  /** What it asks: of a saved view that it shows, or else as it was left. */
  question: () => Question;
  /** It was narrowed or sorted otherwise. In a saved view nothing is kept until the view is. */
  left: (question: Question) => void;
}

/** A list whose question can be kept under a name. */
export interface Asking {
  /** What it asks now. */
  readonly question: Question;
  /** Asks what was kept. */
  pose: (question: Question) => void;
}

/** What narrows a list, as it is kept: what is yes is "true", what is as at first is left out. */
export function keptFilter<F extends object>(
  filter: F,
  first: F,
  fields: readonly (keyof F & string)[],
): Record<string, string> {
  const others = fields.filter((field) => filter[field] !== first[field]);
  return Object.fromEntries(others.map((field) => [field, String(filter[field])]));
}

/** The other way: a field that is not kept is as at first. */
export function filterOf<F extends object>(
  kept: Readonly<Record<string, string>>,
  first: F,
  fields: readonly (keyof F & string)[],
): F {
  const read = (field: keyof F & string): unknown => {
    const text = kept[field];
    const blank: unknown = first[field];
    if (text === undefined) return blank;
    if (typeof blank === "boolean") return text === "true";
    return typeof blank === "number" ? Number(text) || 0 : text;
  };
  return { ...first, ...Object.fromEntries(fields.map((field) => [field, read(field)])) };
}
