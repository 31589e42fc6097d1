import * as m from "../paraglide/messages";
import type { AppState } from "../state/app.svelte";
import { type Failed, note } from "../words/faults";

/** A failure as it happened: at a customer, where it names one. */
export type Trouble = Failed & { at?: string | null; tenant?: string | null };

/** What this window can do about a failure: a button for each advice that is an act of the program. */
function remediesOf(app: AppState, failed: Trouble): { text: string; asks?: boolean; run: () => void }[] {
  const tenant = failed.tenant ?? "";
  switch (failed.remedyKey) {
    case "sign-in-again":
    case "sign-in-in-browser":
      return [{ text: m.session_again_action(), run: () => app.session.signInAgain() }];
    case "sign-in-at-customer":
      return tenant
        ? [{ text: m.session_at_customer_action(), asks: true, run: () => app.signInAt(tenant) }]
        : [];
    case "grant-consent":
    case "consent-role":
      return tenant
        ? [{ text: m.session_consent_action(), asks: true, run: () => app.session.ask("consent", tenant) }]
        : [];
  }
  return [];
}

/** What a ProblemNote shows of a failure, with the buttons that mend it. */
export function troubleNote(app: AppState, failed: Trouble) {
  return { ...note(failed, app.bridge.copy), actions: remediesOf(app, failed) };
}
