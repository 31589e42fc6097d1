import { formatDateTime } from "../lib/age";
import { intlLocale } from "../lib/locale";
import * as m from "../paraglide/messages";

/** A failure as the bridge hands it over: a Fault of a call, or the Problem beside an old value. */
export interface Failed {
  kind: string;
  message: string;
  remedyKey: string;
  remedy?: string;
  code?: string;
  requestId?: string;
}

/** What is said of a failure, in the chosen language. */
export interface FailureTexts {
  /** What sort of failure it is. */
  title: string;
  /** What Microsoft or the program said, as it was said. */
  reason: string;
  /** What to do; empty when nothing is known to help. */
  remedy: string;
  /** For Microsoft support; empty when there is none. */
  requestId: string;
}

/** Titles by kind (backend/fault/kind.go). */
export const faultTitles: Record<string, () => string> = {
  offline: m.fault_kind_offline,
  throttled: m.fault_kind_throttled,
  signin: m.fault_kind_signin,
  consent: m.fault_kind_consent,
  denied: m.fault_kind_denied,
  missing: m.fault_kind_missing,
  invalid: m.fault_kind_invalid,
  conflict: m.fault_kind_conflict,
  retired: m.fault_kind_retired,
  upstream: m.fault_kind_upstream,
  corrupt: m.fault_kind_corrupt,
  internal: m.fault_kind_internal,
};

/** Advice by key (backend/fault/remedy.go). */
export const faultRemedies: Record<string, () => string> = {
  "check-network": m.fault_remedy_check_network,
  "wait-and-retry": m.fault_remedy_wait_and_retry,
  "sign-in-again": m.fault_remedy_sign_in_again,
  "grant-consent": m.fault_remedy_grant_consent,
  "ask-admin": m.fault_remedy_ask_admin,
  "assign-role": m.fault_remedy_assign_role,
  "check-policy": m.fault_remedy_check_policy,
  "check-delegation": m.fault_remedy_check_delegation,
  "check-app-registration": m.fault_remedy_check_app_registration,
  "choose-cloud": m.fault_remedy_choose_cloud,
  "correct-input": m.fault_remedy_correct_input,
  "compare-and-choose": m.fault_remedy_compare_and_choose,
  "use-portal": m.fault_remedy_use_portal,
  "report-upstream": m.fault_remedy_report_upstream,
  "rebuild-cache": m.fault_remedy_rebuild_cache,
  "restore-key": m.fault_remedy_restore_key,
  "close-other": m.fault_remedy_close_other,
  "fix-permissions": m.fault_remedy_fix_permissions,
  "update-program": m.fault_remedy_update_program,
  "report-bug": m.fault_remedy_report_bug,
  "set-clock": m.fault_remedy_set_clock,
  "see-help": m.fault_remedy_see_help,
  "use-file-secrets": m.fault_remedy_use_file_secrets,
  "trust-authority": m.fault_remedy_trust_authority,
};

/** The title of a kind; one that is newer than this window is an internal error's. */
export function faultTitle(kind: string): string {
  return (faultTitles[kind] ?? m.fault_kind_internal)();
}

/** The advice in the chosen language, or what the program said in English if the key is unknown. */
export function faultRemedy(failed: Pick<Failed, "remedyKey" | "remedy">): string {
  return faultRemedies[failed.remedyKey]?.() ?? failed.remedy ?? "";
}

/** Everything that is shown of a failure. */
export function failureTexts(failed: Failed): FailureTexts {
  const code = failed.code ? ` (${failed.code})` : "";
  return {
    title: faultTitle(failed.kind),
    reason: failed.message + code,
    remedy: faultRemedy(failed),
    requestId: failed.requestId ?? "",
  };
}

/** What a ProblemNote shows of a failure; `at` is when the last try was made. */
export function note(failed: Failed & { at?: string | null }, copy: (text: string) => Promise<unknown>) {
  const when = formatDateTime(failed.at, intlLocale());
  return {
    ...failureTexts(failed),
    when: when ? m.fault_last_try({ when }) : "",
    requestIdLabel: m.fault_request_id(),
    copyLabel: m.details_copy({ what: m.fault_request_id() }),
    copiedLabel: m.copied(),
    oncopy: copy,
  };
}
