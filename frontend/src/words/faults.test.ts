import { afterEach, expect, test } from "vitest";
import { overwriteGetLocale } from "../paraglide/runtime";
import { failureTexts, faultReason, faultRemedy, fieldReason, said } from "./faults";

afterEach(() => overwriteGetLocale(() => "en"));

test("an advice is a sentence of its own", () => {
  expect(faultRemedy({ remedyKey: "report-upstream" })).toBe(
    "Microsoft’s side failed; try later, and quote the request id to Microsoft support.",
  );
  expect(faultRemedy({ remedyKey: "sign-in-again" })).toBe("Sign in again.");
});

test("a failure is told in the reader's language, and what Microsoft said as it was said", () => {
  const failed = {
    kind: "denied",
    message: "Azure denies access: No.",
    messageKey: "service_said",
    params: { text: "No" },
    parts: { problem: [{ key: "service_denied", params: { service: "Azure" } }] },
    remedyKey: "assign-role",
  };
  expect(faultReason(failed)).toBe("Azure denies access: No");
  overwriteGetLocale(() => "fr");
  expect(faultReason(failed)).toBe("Azure refuse l’accès\u00a0: No");
  expect(failureTexts(failed).title).toBe("Accès refusé");
});

test("sentences in a sentence are parted as the language wants it", () => {
  const missing = (field: string) => ({
    key: "field_is",
    params: { field },
    parts: { problem: [{ key: "field_missing" }] },
  });
  const both = { key: "field_note", parts: { problems: [missing("text"), missing("number")] } };
  expect(said(both)).toBe("the note: text is missing; number is missing");
  overwriteGetLocale(() => "fr");
  expect(said(both)).toBe("la note\u00a0: text doit être renseigné\u00a0; number doit être renseigné");
});

test("a sentence of the program changes with its number, by the rules of the language", () => {
  const customers = (count: number) => said({ key: "program_customers", params: { count: `${count}` } });
  expect([0, 1, 2].map(customers)).toEqual(["0 customers", "1 customer", "2 customers"]);
  overwriteGetLocale(() => "fr");
  expect([0, 1, 2].map(customers)).toEqual(["0 client", "1 client", "2 clients"]);
});

test("what has no key, or one of a newer backend, is told in its own words", () => {
  const failed = { kind: "upstream", message: "the moon", remedyKey: "", messageKey: "moon_gone" };
  expect(faultReason(failed)).toBe("the moon");
  expect(said({ key: "Quota {limit} exceeded" })).toBe("Quota {limit} exceeded");
  expect(fieldReason({ fields: { tenant: "is odd" } }, "tenant")).toBe("is odd");
  expect(fieldReason(null, "tenant")).toBe("");
});

test("an advice of a newer backend is told in its own words, a newer kind as an error", () => {
  const texts = failureTexts({
    kind: "eclipse",
    message: "the moon",
    remedyKey: "wait-for-sun",
    remedy: "wait",
    code: "42",
  });
  expect(texts).toEqual({
    title: "Error in Tenantry",
    reason: "the moon (42)",
    remedy: "wait",
    requestId: "",
  });
});
