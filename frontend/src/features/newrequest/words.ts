import type { Finding, Preflight, RequestDraft } from "../../bridge/bridge";
import { formatDay, formatNumber } from "../../lib/age";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import { faultRemedy, fieldReason, reasonSentence } from "../../words/faults";

/** How long the fields may be, in characters (backend/partner/draft.go). */
export const mostLine = 255;
const mostText = 10_000;
const longTexts = ["description", "stepsTried", "affectedUsers"];

/** What stands in a template for what only the user knows (backend/template/fill.go). */
export const gap = "{…}";

/** From here on a line says how much room is left. */
const nearly = 200;

/** What is wrong with a field, in the chosen language; "" when nothing is. */
export function wrongWord(field: string, code: string): string {
  switch (code) {
    case "":
      return "";
    case "missing":
      return m.newrequest_wrong_missing();
    case "long": {
      const most = formatNumber(longTexts.includes(field) ? mostText : mostLine, intlLocale());
      return m.newrequest_wrong_long({ most });
    }
    case "gaps":
      return m.newrequest_wrong_gaps({ gap });
    case "control":
      return m.newrequest_wrong_control();
    case "mail":
      return m.newrequest_wrong_mail();
    default:
      return m.newrequest_wrong_word();
  }
}

/** The room that is left in a line, once it runs short. Counted as the backend does: by character. */
export function roomLeft(text: string): string {
  const used = [...text].length;
  return used < nearly ? "" : m.newrequest_room({ used, most: mostLine });
}

/** The fields that the dialog shows for a channel: what is wrong with another one is told apart. */
function shownFields(channel: string): (keyof RequestDraft)[] {
  const common: (keyof RequestDraft)[] = [
    "title",
    "description",
    "stepsTried",
    "affectedUsers",
    "severity",
    "contact",
    "contactMail",
    "contactPhone",
  ];
  return channel === "azure"
    ? [...common, "subscription", "service", "classification"]
    : [...common, "product"];
}

/** What is wrong with fields that are not shown, in the backend's words. */
export function wrongElsewhere(preflight: Preflight | null, channel: string): string[] {
  const shown: string[] = shownFields(channel);
  return Object.entries(preflight?.fields ?? {})
    .filter(([field]) => !shown.includes(field))
    .map(([field]) => `${field} ${fieldReason(preflight, field)}`);
}

const advice = (remedyKey?: string | null) => (remedyKey ? faultRemedy({ remedyKey, remedy: "" }) : "");

/** What a finding says; one of a newer backend in its own words. */
export function findingText({ kind, id, title, text, ...says }: Finding): string {
  switch (kind) {
    case "delegation-ended":
      return m.newrequest_finding_ended();
    case "delegation-ends":
      return m.newrequest_finding_ends({ date: formatDay(title, intlLocale()) ?? title });
    case "incident":
      return m.newrequest_finding_incident({ id, title });
    case "duplicate":
      return m.newrequest_finding_duplicate({ id, title });
    case "placeholder":
      return m.newrequest_finding_placeholder({ name: `{${id}}` });
    default:
      return [reasonSentence({ message: text, ...says }), advice(says.remedyKey)].join(" ").trim();
  }
}

/** Enter alone sends nothing: that is Ctrl+Enter. For the keys of a form. */
export function enterStays(event: KeyboardEvent): void {
  const plain = event.key === "Enter" && !event.ctrlKey && !event.metaKey;
  if (plain && event.target instanceof HTMLInputElement) event.preventDefault();
}
