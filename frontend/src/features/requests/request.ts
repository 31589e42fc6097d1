import type { RequestRow } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** Partner Center's words as the Go side writes them (backend/partner/request.go). The lists are open. */
const severities: Record<string, () => string> = {
  critical: m.requests_severity_critical,
  moderate: m.requests_severity_moderate,
  minimal: m.requests_severity_minimal,
  unknown: m.requests_severity_unknown,
  "": m.requests_severity_unknown,
};
const statuses: Record<string, () => string> = {
  open: m.requests_status_open,
  closed: m.requests_status_closed,
  attention_needed: m.requests_status_attention,
  attentionneeded: m.requests_status_attention,
  none: m.requests_status_none,
  "": m.requests_status_none,
};

export const severityWord = (severity: string): string => severities[severity.toLowerCase()]?.() ?? severity;
export const statusWord = (status: string): string => statuses[status.toLowerCase()]?.() ?? status;

/** Whether Microsoft waits for the partner. */
export const needsAnswer = (status: string): boolean =>
  status.toLowerCase().replace("_", "") === "attentionneeded";

/** Whether somebody still has to act on it (as backend/partner does). */
export const isOpen = (status: string): boolean => status.toLowerCase() === "open" || needsAnswer(status);

/** The name by which it is opened and read: Microsoft's number as soon as there is one. */
export const nameOf = (row: Pick<RequestRow, "id" | "localId">): string => row.id || row.localId;

/** How long a note may be, in characters (backend/partner/draft.go). */
const noteLimit = 10_000;
/** So few are left: from here on the writer is told. */
const noteWarning = 500;

/** How many characters a note has left, negative when it is too long; null while that is no matter. */
export function noteLeft(text: string): number | null {
  const left = noteLimit - [...text.trim()].length;
  return left > noteWarning ? null : left;
}
