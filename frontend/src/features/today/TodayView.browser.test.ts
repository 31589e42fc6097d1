import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Alert, Alerts, ChangeGroup, ChangeGroups, ChangeQuery } from "../../bridge/bridge";
import { answers, refusal } from "../../test/answers";
import { settle } from "../../test/clock";

import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import TodayView from "./TodayView.svelte";

const told = answers.changes.groups;
const first = told().groups[0] as ChangeGroup;
const incident = told().groups.find((g) => g.incidentId) as ChangeGroup;
const customer = told().groups.find((g) => g.tenantId) as ChangeGroup;

/** Nothing asks for anybody, unless a test says otherwise. */
const calm = answers.alerts.new({ alerts: [] });

function show(
  groups: () => ChangeGroups,
  over = {},
  asking: () => Alerts = () => calm,
  acts = {},
  waits = 0,
) {
  const asked: ChangeQuery[] = [];
  const shown = mount(
    TodayView,
    {
      changes: {
        groups: async (query) => {
          asked.push(query);
          return groups();
        },
        ...over,
      },
      alerts: { list: async () => asking(), ...acts },
      requests: { list: async () => answers.requests.desk({ requests: [], total: waits }) },
    },
    {
      changes: { unseen: async () => 1 },
      alerts: { count: async () => ({ new: 1, worst: "warning" }) },
      requests: { get: never },
      customers: { get: never },
      health: {
        incidentList: async () => answers.health.incidentList(),
        incident: never,
        report: async () => answers.health.outage(),
      },
    },
  );
  return { ...shown, asked };
}

const rows = () =>
  screen.getAllByRole("button", { expanded: false }).filter((b) => b.dataset.row !== undefined);

test("what is new stands in groups, in the program's order, each with its newest word", async () => {
  const { container, asked } = show(told);
  expect(await screen.findByText(`${told().groups.length} things are new`)).toBeTruthy();
  expect(asked[0]).toMatchObject({ unseen: true, tenantId: "", group: "" });
  expect(rows().map((row) => row.querySelector(".title")?.textContent)).toEqual(
    told().groups.map((g) => g.title),
  );
  const row = rows()[0] as HTMLElement;
  expect(row.textContent).toContain("Trouble");
  expect(row.textContent).toContain("EX700001");
  await expectAccessible(container);
});

test("a group unfolds by the keyboard, and its older changes are fetched when they are asked for", async () => {
  const all = {
    ...answers.changes.of(),
    changes: [
      ...customer.newest,
      { ...customer.newest[0], id: "older", text: "Something older", messageKey: "" },
    ],
  };
  const { expected } = show(() => told({ groups: [{ ...customer, count: all.changes.length }] }));
  const asked: ChangeQuery[] = [];
  await screen.findByText("1 thing is new");
  (rows()[0] as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(await screen.findByText(/its end moved from/)).toBeTruthy();
  expected.changes = {
    ...expected.changes,
    find: async (query) => {
      asked.push(query);
      return all as never;
    },
  };
  await userEvent.click(screen.getByRole("button", { name: "Show 1 more" }));
  expect(await screen.findByText("Something older")).toBeTruthy();
  expect(asked).toMatchObject([{ group: customer.key, until: customer.at, unseen: true }]);
});

test("v marks a group as seen, what was noticed meanwhile stays new, and it can be undone", async () => {
  let groups = told();
  const seen: ChangeQuery[] = [];
  const undone: number[] = [];
  const { app, emit } = show(() => groups, {
    see: async (query: ChangeQuery) => {
      seen.push(query);
      groups = told({ groups: groups.groups.slice(1) });
      emit("changes");
      return 7;
    },
    unsee: async (undo: number) => {
      undone.push(undo);
      groups = told();
      emit("changes");
    },
  });
  await screen.findByText(`${told().groups.length} things are new`);
  (rows()[0] as HTMLElement).focus();
  await userEvent.keyboard("v");
  expect(await screen.findByText(`${told().groups.length - 1} things are new`)).toBeTruthy();
  expect(seen).toMatchObject([{ group: first.key, until: first.at }]);
  await app.undo.last();
  expect(await screen.findByText(`${told().groups.length} things are new`)).toBeTruthy();
  expect(undone).toEqual([7]);
});

test("marking all as seen goes as far as what is shown", async () => {
  const seen: ChangeQuery[] = [];
  show(told, {
    see: async (query: ChangeQuery) => {
      seen.push(query);
      return 1;
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "Mark all as seen" }));
  await settle();
  const last = told()
    .groups.map((g) => g.at ?? "")
    .sort()
    .at(-1);
  expect(seen).toMatchObject([{ until: last, group: "", tenantId: "" }]);
});

test("an incident leads to itself, a customer to its history", async () => {
  const { app } = show(told);
  await userEvent.click(
    await screen.findByRole("button", { name: `Open the incident ${incident.incidentId}` }),
  );
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", incident.incidentId]);
  await userEvent.click(screen.getByRole("button", { name: `Open the history of ${customer.title}` }));
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["history", customer.tenantId]);
});

