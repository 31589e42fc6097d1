import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Incident } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { incident } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import IncidentsView from "./IncidentsView.svelte";

const told = answers.health.incidents;
const worst = told().incidents[0] as Incident;
/** Whose report tells the story of an incident: its first customer's, in the story the degraded one's. */
const degraded = answers.health.degraded();
const known = told().incidents.find((i) => i.customers[0]?.tenantId === degraded.tenantId) as Incident;

function show(incidents: Incident[], over = {}) {
  return mount(
    IncidentsView,
    { health: { incidents: async () => told({ incidents, ...over }) } },
    {
      customers: { get: never, overview: async () => answers.customers.overview() },
      health: { report: async (tenantId) => ({ ...degraded, tenantId }) },
      sync: { start: async () => {}, status: never },
    },
  );
}

test("the weightiest issue is chosen, with its customers and its story", async () => {
  const advisory = incident("EX2", { classification: "advisory" });
  const { container, calls } = show([advisory, known]);
  const story = within(await screen.findByRole("region", { name: known.title }));
  expect(await story.findByText(/points to a recent change/)).toBeTruthy();
  expect(story.getByText(`${known.customers.length} affected customers`)).toBeTruthy();
  expect(calls).toContain(`health.report ${degraded.tenantId}`);
  await expectAccessible(container);
});

test("of all that the program tells of, an outage is chosen before anything else", async () => {
  show(told().incidents);
  const heading = await screen.findByRole("region", { name: worst.title });
  expect([worst.state, heading.textContent?.includes(worst.id)]).toEqual(["outage", true]);
});

test("choosing another issue shows that one and never the first one's story", async () => {
  show([known, incident("EX9", { state: "advisory" })]);
  const first = within(await screen.findByRole("region", { name: known.title }));
  const impact = degraded.services.flatMap((s) => s.issues)[0]?.impact ?? "";
  expect(await first.findAllByText(impact)).not.toEqual([]);
  await userEvent.click(screen.getByText("Title of EX9"));
  const story = within(await screen.findByRole("region", { name: "Title of EX9" }));
  expect(await story.findByText("The messages of this issue are not in the cache.")).toBeTruthy();
  expect(story.queryAllByText(impact)).toEqual([]);
});

test("an affected customer leads to that customer's health", async () => {
  const { app } = show([known]);
  const second = known.customers[1];
  await userEvent.click(await screen.findByRole("button", { name: second?.name }));
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["health", second?.tenantId]);
});

test("no open issue says for how many customers nobody can tell", async () => {
  const { container } = show([]);
  expect(await screen.findByText("No open issue is known")).toBeTruthy();
  const { unknown, total } = told();
  expect(unknown).toBeGreaterThan(0);
  expect(
    await screen.findByText(new RegExp(`Customers of unknown health.*${unknown} of ${total}`)),
  ).toBeTruthy();
  await expectAccessible(container);
});

test("a list that holds some says so too, and what is over stands there as that", async () => {
  show([
    known,
    incident("EX8", { open: false, resolved: true, state: "healthy", overSince: "2026-11-23T08:05:00Z" }),
  ]);
  expect(
    await screen.findByText(
      /^1 open issue · 1 ended in the last 24 h · 4 of 16 customers of unknown health$/,
    ),
  ).toBeTruthy();
  expect(screen.getByText("Resolved 2 h ago")).toBeTruthy();
});

test("with everybody known, no open issue is no open issue", async () => {
  show([], { unknown: 0 });
  expect(await screen.findByText("No open issue")).toBeTruthy();
});

test("before the first sync nothing is claimed, and the sync is one press away", async () => {
  const { calls } = show([], answers.health.incidentsNeverRead());
  expect(await screen.findByText("No service health was read yet")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Sync now/ }));
  expect(calls).toContain("sync.start false");
});

test("a request is written for one affected customer, or for all that the filter leaves", async () => {
  const many = Array.from({ length: 10 }, (_, i) => ({
    tenantId: `t${i}`,
    name: `Customer ${i}`,
    primaryDomain: `customer${i}.example`,
    displayDomain: `customer${i}.example`,
  }));
  const { app, container } = show([incident("EX1", { customers: many })]);
  await userEvent.click(await screen.findByRole("button", { name: "New request about this for Customer 3" }));
  expect(app.outbox.request).toMatchObject({ incidentId: "EX1", tenantId: "t3", tenantIds: [] });
  const all = screen.getByRole("button", { name: "Request for these customers…" });
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({
    incidentId: "EX1",
    tenantId: "",
    tenantIds: many.map((c) => c.tenantId),
  });
  await userEvent.type(screen.getByRole("searchbox", { name: "Filter affected customers" }), "Customer 7");
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ incidentId: "EX1", tenantId: "t7", tenantIds: [] });
  await expectAccessible(container);
});
