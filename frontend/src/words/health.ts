import healthy from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?drawing";
import outage from "@fluentui/svg-icons/icons/error_circle_20_filled.svg?drawing";
import advisory from "@fluentui/svg-icons/icons/info_20_filled.svg?drawing";
import unknown from "@fluentui/svg-icons/icons/question_circle_20_regular.svg?drawing";
import degraded from "@fluentui/svg-icons/icons/warning_20_filled.svg?drawing";
import { type HealthState, healthStates } from "../bridge/bridge";
import { ageOf, ageText, formatDateTime } from "../lib/age";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";

/**
 * Microsoft's own words for a service's or an issue's status (serviceHealthStatus, api/facts.md 1.9).
 * The list is open: a word that nobody knows is shown as Microsoft wrote it.
 */
const statuses: Record<string, () => string> = {
  serviceoperational: m.health_status_serviceOperational,
  investigating: m.health_status_investigating,
  restoringservice: m.health_status_restoringService,
  verifyingservice: m.health_status_verifyingService,
  servicerestored: m.health_status_serviceRestored,
  postincidentreviewpublished: m.health_status_postIncidentReviewPublished,
  servicedegradation: m.health_status_serviceDegradation,
  serviceinterruption: m.health_status_serviceInterruption,
  extendedrecovery: m.health_status_extendedRecovery,
  falsepositive: m.health_status_falsePositive,
  investigationsuspended: m.health_status_investigationSuspended,
  resolved: m.health_status_resolved,
  mitigatedexternal: m.health_status_mitigatedExternal,
  mitigated: m.health_status_mitigated,
  resolvedexternal: m.health_status_resolvedExternal,
  confirmed: m.health_status_confirmed,
  reported: m.health_status_reported,
  // What Graph says for a word that is newer than the form in which it answers.
  unknownfuturevalue: m.health_status_other,
};

/** The status in the chosen language. */
export function statusWord(status: string): string {
  return statuses[status.toLowerCase()]?.() ?? status;
}

/** "Incident" or "Advisory" in the chosen language. */
export function classificationWord(classification: string): string {
  switch (classification.toLowerCase()) {
    case "incident":
      return m.health_incident();
    case "advisory":
      return m.health_advisory();
  }
  return classification;
}

/** Since when an issue is trouble no more: it was resolved, or Microsoft tells of it no more. */
export function overWord(issue: { resolved: boolean; overSince: string | null }, locale: string): string {
  const time = formatDateTime(issue.overSince, locale) ?? "";
  return issue.resolved ? m.health_resolved_since({ time }) : m.health_untold_since({ time });
}

/** The same in a cell of a table: "Resolved 2 h ago". */
export function overAgo(
  issue: { resolved: boolean; overSince: string | null },
  now: number,
  locale: string,
): string {
  const age = ageText(issue.overSince, now, locale) ?? "";
  return issue.resolved ? m.health_resolved_ago({ age }) : m.health_untold_ago({ age });
}

/** For how long an issue that is over is shown beside the open ones, in milliseconds. */
const lately = 24 * 60 * 60_000;

/** Whether an issue stopped being trouble within the day. */
export function isLatelyOver(issue: { open: boolean; overSince: string | null }, now: number): boolean {
  const age = ageOf(issue.overSince, now);
  return !issue.open && age !== null && age <= lately;
}

/** How the health states look. */
const looks: Record<HealthState, Look> = {
  outage: { icon: outage, tone: "danger", word: m.state_outage, strong: true },
  degraded: { icon: degraded, tone: "warning", word: m.state_degraded },
  advisory: { icon: advisory, tone: "info", word: m.state_advisory },
  unknown: { icon: unknown, tone: "quiet", word: m.state_unknown, muted: true },
  healthy: { icon: healthy, tone: "success", word: m.state_healthy },
};

/** A state that a newer program names is unknown, never healthy. */
const known = (state: string): HealthState => healthStates.find((s) => s === state) ?? "unknown";

/** How a health state is drawn and said. */
export const healthLook = (state: string): Look => looks[known(state)];

/** The state in the chosen language. */
export const stateWord = (state: string): string => healthLook(state).word();

/** 0 for the worst. Unknown stands above healthy: it is no good news. */
export const severity = (state: string): number => healthStates.indexOf(known(state));

/** A service's name. That it has none the program says in English, as all its documents do. */
export function serviceName(name: string): string {
  return name === m.service_unnamed({}, { locale: "en" }) ? m.service_unnamed() : name;
}