test("nothing new is said, with what would stand here; before anything was read, that", async () => {
  const none = show(answers.changes.none);
  expect(await screen.findByText("Nothing is new")).toBeTruthy();
  none.unmount();
  show(() => answers.changes.none({ asOf: null }));
  expect(await screen.findByText("No customer was read yet")).toBeTruthy();
});

test("requests that wait for an answer are counted, and lead to themselves", async () => {
  const { app } = show(answers.changes.none, {}, undefined, {}, 3);
  await userEvent.click(await screen.findByRole("button", { name: "3 requests wait for an answer" }));
  expect([app.navigation.view, app.requests.desk.filter.state]).toEqual(["desk", "waiting"]);
});

const outage = answers.alerts.new().alerts[0] as Alert;
const refused = answers.alerts.new().alerts.find((a) => a.kind === "access") as Alert;

test("what asks for somebody stands first, the worst first, and leads to where it can be mended", async () => {
  const { app, container } = show(answers.changes.none, {}, answers.alerts.new);
  const rows = await screen.findAllByRole("button", { name: /^(Critical|Warning|Notice)/ });
  expect(rows.map((row) => row.dataset.alert)).toEqual(answers.alerts.new().alerts.map((a) => a.id));
  expect(rows[0]?.textContent).toContain("Exchange Online · 3 customers · since");
  await expectAccessible(container);
  await userEvent.click(rows[0] as HTMLElement);
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", outage.incidentId]);
  await userEvent.click(screen.getByRole("button", { name: new RegExp(`Warning ${refused.title}`) }));
  expect([app.navigation.view, app.selection.tenantId]).toEqual(["access", refused.tenantId]);
});

test("an alert is acknowledged by a key, and that can be undone", async () => {
  let alerts = answers.alerts.new({ alerts: [outage] });
  const acted: string[] = [];
  const { app, emit } = show(answers.changes.none, {}, () => alerts, {
    acknowledge: async ([id]: string[]) => {
      acted.push(`acknowledged ${id}`);
      alerts = calm;
      emit("alerts");
    },
    reopen: async ([id]: string[]) => {
      acted.push(`reopened ${id}`);
      alerts = answers.alerts.new({ alerts: [outage] });
      emit("alerts");
    },
  });
  (await screen.findByRole("button", { name: /^Critical/ })).focus();
  await userEvent.keyboard("v");
  expect(await screen.findByText("Nothing asks for anybody.")).toBeTruthy();
  await app.undo.last();
  expect(await screen.findByRole("button", { name: /^Critical/ })).toBeTruthy();
  expect(acted).toEqual([`acknowledged ${outage.id}`, `reopened ${outage.id}`]);
});

test("an alert is put off with a reason and an end, and without a reason not at all", async () => {
  const put: unknown[][] = [];
  show(answers.changes.none, {}, () => answers.alerts.new({ alerts: [outage] }), {
    snooze: async (...args: unknown[]) => void put.push(args),
  });
  await userEvent.click(await screen.findByRole("button", { name: /^Put off “/ }));
  const now = screen.getByRole("button", { name: /^Put off$/ });
  expect(now.hasAttribute("disabled")).toBe(true);
  await userEvent.fill(screen.getByLabelText("Why"), "Microsoft is on it");
  await userEvent.selectOptions(screen.getByLabelText("Until"), "hours");
  const asked = Date.now();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await settle();
  const [ids, until, reason] = put[0] as [string[], string, string];
  expect([ids, reason]).toEqual([[outage.id], "Microsoft is on it"]);
  expect(Math.abs(Date.parse(until) - asked - 4 * 3_600_000)).toBeLessThan(60_000);
});

test("what was handled or is kept silent can always be looked at, with how it stands", async () => {
  const handled: Alert[] = [
    { ...outage, state: "snoozed", until: "2026-11-23T15:00:00Z", reason: "Microsoft is on it" },
    { ...refused, silencedBy: "kind" },
  ];
  const asked: boolean[] = [];
  show(answers.changes.none, {}, undefined, {
    list: async (all: boolean) => {
      asked.push(all);
      return all ? answers.alerts.new({ alerts: handled }) : calm;
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: /what was handled/ }));
  expect(await screen.findByText(/put off until .*: Microsoft is on it/)).toBeTruthy();
  expect(screen.getByText(/kept silent by your rules/)).toBeTruthy();
  expect(asked).toEqual([false, true]);
});

test("what can't be read says why, and is read again", async () => {
  let broken = true;
  show(told, {
    groups: async () => {
      if (broken)
        throw refusal("noUndo", { kind: "corrupt", message: "the journal can't be read", messageKey: "" });
      return told();
    },
  });
  expect(await screen.findByText(/the journal can't be read/)).toBeTruthy();
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(`${told().groups.length} things are new`)).toBeTruthy();
});
