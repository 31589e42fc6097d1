import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { History } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import HistoryView from "./HistoryView.svelte";

const told = answers.changes.history;
const exchange: History["services"][number] = {
  id: "Exchange",
  name: "Exchange Online",
  minutes: 4_275,
  incidents: 2,
  months: [
    { month: "2026-10", minutes: 75 },
    { month: "2026-11", minutes: 4_200 },
  ],
};

function show(history: () => History) {
  const days: number[] = [];
  const shown = mount(
    HistoryView,
    {
      changes: {
        history: async (_, n) => {
          days.push(n);
          return history();
        },
        find: async () => answers.changes.of(),
      },
    },
    { customers: { get: never }, health: { report: never } },
  );
  shown.app.selection.select(told().tenantId);
  return { ...shown, days };
}

test("minutes of incident stand by service and month, and what changed below", async () => {
  const { container } = show(() => told({ services: [exchange] }));
  const row = within(await screen.findByRole("row", { name: /Exchange Online/ }));
  expect(row.getAllByRole("cell").map((c) => c.textContent)).toEqual(["75", "4,200", "4,275", "2"]);
  expect(screen.getAllByRole("columnheader").map((h) => h.textContent)).toEqual([
    "Service",
    "Oct 2026",
    "Nov 2026",
    "Total",
    "Incidents",
  ]);
  expect(screen.getAllByRole("listitem").length).toBeGreaterThan(answers.changes.of().changes.length);
  await expectAccessible(container);
});

test("of what was not read nothing is called healthy", async () => {
  const gap = { from: "2026-03-01T00:00:00Z", to: "2026-04-20T00:00:00Z" };
  show(() => told({ services: [], unread: [gap] }));
  expect(await screen.findByText("No incident is known of this time.")).toBeTruthy();
  for (const words of [
    /^Known since .* only: what was before is not counted as healthy/,
    /^Not read from .*2026 to .*2026/,
    /^Read last on .*: what happened since is not known/,
  ])
    expect(screen.getByText(words)).toBeTruthy();
});

test("another span is asked for", async () => {
  const { days } = show(() => told({ services: [exchange] }));
  await userEvent.click(await screen.findByText("30 days"));
  await screen.findByRole("table");
  expect(days).toEqual([365, 30]);
});

test("a customer that was never read says so", async () => {
  show(() => told({ asOf: null, since: null, services: [], events: [] }));
  expect(await screen.findByText(/was never read$/)).toBeTruthy();
});
