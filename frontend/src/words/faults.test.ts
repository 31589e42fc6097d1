import { expect, test } from "vitest";
import { failureTexts, faultRemedies } from "./faults";

test("no advice names a command: the window has buttons", () => {
  for (const text of Object.values(faultRemedies)) expect(text()).not.toMatch(/tenantry |--/);
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
