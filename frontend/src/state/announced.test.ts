import { afterEach, expect, test, vi } from "vitest";
import type { Announced } from "../bridge/contract";
import { Fault } from "../bridge/fault";
import { settle } from "../test/clock";
import { stubBridge } from "../test/stub";
import { fetchSentences } from "../words/sentences.svelte";
import { hearAlerts } from "./announced";
import { AppState } from "./app.svelte";

const nothing: Announced = {
  new: 0,
  lines: [],
  linked: { view: "", tenantId: "", incident: "", requestId: "" },
};
const outage: Announced = {
  new: 5,
  lines: [
    {
      text: "in English",
      messageKey: "alert_incident",
      params: { id: "EX1", title: "Mail is gone" },
    },
    { text: "and 4 more", messageKey: "announce_more", params: { count: "4" } },
  ],
  linked: { ...nothing.linked, view: "incidents", incident: "EX1" },
};

async function open() {
  await fetchSentences();
  let next: () => Promise<Announced> = async () => nothing;
  const told: boolean[] = [];
  const watch = async (watched: boolean) => void told.push(watched);
  const stub = stubBridge({ alerts: { announced: () => next(), watch } });
  const app = new AppState(stub.bridge);
  await hearAlerts(app);
  const comes = async (answer: () => Promise<Announced>) => {
    next = answer;
    stub.emit("announced");
    await settle();
  };
  return { app, comes, told };
}

const modal = vi.hoisted(() => ({ open: false }));
vi.mock("../lib/modal", () => ({ modalIsOpen: () => modal.open }));

afterEach(() => vi.restoreAllMocks());

test("alerts that are new are one saying, which leads to them", async () => {
  const { app, comes } = await open();
  expect(app.notices.toasts).toEqual([]);
  await comes(async () => outage);
  expect(app.notices.toasts.map((t) => t.text)).toEqual(["5 new alerts: EX1: Mail is gone; and 4 more"]);
  app.notices.toasts[0]?.action?.run();
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", "EX1"]);
});

test("who is in a dialog is told once it is closed, all at once, and only if there is something", async () => {
  const { app, comes } = await open();
  const asked = vi.fn(async () => outage);
  const closes = async (open: boolean) => {
    modal.open = open;
    document.body.append(document.createElement("dialog"));
    document.body.lastElementChild?.dispatchEvent(new Event("close"));
    await settle();
  };
  modal.open = true;
  await comes(asked);
  await comes(asked);
  expect([asked.mock.calls.length, app.notices.toasts.length]).toEqual([0, 0]);
  await closes(true); // another one took its place
  expect(asked).not.toHaveBeenCalled();
  await closes(false);
  expect([asked.mock.calls.length, app.notices.toasts.length]).toEqual([1, 1]);
  await closes(false);
  expect(asked).toHaveBeenCalledTimes(1);
});

test("what can't be asked for is said to nobody, and the next one is heard", async () => {
  const { app, comes } = await open();
  await comes(() => Promise.reject(new Fault({ kind: "internal", message: "gone" })));
  expect(app.notices.toasts).toEqual([]);
  await comes(async () => outage);
  expect(app.notices.toasts).toHaveLength(1);
});

test("whether anybody looks is told at once, and whenever that changes", async () => {
  const looks = vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const { told } = await open();
  looks.mockReturnValue(false);
  window.dispatchEvent(new Event("blur"));
  looks.mockReturnValue(true);
  window.dispatchEvent(new Event("focus"));
  expect(told).toEqual([true, false, true]);
});
