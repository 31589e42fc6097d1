import critical from "@fluentui/svg-icons/icons/error_circle_20_filled.svg?drawing";
import notice from "@fluentui/svg-icons/icons/info_20_filled.svg?drawing";
import warning from "@fluentui/svg-icons/icons/warning_20_filled.svg?drawing";
import type { Alert, AlertKind, AlertSeverity, alertKinds } from "../bridge/bridge";
import { ageText, formatDateTime } from "../lib/age";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";
import { faultReason } from "./faults";
import { serviceName } from "./health";

const looks: Record<AlertSeverity, Look> = {
  critical: { icon: critical, tone: "danger", word: m.alerts_critical, strong: true },
  warning: { icon: warning, tone: "warning", word: m.alerts_warning },
  notice: { icon: notice, tone: "info", word: m.alerts_notice },
};

/** How bad it is, as a sign. */
export const alertLook = (alert: Alert): Look => looks[alert.severity || "notice"];

const kinds: Record<(typeof alertKinds)[number], () => string> = {
  health: m.alerts_kind_health,
  access: m.alerts_kind_access,
  delegation: m.alerts_kind_delegation,
  renewal: m.alerts_kind_renewal,
  request: m.alerts_kind_request,
  gone: m.alerts_kind_gone,
  came: m.alerts_kind_came,
  stale: m.alerts_kind_stale,
};

/** The kinds that this window knows, in their order. */
export const knownKinds: readonly AlertKind[] = Object.keys(kinds);

/** What alerts of a kind tell of. A kind that a newer program has is said as it is. */
export const alertKindWord = (kind: AlertKind): string =>
  (kinds as Partial<Record<AlertKind, () => string>>)[kind]?.() ?? kind;

/** What it tells of, in the chosen language. */
export const alertWords = (alert: Alert): string =>
  faultReason({ ...alert, requestId: "", message: alert.title });

/** Whom it affects, and how it stands: a line below. */
export function alertFacts(alert: Alert, now: number, locale: string): string {
  const at = (time: string | null) => formatDateTime(time, locale) ?? "";
  return [
    ...(alert.service ? [serviceName(alert.service)] : []),
    ...(alert.customers > 0 ? [m.today_customers({ count: alert.customers })] : []),
    ...(alert.state === "closed"
      ? [m.alerts_over({ at: at(alert.closedAt) })]
      : [m.alerts_since({ age: ageText(alert.since, now, locale) ?? "" })]),
    ...(alert.state === "new" && alert.why === "worse" ? [m.alerts_worse()] : []),
    ...(alert.state === "acknowledged" ? [m.alerts_is_acknowledged()] : []),
    ...(alert.state === "snoozed"
      ? [m.alerts_is_snoozed({ at: at(alert.until), reason: alert.reason })]
      : []),
    ...(alert.silencedBy ? [m.alerts_silent()] : []),
  ].join(" · ");
}
