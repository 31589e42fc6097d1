import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { OutboxPage, Overview } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { problem } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import StatusLine from "./StatusLine.svelte";

const show = async (page: OutboxPage, over: Partial<Overview> = {}) => {
  const { app, container } = mount(StatusLine, {
    outbox: { list: async () => page },
    customers: { overview: async () => answers.customers.overview(over) },
    sync: { status: async () => answers.sync.done() },
  });
  app.outbox.refresh();
  app.overview.refresh();
  app.sync.refresh();
  await settle();
  return container;
};
const button = () => screen.queryByRole("button", { name: /^Outbox/ });

test("the outbox is offered for what is in it", async () => {
  const container = await show(answers.outbox.list());
  expect(button()).not.toBeNull();
  await expectAccessible(container);
});

test("an empty outbox takes no room", async () => {
  await show(answers.outbox.empty());
  expect(button()).toBeNull();
});

test.each([{ damaged: [problem()] }, { elsewhere: 2 }])(
  "what can't be shown is not hidden: %o",
  async (over) => {
    await show(answers.outbox.empty(over));
    expect(button()).not.toBeNull();
  },
);

const ago = (minutes: number) =>
  new Date(Date.parse("2026-11-23T10:20:00Z") - minutes * 60_000).toISOString();

test.each([
  [
    "the row in the middle and the oldest",
    { healthMedian: ago(3), healthOldest: ago(9), customers: 250, read: 248, unreadable: 2 },
    "Online · health 3 min old, oldest 9 min · 248 of 250 read · 2 not readable",
  ],
  [
    "the last attempt is no age",
    { asOf: ago(0), healthMedian: ago(180), healthOldest: ago(2880), customers: 9, read: 9, unreadable: 0 },
    "Online · health 3 h old, oldest 2 d · 9 of 9 read",
  ],
  [
    "what was only listed was not read",
    { asOf: ago(0), healthMedian: null, healthOldest: null, customers: 9, read: 0, unreadable: 0 },
    "Online · health never read · 0 of 9 read",
  ],
])("%s", async (_, over, line) => {
  const container = await show(answers.outbox.empty(), over);
  const spans = [...container.querySelectorAll("footer > span:not(.end)")];
  expect(spans.map((s) => s.textContent?.trim().replaceAll("\u00a0", " ")).join(" · ")).toBe(line);
});
