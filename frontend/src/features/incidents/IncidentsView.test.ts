import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Incident, Incidents } from "../../bridge/bridge";
import { ago, details, issue, report } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import IncidentsView from "./IncidentsView.svelte";

const customers = [
  { tenantId: "t1", name: "Fabrikam", primaryDomain: "fabrikam.com" },
  { tenantId: "t2", name: "Litware", primaryDomain: "litware.fr" },
];
const incident = (id: string, over: Partial<Incident> = {}): Incident => ({
  id,
  title: `Title of ${id}`,
  service: "Exchange Online",
  classification: "incident",
  status: "serviceDegradation",
  state: "degraded",
  startsAt: ago(5),
  updatedAt: ago(1),
  customers,
  ...over,
});

function show(list: Incidents) {
  return mount(IncidentsView, {
    customers: {
      get: async () => details(),
      overview: async () => ({
        revision: 1,
        asOf: ago(1),
        customers: 12,
        byHealth: { unknown: 3, healthy: 9 },
        problems: 0,
        incidents: 0,
        requests: 0,
        tags: [],
      }),
    },
    health: {
      incidents: async () => list,
      report: async (tenantId) =>
        report({
          tenantId,
          services: [
            {
              id: "Exchange",
              name: "Exchange Online",
              status: "serviceDegradation",
              state: "degraded",
              issues: [issue("EX1"), issue("EX2")],
            },
          ],
        }),
    },
    sync: { start: async () => {}, status: () => new Promise(() => {}) },
  });
}

test("the weightiest issue is chosen, with its customers and its story", async () => {
  const { container, calls } = show({
    asOf: ago(1),
    incidents: [incident("EX2", { classification: "advisory" }), incident("EX1")],
  });
  const story = within(await screen.findByRole("region", { name: "Title of EX1" }));
  expect(await story.findByText("newest", { exact: false })).toBeTruthy();
  expect(story.getByText("2 affected customers")).toBeTruthy();
  expect(calls).toContain("health.report t1");
  await expectAccessible(container);
});

test("choosing another issue shows that one and never the first one's story", async () => {
  show({ asOf: ago(1), incidents: [incident("EX1"), incident("EX9", { state: "advisory" })] });
  await screen.findByRole("region", { name: "Title of EX1" });
  await userEvent.click(screen.getByText("Title of EX9"));
  const story = within(await screen.findByRole("region", { name: "Title of EX9" }));
  expect(await story.findByText("The messages of this issue are not in the cache.")).toBeTruthy();
  expect(story.queryByText("Impact of EX1")).toBeNull();
});

test("an affected customer leads to that customer's health", async () => {
  const { app } = show({ asOf: ago(1), incidents: [incident("EX1")] });
  await userEvent.click(await screen.findByRole("button", { name: "Litware" }));
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["health", "t2"]);
});

test("no open issue says for how many customers nobody can tell", async () => {
  const { app, container } = show({ asOf: ago(1), incidents: [] });
  app.overview.refresh();
  expect(await screen.findByText("No open issue")).toBeTruthy();
  expect(await screen.findByText(/Customers of unknown health.*3 of 12/)).toBeTruthy();
  await expectAccessible(container);
});

test("before the first sync nothing is claimed, and the sync is one press away", async () => {
  const { calls } = show({ asOf: null, incidents: [] });
  expect(await screen.findByText("No service health was read yet")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Sync now/ }));
  expect(calls).toContain("sync.start false");
});

test("a request is written for one affected customer, or for all that the filter leaves", async () => {
  const many = Array.from({ length: 10 }, (_, i) => ({
    tenantId: `t${i}`,
    name: `Customer ${i}`,
    primaryDomain: `customer${i}.example`,
  }));
  const { app, container } = show({ asOf: ago(1), incidents: [incident("EX1", { customers: many })] });
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
