import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { IncidentCustomer, IncidentDetails, IncidentQuery, IncidentRow } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { incident } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import IncidentsView from "./IncidentsView.svelte";

const told = answers.health.incidentList;
const shared = answers.health.incident();
const row: IncidentRow = told().incidents.find((i) => i.id === shared.id) as IncidentRow;

function show(incidents: IncidentRow[], over = {}, one: Partial<IncidentDetails> = {}) {
  return mount(
    IncidentsView,
    {
      health: {
        incidentList: async ({ all }: IncidentQuery) =>
          told({
            incidents: all
              ? [...incidents, incident("EX5", { ...past, overSince: "2026-11-03T08:05:00Z" })]
              : incidents,
            ...over,
          }),
      },
    },
    {
      customers: { get: never, overview: async () => answers.customers.overview() },
      health: { incident: async (id) => answers.health.incident({ id, ...one }), report: never },
      sync: { start: async () => {}, status: never },
      requests: { get: never, read: never, list: never },
      outbox: { list: never },
      settings: { save: async () => {} },
    },
  );
}
const past = { open: false, resolved: true, state: "healthy" as const };

const [sample] = shared.customers as [IncidentCustomer];
const many = Array.from({ length: 10 }, (_, i) => ({
  ...sample,
  tenantId: `t${i}`,
  name: `Customer ${i}`,
  primaryDomain: `customer${i}.example`,
  displayDomain: `customer${i}.example`,
  mails: [`it@customer${i}.example`],
  tags: i < 3 ? ["VIP"] : [],
}));
const ofMany = { customers: many, count: 10, tags: [{ tag: "VIP", count: 3 }] };

test("the list says of each issue how many customers it hits, were told and have a request", async () => {
  const { container } = show([{ ...row, count: 60, told: 48, requests: 2 }]);
  const line = within(await screen.findByRole("row", { name: new RegExp(row.id) }));
  expect(line.getByText("60")).toBeTruthy();
  expect(line.getByText("48 of 60")).toBeTruthy();
  expect(line.getByText("2")).toBeTruthy();
  await expectAccessible(container);
});

test("an issue is opened over the whole width, with Microsoft's newest words, and left again", async () => {
  const post = { at: "2026-11-23T09:00:00Z", text: "We found it.", html: "<p>We found it.</p>" };
  const { container, app } = show([row], {}, { posts: [post] });
  await userEvent.click(await screen.findByRole("button", { name: row.title }));
  expect(await screen.findByRole("heading", { name: shared.title, level: 1 })).toBeTruthy();
  expect(screen.getByText("We found it.")).toBeTruthy();
  expect(screen.queryByRole("grid", { name: "Incidents" })).toBeNull();
  expect(screen.getByRole("grid", { name: `${shared.count} affected customers` })).toBeTruthy();
  await expectAccessible(container);
  expect(app.navigation.canGoBack).toBe(true);
  app.navigation.back();
  expect(await screen.findByRole("grid", { name: "Incidents" })).toBeTruthy();
  expect([app.incidents.selectedId, app.navigation.canGoBack]).toEqual(["", false]);
  await settle();
  expect(container.contains(document.activeElement)).toBe(true);
});

test("what became of it is told, the last step first", async () => {
  const { app } = show(
    [row],
    {},
    {
      steps: [
        { at: "2026-11-23T09:00:00Z", what: "resolved", status: "serviceRestored", customers: 48 },
        { at: "2026-11-23T08:30:00Z", what: "updated", status: "restoringService", customers: 0 },
        { at: "2026-11-23T08:00:00Z", what: "opened", status: "serviceDegradation", customers: 1 },
      ],
    },
  );
  app.incidents.select(row.id);
  const steps = within(await screen.findByRole("region", { name: "What became of it" }));
  expect(steps.getAllByRole("listitem").map((li) => li.textContent?.replace(/\s+/g, " ").trim())).toEqual([
    expect.stringMatching(/Resolved seen at 48 customers$/),
    expect.stringMatching(/Microsoft wrote: .*estor/),
    expect.stringMatching(/Began: .* seen at 1 customer$/),
  ]);
});

test("an affected customer leads to that customer's health", async () => {
  const { app } = show([row]);
  app.incidents.select(row.id);
  const second = shared.customers[1];
  await userEvent.click(await screen.findByRole("button", { name: second?.name }));
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["health", second?.tenantId]);
});

test("a request is for those that are chosen and seen, never for those that the filter hides", async () => {
  const { app } = show([row], {}, ofMany);
  app.incidents.select(row.id);
  const all = await screen.findByRole("button", { name: "Request for these customers…" });
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ incidentId: row.id, tenantIds: many.map((c) => c.tenantId) });

  const grid = screen.getByRole("grid", { name: "10 affected customers" });
  const name = (n: number) => within(grid).getByRole("button", { name: `Customer ${n}` });
  for (const n of [0, 1]) await userEvent.click(name(n), { modifiers: ["Control"] });
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ tenantIds: ["t0", "t1"] });

  const field = screen.getByRole("searchbox", { name: "Filter affected customers" });
  await userEvent.fill(field, "customer1.example");
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ tenantId: "t1", tenantIds: [] });
  await userEvent.fill(field, "customer7.example");
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ tenantId: "t7", tenantIds: [] });
  await userEvent.fill(field, "");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Customers with a tag" }), "VIP");
  await userEvent.click(all);
  expect(app.outbox.request).toMatchObject({ tenantIds: ["t0", "t1", "t2"] });
});

test("mail addresses of those that are chosen are copied", async () => {
  const { app, copied } = show([row], {}, ofMany);
  app.incidents.select(row.id);
  const grid = await screen.findByRole("grid", { name: "10 affected customers" });
  for (const n of [0, 1])
    await userEvent.click(within(grid).getByRole("button", { name: `Customer ${n}` }), {
      modifiers: ["Control"],
    });
  await userEvent.click(screen.getByRole("button", { name: "Copy mail addresses" }));
  await settle();
  expect(copied).toEqual(["it@customer0.example; it@customer1.example"]);
});

test("what was resolved earlier is read only when it is unfolded", async () => {
  const { count } = show([row]);
  const fold = await screen.findByRole("button", { name: "Resolved in the last 30 days" });
  expect([count("health.incidentList"), fold.ariaExpanded]).toEqual([1, "false"]);
  await userEvent.click(fold);
  expect(await screen.findByRole("button", { name: "Title of EX5" })).toBeTruthy();
  expect(count("health.incidentList")).toBe(2);
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
  show([row, incident("EX8", { ...past, overSince: "2026-11-23T08:05:00Z" })]);
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
  const { calls } = show([], answers.health.incidentListNeverRead());
  expect(await screen.findByText("No service health was read yet")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Sync now/ }));
  expect(calls).toContain("sync.start false");
});
