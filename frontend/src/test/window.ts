import { render, screen, waitFor, within } from "@testing-library/svelte";
import { expect } from "vitest";
import App from "../App.svelte";
import type { Preferences } from "../bridge/bridge";
import { AppState } from "../state/app.svelte";
import { answers } from "./answers";
import { settle } from "./clock";
import { type Answers, never, stubBridge } from "./stub";

export const all = answers.customers.list().customers;
export const [worst] = all;
export const found = answers.customers.found().customers;

/** The whole window over the story's answers, and what a test expects besides. */
export async function open(expected: Answers = {}, language: Preferences["language"] = "en") {
  const stub = stubBridge(expected, {
    settings: { load: async () => answers.preferences({ language }), save: async () => {} },
    customers: {
      list: async ({ text }) => (text ? answers.customers.found() : answers.customers.list()),
      overview: async () => answers.customers.overview(),
      get: async (id) => answers.details.outage({ ...all.find((c) => c.tenantId === id) }),
      position: never,
    },
    health: { report: never, incidentList: async () => answers.health.incidentList(), incident: never },
    requests: { list: async () => answers.requests.desk(), prepare: never, templates: never },
    changes: { unseen: async () => 0 },
    alerts: { count: async () => ({ new: 0, worst: "" }) },
    outbox: { list: async () => answers.outbox.empty() },
    profiles: { list: async () => [] },
    lock: { waits: async () => "", hasPassphrase: async () => false },
    session: { status: async () => answers.session.signedIn({ demo: false }) },
    sync: { status: async () => answers.sync.done() },
  });
  const app = new AppState(stub.bridge);
  await app.start();
  const { container } = render(App, { app });
  await settle();
  return { ...stub, app, container, title: () => stub.titles.at(-1) };
}

export const grid = () => screen.findByRole("grid", { name: /Customers|Clients/ });
const names = async () =>
  within(await grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("gridcell")[1]?.textContent?.trim());
export const shown = async (rows: { name: string }[]) =>
  waitFor(async () => expect(await names()).toEqual(rows.map((r) => expect.stringContaining(r.name))));
