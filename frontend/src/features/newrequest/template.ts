import type { RequestDraft } from "../../bridge/bridge";

/** What a template may fill. */
const fields = [
  "title",
  "description",
  "stepsTried",
  "severity",
  "product",
] as const satisfies (keyof RequestDraft)[];
type Filled = Pick<RequestDraft, (typeof fields)[number]>;

/** The texts that nobody wants to lose: before one is replaced it is asked. */
const texts = ["title", "description", "stepsTried"] as const satisfies (keyof RequestDraft)[];
export type WrittenText = (typeof texts)[number];

const dialogs = ["save", "manage"] as const;
/** What is done about templates in a dialog: a draft is kept as one, or the user's own are shown. */
export type TemplateDialog = (typeof dialogs)[number];

/** Which written texts a template would replace. What the last template put there was not written. */
export function replaced(draft: Filled, template: Filled, last: Partial<Filled>): WrittenText[] {
  return texts.filter(
    (f) => draft[f].trim() && template[f] && draft[f] !== template[f] && draft[f] !== last[f],
  );
}

/** The change that a template makes: written texts stay unless they are to be replaced. */
export function change(
  draft: Filled,
  template: Filled & Pick<RequestDraft, "language">,
  last: Partial<Filled>,
  replace: boolean,
): Partial<RequestDraft> {
  const stays = new Set<string>(replace ? [] : replaced(draft, template, last));
  const out: Partial<RequestDraft> = {};
  for (const field of fields) if (template[field] && !stays.has(field)) out[field] = template[field];
  // The headings follow the text's language.
  if (template.language && stays.size === 0) out.language = template.language;
  return out;
}

/** What takes a change back. */
export function undo(draft: RequestDraft, made: Partial<RequestDraft>): Partial<RequestDraft> {
  return Object.fromEntries(Object.keys(made).map((field) => [field, draft[field as keyof RequestDraft]]));
}
