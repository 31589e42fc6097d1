import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { Verdict } from "../../bridge/bridge";
import { verdictWords } from "../../bridge/bridge";
import { settle } from "../../test/clock";
import { expectAccessible, mount } from "../../test/view";
import { verdictLooks } from "../../words/verdict";
import VerdictDialog from "./VerdictDialog.svelte";

const probably: Verdict = {
  verdict: "probably-microsoft",
  sentence: "Probably",
  messageKey: "verdict_probably",
  params: { service: "Microsoft Graph", count: "4" },
  evidence: [
    {
      what: "host graph.microsoft.com",
      ok: false,
      detail: "It answers with an error",
      at: "2026-03-01T06:29:00Z",
    },
    { what: "clock", ok: true, detail: "right", messageKey: "verdict_saw_clock_right", at: null },
  ],
  triedAt: "2026-03-01T06:29:00Z",
  hostsDated: null,
  reached: true,
  tookMillis: 40,
};

const show = async (answer: () => Promise<Verdict>) => {
  const shown = mount(VerdictDialog, { verdict: { ask: answer } }, {}, { open: true, onclose: () => {} });
  await settle();
  return shown.container;
};

test("the verdict is said with its sign, its sentence and what it stands on", async () => {
  const container = await show(async () => probably);
  expect(screen.getByRole("status").textContent).toContain("Probably Microsoft");
  expect(screen.getByRole("status").textContent).toContain(
    "Microsoft Graph fails from here and at 4 customers",
  );
  const items = screen.getAllByRole("listitem").map((li) => li.textContent);
  expect(items[0]).toContain("Speaks for trouble");
  expect(items[0]).toContain("It answers with an error");
  expect(items[1]).toContain("Speaks against trouble");
  expect(items[1]).toContain("the clock is right");
  await expectAccessible(container);
});

test("it is asked again, and that nothing was tried is said", async () => {
  const answers = [
    probably,
    { ...probably, verdict: "unclear" as const, messageKey: "verdict_unclear_untried", triedAt: null },
  ];
  await show(async () => answers.shift() ?? probably);
  await fireEvent.click(screen.getByRole("button", { name: "Ask again" }));
  await settle();
  expect(screen.getByRole("status").textContent).toContain("Unclear");
  expect(screen.getByText("Nothing was tried from here")).toBeTruthy();
});

test("each verdict has a sign of its own", () => {
  const drawings = verdictWords.map((w) => verdictLooks[w].icon);
  expect(new Set(drawings).size).toBe(verdictWords.length);
});
