import attention from "@fluentui/svg-icons/icons/chat_warning_20_filled.svg?drawing";
import closed from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?drawing";
import open from "@fluentui/svg-icons/icons/circle_20_regular.svg?drawing";
import unknown from "@fluentui/svg-icons/icons/question_circle_20_regular.svg?drawing";
import { requestStatuses, type Severity, severities } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";

/** How Partner Center's words look. The list is open. */
const statuses: Record<(typeof requestStatuses)[number], Look> = {
  open: { icon: open, tone: "info", word: m.requests_status_open },
  closed: { icon: closed, tone: "quiet", word: m.requests_status_closed, muted: true },
  attention_needed: { icon: attention, tone: "warning", word: m.requests_status_attention, strong: true },
  none: { icon: unknown, tone: "quiet", word: m.requests_status_none, muted: true },
};

/** The status by the contract's name; undefined for a word that nobody knows. */
function known(status: string) {
  const plain = status.toLowerCase().replace("_", "") || "none";
  return requestStatuses.find((s) => s.replace("_", "") === plain);
}

/** How Microsoft's word for a request is drawn and said; one that nobody knows stands as it is. */
export function requestLook(status: string): Look {
  const name = known(status);
  return name ? statuses[name] : { ...statuses.none, word: () => status };
}

export const statusWord = (status: string): string => requestLook(status).word();

/** Whether Microsoft waits for the partner. */
const needsAnswer = (status: string): boolean => known(status) === "attention_needed";

/** Whether somebody still has to act on it (as backend/partner does). */
export const isOpen = (status: string): boolean => known(status) === "open" || needsAnswer(status);

const severityWords: Record<Severity, () => string> = {
  minimal: m.requests_severity_minimal,
  moderate: m.requests_severity_moderate,
  critical: m.requests_severity_critical,
};

/** A severity in the chosen language; a word that nobody knows is shown as Microsoft wrote it. */
export function severityWord(severity: string): string {
  const plain = severity.toLowerCase();
  const name = severities.find((s) => s === plain);
  if (name) return severityWords[name]();
  return plain === "" || plain === "unknown" ? m.requests_severity_unknown() : severity;
}

/** The severities to choose from, the least first. */
export const severityChoices = () => severities.map((value) => ({ value, text: severityWords[value]() }));
