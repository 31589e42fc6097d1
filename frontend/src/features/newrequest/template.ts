import type { RequestDraft } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** The texts that nobody wants to lose, by their labels: before one is replaced it is asked. */
export const writtenTexts = {
  title: m.newrequest_field_title,
  description: m.newrequest_description,
  stepsTried: m.newrequest_steps,
};
export type WrittenText = keyof typeof writtenTexts;
const texts = Object.keys(writtenTexts) as WrittenText[];

/** What a template may fill. */
type Filled = Pick<RequestDraft, WrittenText | "severity" | "product">;
const fields: readonly (keyof Filled)[] = [...texts, "severity", "product"];

/** What is done about templates in a dialog: a draft is kept as one, or the user's own are shown. */
export const templateDialogs = {
  save: m.newrequest_template_save_title,
  manage: m.newrequest_templates_title,
};
export type TemplateDialog = keyof typeof templateDialogs;

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
