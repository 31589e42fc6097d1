import attention from "@fluentui/svg-icons/icons/chat_warning_20_filled.svg?raw";
import closed from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?raw";
import open from "@fluentui/svg-icons/icons/circle_20_regular.svg?raw";
import unknown from "@fluentui/svg-icons/icons/question_circle_20_regular.svg?raw";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";

/** Partner Center's words as the Go side writes them (backend/partner/request.go). The lists are open. */
const statuses: Record<string, Look> = {
  open: { icon: open, tone: "info", word: m.requests_status_open },
  closed: { icon: closed, tone: "quiet", word: m.requests_status_closed, muted: true },
  attentionneeded: { icon: attention, tone: "warning", word: m.requests_status_attention, strong: true },
  none: { icon: unknown, tone: "quiet", word: m.requests_status_none, muted: true },
};

const nameOf = (status: string): string => status.toLowerCase().replace("_", "") || "none";

/** How Microsoft's word for a request is drawn and said; one that nobody knows stands as it is. */
export const requestLook = (status: string): Look =>
  statuses[nameOf(status)] ?? { icon: unknown, tone: "quiet", word: () => status, muted: true };

export const statusWord = (status: string): string => requestLook(status).word();

/** Whether Microsoft waits for the partner. */
export const needsAnswer = (status: string): boolean => nameOf(status) === "attentionneeded";

/** Whether somebody still has to act on it (as backend/partner does). */
export const isOpen = (status: string): boolean => nameOf(status) === "open" || needsAnswer(status);

/** The severities that a request can have. */
const severities = {
  minimal: m.requests_severity_minimal,
  moderate: m.requests_severity_moderate,
  critical: m.requests_severity_critical,
} as const;

const unstated: Record<string, () => string> = {
  unknown: m.requests_severity_unknown,
  "": m.requests_severity_unknown,
};

/** A severity in the chosen language; a word that nobody knows is shown as Microsoft wrote it. */
export function severityWord(severity: string): string {
  const words: Record<string, () => string> = { ...severities, ...unstated };
  return words[severity.toLowerCase()]?.() ?? severity;
}

/** The severities to choose from, the least first. */
export const severityChoices = (): { value: string; text: string }[] =>
  Object.entries(severities).map(([value, word]) => ({ value, text: word() }));
