import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import {
  Fault,
  type Mailing,
  type MailingMessage,
  type MailingQuery,
  type Telling,
} from "../../bridge/bridge";
import { settle } from "../../test/clock";
import type { Answers } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import TellDialog from "./TellDialog.svelte";

const message = (n: number, over: Partial<MailingMessage> = {}): MailingMessage => ({
  tenantId: `t${n}`,
  name: `Customer ${n}`,
  domain: `c${n}.example`,
  tags: [],
  language: "en",
  template: "first",
  to: [`it@c${n}.example`],
  badTo: [],
  ownTo: false,
  subject: `Mail is late, ${n}`,
  text: `Hello ${n}`,
  wordAt: null,
  told: null,
  ...over,
});
const all = [message(1), message(2, { to: [], badTo: ["nobody"] }), message(3)];
const mailing = (messages: MailingMessage[], over: Partial<Mailing> = {}): Mailing => ({
  incident: "EX1",
  title: "Mail is late",
  open: true,
  messages,
  noAddress: messages.filter((one) => one.to.length === 0).length,
  untold: 0,
  ...over,
});
const of = (messages: MailingMessage[]) => async (query: MailingQuery) =>
  mailing(messages.filter((one) => query.tenantIds.length === 0 || query.tenantIds.includes(one.tenantId)));

async function show(telling: Answers["telling"]) {
  const shown = mount(
    TellDialog,
    { telling },
    {},
    {
      wish: { incidentId: "EX1", tenantIds: [] },
      onclose: () => {},
    },
  );
  await settle();
  return shown;
}
const rows = () => within(screen.getByRole("listbox", { name: "Customers" })).getAllByRole("option");

test("who has no address stands first with what is wrong; the arrows show each message as it leaves", async () => {
  const { container } = await show({ drafts: of(all) });
  expect(rows().map((row) => row.textContent?.match(/Customer \d/)?.[0])).toEqual([
    "Customer 2",
    "Customer 1",
    "Customer 3",
  ]);
  expect(rows()[0]?.textContent).toContain("Not an address: nobody");
  expect(screen.getByText("Hello 2")).toBeTruthy();
  await fireEvent.keyDown(screen.getByRole("listbox", { name: "Customers" }), { key: "ArrowDown" });
  await settle();
  expect(screen.getByText("Hello 1")).toBeTruthy();
  expect(screen.queryByText("Hello 2")).toBeNull();
  await expectAccessible(container);
});

test("who is ticked off is not written; what was written counts as told until it is taken back", async () => {
  const told: Telling[] = [];
  const asked: string[][] = [];
  const { app, calls } = await show({
    drafts: of(all),
    saveZip: async (query) => {
      asked.push(query.tenantIds);
      told.push({
        tenantId: "t1",
        at: "2026-11-23T10:00:00Z",
        template: "first",
        wordAt: null,
        means: "files",
      });
      return { path: "/x.zip", messages: 2, noAddress: 1 };
    },
    told: async () => told,
    takeBack: async () => 1,
  });
  const list = screen.getByRole("listbox", { name: "Customers" });
  await fireEvent.keyDown(list, { key: "End" });
  await fireEvent.keyDown(list, { key: " " });
  await fireEvent.click(screen.getByRole("button", { name: /Save 2 messages/ }));
  await settle();
  expect(asked).toEqual([["t2", "t1"]]);
  expect(screen.getByText(/2 messages were written to \/x.zip. They are not sent yet/)).toBeTruthy();
  await app.undo.last();
  await settle();
  expect(calls).toContain('telling.takeBack EX1 ["t1"]');
});

test("what was told since is not taken back by an older undo", async () => {
  const at = (minute: number): Telling => ({
    tenantId: "t1",
    at: `2026-11-23T10:0${minute}:00Z`,
    template: "first",
    wordAt: null,
    means: "byHand",
  });
  let now = at(0);
  const { app, count } = await show({
    drafts: of([message(1)]),
    markTold: async () => 1,
    told: async () => [now],
  });
  await fireEvent.click(screen.getByRole("button", { name: "Mark as told" }));
  await settle();
  now = at(1);
  await app.undo.last();
  expect(count("telling.takeBack")).toBe(0);
  expect(app.notices.toasts.at(-1)?.text).toContain("told something else since");
});

test("an update of which nobody had the first word says so and offers it", async () => {
  await show({
    drafts: async (query) => (query.template === "first" ? mailing(all) : mailing([], { untold: 3 })),
  });
  expect(screen.getByText("3 customers are left out: they never had the first word.")).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Write the first word" }));
  await settle();
  expect(rows()).toHaveLength(3);
});

test("“not you” asks nothing before somebody is named", async () => {
  const { calls } = await show({ drafts: of(all) });
  const before = calls.length;
  await fireEvent.change(screen.getByLabelText("Message"), { target: { value: "not-you" } });
  await settle();
  expect(screen.getByText(/customers who ask/)).toBeTruthy();
  expect(calls).toHaveLength(before);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /Save 0 messages/ }).disabled).toBe(true);
});

test("a failure is said, and asked again", async () => {
  let fails = true;
  await show({
    drafts: async (query) => {
      if (fails) throw new Fault({ message: "no", messageKey: "mailing_no_incident", params: { id: "EX1" } });
      return of(all)(query);
    },
  });
  expect(screen.getByRole("alert").textContent).toContain(
    "no listed customer is affected by an incident EX1",
  );
  fails = false;
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await settle();
  expect(rows()).toHaveLength(3);
});
