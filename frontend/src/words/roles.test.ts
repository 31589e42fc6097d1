import { expect, test } from "vitest";
import { overwriteGetLocale } from "../paraglide/runtime.js";
import { roleLanguage, roleName } from "./roles";

test("a role is called as Microsoft calls it in the user's language; one we don't know keeps its English name", () => {
  overwriteGetLocale(() => "fr");
  expect(["Helpdesk Administrator", "Viva Goals Administrator"].map(roleName)).toEqual([
    "Administrateur du support technique",
    "Viva Goals Administrator",
  ]);
  expect(["Helpdesk Administrator", "Viva Goals Administrator"].map(roleLanguage)).toEqual([undefined, "en"]);
  overwriteGetLocale(() => "en");
  expect(roleName("Helpdesk Administrator")).toBe("Helpdesk Administrator");
});
