import { expect, test } from "vitest";
import { blankDraft } from "../../state/draft.svelte";
import { change, replaced, undo } from "./template";

const template = {
  title: "Mail is late",
  description: "Since {started}",
  stepsTried: "",
  severity: "moderate",
  product: "Exchange Online",
  language: "fr" as const,
};

test("an empty draft takes the whole template, its language too", () => {
  expect(replaced(blankDraft, template, {})).toEqual([]);
  const { stepsTried: _, ...all } = template;
  expect(change(blankDraft, template, {}, true)).toEqual(all);
});

test("a written text stays unless it is to be replaced, and then nothing else changes its language", () => {
  const draft = { ...blankDraft, title: "Printer on fire", language: "en" };
  expect(replaced(draft, template, {})).toEqual(["title"]);
  const kept = change(draft, template, {}, false);
  expect(kept).not.toHaveProperty("title");
  expect(kept).not.toHaveProperty("language");
  expect(kept.description).toBe("Since {started}");
  expect(change(draft, template, {}, true).title).toBe("Mail is late");
});

test("what the template before put in was not written by anybody", () => {
  const last = { title: "Sign-in fails" };
  expect(replaced({ ...blankDraft, title: "Sign-in fails" }, template, last)).toEqual([]);
  expect(replaced({ ...blankDraft, title: "Sign-in fails today" }, template, last)).toEqual(["title"]);
});

test("a template without a text empties none", () => {
  const draft = { ...blankDraft, stepsTried: "Restarted Outlook" };
  expect(change(draft, template, {}, true)).not.toHaveProperty("stepsTried");
});

test("taking a change back gives exactly what was there", () => {
  const draft = { ...blankDraft, title: "Printer on fire", severity: "critical" };
  const made = change(draft, template, {}, true);
  expect({ ...draft, ...made, ...undo(draft, made) }).toEqual(draft);
});
