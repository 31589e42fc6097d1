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

interface Dated {
  status: string;
  createdAt: string | null;
  updatedAt: string | null;
}

/** Those that wait for an answer first, then open ones, then the rest; the one that moved last first. */
export function inOrder<R extends Dated>(requests: R[]): R[] {
  const rank = (r: R) => (needsAnswer(r.status) ? 0 : isOpen(r.status) ? 1 : 2);
  const moved = (r: R) => Date.parse(r.updatedAt ?? r.createdAt ?? "") || 0;
  return [...requests].sort((a, b) => rank(a) - rank(b) || moved(b) - moved(a));
}
