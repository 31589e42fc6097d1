import { expect, test } from "vitest";
import { AppState } from "../state/app.svelte";
import { answers } from "../test/answers";
import { never, stubBridge } from "../test/stub";
import { troubleNote } from "./remedies";

const { tenantId } = answers.details.noConsent();
const failed = (remedyKey: string, tenant: string | null = tenantId) => ({
  kind: "signin",
  message: "it failed",
  remedyKey,
  tenant,
});
const app = () => new AppState(stubBridge({}, { session: { signInAt: never, status: never } }).bridge);

/** An advice that the program can follow itself is a button; any other is words alone. */
test.each([
  ["sign-in-again", "Sign in again", "sign-in", ""],
  ["sign-in-in-browser", "Sign in again", "sign-in", ""],
  ["sign-in-at-customer", "Sign in at this customer", "sign-in", tenantId],
  ["grant-consent", "Get the approval…", "consent", tenantId],
  ["consent-role", "Get the approval…", "consent", tenantId],
])("%s is the button %s", (remedy, text, dialog, at) => {
  const window = app();
  const { actions } = troubleNote(window, failed(remedy));
  expect(actions.map((a) => a.text)).toEqual([text]);
  actions[0]?.run();
  expect([window.session.dialog, window.session.at]).toEqual([dialog, at]);
});

test.each([
  ["check-policy", tenantId],
  ["grant-consent", null],
  ["sign-in-at-customer", null],
])("%s at %s has no button", (remedy, tenant) => {
  expect(troubleNote(app(), failed(remedy, tenant)).actions).toEqual([]);
});
