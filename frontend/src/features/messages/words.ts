import type { MailingTemplate } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** What a message is for. */
export const templateWords: Record<MailingTemplate, () => string> = {
  first: m.tell_template_first,
  update: m.tell_template_update,
  resolved: m.tell_template_resolved,
  "not-you": m.tell_template_not_you,
};

/** The addresses that somebody wrote into a field, however they are parted. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((a) => a !== "");
