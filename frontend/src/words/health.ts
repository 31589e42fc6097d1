import * as m from "../paraglide/messages";
import type { Tone } from "../ui/StateSign.svelte";

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

const states: Record<Tone, () => string> = {
  outage: m.state_outage,
  degraded: m.state_degraded,
  advisory: m.state_advisory,
  healthy: m.state_healthy,
  unknown: m.state_unknown,
};

/** How a health state is drawn. A state that a newer program names is unknown, never healthy. */
export function stateTone(state: string): Tone {
  return state in states ? (state as Tone) : "unknown";
}

/** The state in the chosen language. */
export function stateWord(state: string): string {
  return states[stateTone(state)]();
}
