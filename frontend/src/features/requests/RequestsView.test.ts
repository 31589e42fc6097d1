import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Bridge, Fault, type OutgoingItem } from "../../bridge/bridge";
import { outgoing } from "../../bridge/fake-outgoing";
import { outboxPage, requestDetails, requestPage, requestRow } from "../../test/requests";
import { ago, details, problem } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import RequestsView from "./RequestsView.svelte";

const pending = () => new Promise<never>(() => {});
async function show(
  requests: Partial<Bridge["requests"]> = {},
  outbox: Partial<Bridge["outbox"]> = {},
  items: OutgoingItem[] = [],
) {
  const window = mount(RequestsView, {
    customers: { get: async () => details() },
    requests: {
      list: async () =>
        requestPage(
          [requestRow("615", { title: "Mail flow stopped" }), requestRow("616", { state: "closed" })],
          {
            counts: { open: 1, waiting: 0, needsYou: 0, onTheirWay: 0, closed: 1 },
          },
        ),
      get: async (_, id) => requestDetails(id, { title: "Mail flow stopped" }),
      read: async (_, id) => requestDetails(id, { title: "Mail flow stopped", notesAsOf: ago(0) }),
      ...requests,
    },
    outbox: { list: async () => outboxPage(items), ...outbox },
    sync: { refresh: async () => {}, status: pending },
  });
  window.app.outbox.refresh();
  window.app.navigation.go("requests", "t1");
  const user = userEvent.setup();
  const open = async (title: string) => {
    await user.click(await screen.findByRole("button", { name: title }));
    return within(await screen.findByRole("region", { name: title }));
  };
  return { ...window, user, open };
}

test("the customer's requests, since when they are known, and what may be missing", async () => {
  const { container, calls } = await show();
  expect(await screen.findByText("2 requests")).toBeTruthy();
  expect(screen.getByText("1 open")).toBeTruthy();
  expect(screen.getByText("Read 1 h ago")).toBeTruthy();
  expect(screen.getByText(/opened inside a Microsoft portal may be missing/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(calls).toContain("sync.refresh t1");
  await expectAccessible(container);
});

test("never read is not the same as none; both lead to a new request", async () => {
  const never = await show({ list: async () => requestPage([], { asOf: null }) });
  expect(await screen.findByText("The service requests of Fabrikam are not known")).toBeTruthy();
  never.unmount();
  const { app, container } = await show({ list: async () => requestPage([]) });
  expect(await screen.findByText("No service request for Fabrikam")).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getAllByRole("button", { name: /New request/ }).at(-1) as HTMLElement);
  expect(app.outbox.request).toMatchObject({ tenantId: "t1" });
});

test("an old list stays beside the reason why it is old", async () => {
  await show({
    list: async () =>
      requestPage([requestRow("615")], {
        asOf: ago(72),
        problem: problem({ kind: "denied", remedyKey: "assign-role" }),
      }),
  });
  expect(await screen.findByText("Access denied")).toBeTruthy();
  expect(screen.getByText("Read 3 d ago")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Title of 615" })).toBeTruthy();
});

test("a request opens beside its list with its notes, the oldest first, read anew", async () => {
  const { container, calls, open } = await show();
  const region = await open("Mail flow stopped");
  expect(region.getByText("Description of 615")).toBeTruthy();
  expect(region.getByText("Please send the headers.")).toBeTruthy();
  expect(region.getByRole("button", { name: "Copy the number 615" })).toBeTruthy();
  expect(calls).toContain("requests.read t1 615");
  expect(await region.findByText("notes read 1 min ago")).toBeTruthy();
  expect(screen.getByRole("grid", { name: "Service requests" })).toBeTruthy();
  await expectAccessible(container);
});

test("when the notes can't be read the kept ones are shown, with their age and the reason", async () => {
  const { open, container } = await show({
    read: () =>
      Promise.reject(new Fault({ kind: "offline", message: "no route", remedyKey: "check-network" })),
  });
  const region = await open("Mail flow stopped");
  expect(await region.findByText("No connection to Microsoft")).toBeTruthy();
  expect(region.getByText("Please send the headers.")).toBeTruthy();
  expect(region.getByText("notes read 1 h ago")).toBeTruthy();
  await expectAccessible(container);
});

test("Enter opens, Esc goes back to the row", async () => {
  const { app, user } = await show();
  const row = await screen.findByRole("button", { name: "Mail flow stopped" });
  row.focus();
  await user.keyboard("{Enter}");
  const heading = await screen.findByRole("heading", { name: "Mail flow stopped" });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Mail flow stopped" })).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Mail flow stopped"));
  expect(app.navigation.view).toBe("requests");
});

test("in a narrow window it takes the place of the list, with a way back", async () => {
  window.innerWidth = 1024;
  window.dispatchEvent(new Event("resize"));
  try {
    const { container, open, user } = await show();
    await open("Mail flow stopped");
    expect(screen.queryByRole("grid")).toBeNull();
    await expectAccessible(container);
    await user.click(screen.getByRole("button", { name: "Back to the list" }));
    expect(await screen.findByRole("grid", { name: "Service requests" })).toBeTruthy();
  } finally {
    window.innerWidth = 1280;
  }
});

test("another customer's request is not shown to this one", async () => {
  const { app, open } = await show();
  await open("Mail flow stopped");
  app.selection.select("t2");
  await waitFor(() => expect(app.requests.current.id).toBe(""));
  expect(screen.queryByRole("region", { name: "Mail flow stopped" })).toBeNull();
});

test("Ctrl+Enter queues the note, and only what could be queued leaves its box", async () => {
  let fails = true;
  const added: string[] = [];
  const { open, user, app } = await show(
    {},
    {
      addNote: async (_tenantId, _id, text) => {
        if (fails) throw new Fault({ kind: "internal", message: "disk full" });
        added.push(text);
        return outgoing("TNT-NOTE01", { channel: "note", state: "queued", note: text });
      },
    },
  );
  const region = await open("Mail flow stopped");
  const box = region.getByRole("textbox", { name: "Add a note" }) as HTMLTextAreaElement;
  expect((region.getByRole("button", { name: /^Send/ }) as HTMLButtonElement).disabled).toBe(true);
  await user.type(box, "It is late again.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(app.notices.toasts.at(-1)?.text).toContain("disk full"));
  expect(box.value).toBe("It is late again.");
  fails = false;
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(box.value).toBe(""));
  expect(added).toEqual(["It is late again."]);
});

test("a half-written note is there again when its request is", async () => {
  const { open, user } = await show();
  await user.type((await open("Mail flow stopped")).getByRole("textbox"), "half a");
  await user.keyboard("{Escape}");
  const again = await open("Mail flow stopped");
  expect((again.getByRole("textbox") as HTMLTextAreaElement).value).toBe("half a");
});

test("a note that is too long says by how much and can't go", async () => {
  const { open, app } = await show();
  const region = await open("Mail flow stopped");
  app.requests.current.note = "x".repeat(10_003);
  expect(await region.findByText("3 characters too many")).toBeTruthy();
  expect((region.getByRole("button", { name: /^Send/ }) as HTMLButtonElement).disabled).toBe(true);
});

test("own notes on their way stand last, with their state and what can be done", async () => {
  const item = outgoing("TNT-NOTE01", {
    channel: "note",
    state: "blocked",
    note: "Any news?",
    requestId: "615",
  });
  const taken: string[] = [];
  const { container, open, user } = await show(
    {
      get: async (_, id) => {
        const kept = requestDetails(id, { title: "Mail flow stopped" });
        const own = {
          by: "",
          at: ago(0),
          text: "Any news?",
          localId: "TNT-NOTE01",
          state: "blocked" as const,
          problem: null,
        };
        return { ...kept, notes: [...kept.notes, own] };
      },
      read: pending,
    },
    {
      takeBack: async (id) => {
        taken.push(id);
        return item;
      },
    },
    [item],
  );
  const region = await open("Mail flow stopped");
  const notes = region.getAllByRole("article");
  const last = within(notes.at(-1) as HTMLElement);
  expect([notes.length, last.getByText("You").tagName, last.getByText("Held").tagName]).toEqual([
    2,
    "STRONG",
    "SPAN",
  ]);
  expect(region.getByText("reading notes…")).toBeTruthy();
  await expectAccessible(container);
  await user.click(last.getByRole("button", { name: "Take back" }));
  expect(taken).toEqual(["TNT-NOTE01"]);
});

test("one on its way shows its story and what can be done, and takes no notes yet", async () => {
  const item = outgoing("TNT-7F3K01", {
    state: "handed-off",
    title: "Printer offline",
    history: [{ at: ago(2), event: "handed-off", state: "handed-off", problem: null }],
  });
  const row = requestRow("", {
    localId: "TNT-7F3K01",
    state: "handed-off",
    channel: "portal",
    title: "Printer offline",
  });
  const { calls, container, open } = await show(
    {
      list: async () => requestPage([row]),
      get: async () => ({ ...requestDetails(""), ...row, notes: [], notesAsOf: null, outgoing: item }),
    },
    {},
    [item],
  );
  const region = await open("Printer offline");
  expect(region.getByText("Handed over to the support page")).toBeTruthy();
  expect(region.getByRole("button", { name: "Enter the number…" })).toBeTruthy();
  expect(region.getByText(/Notes can be added once Microsoft/)).toBeTruthy();
  expect(region.queryByRole("textbox")).toBeNull();
  expect(calls.some((c) => c.startsWith("requests.read"))).toBe(false);
  await expectAccessible(container);
});

test("the incident that a request belongs to is one press away", async () => {
  const { app, open, user } = await show({
    get: async (_, id) => requestDetails(id, { title: "Mail flow stopped", incidentId: "EX680695" }),
    read: pending,
  });
  const region = await open("Mail flow stopped");
  await user.click(region.getByRole("button", { name: "EX680695" }));
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", "EX680695"]);
});

test("a request that can't be shown says why and is tried again", async () => {
  let fails = true;
  const { app, user } = await show({
    get: async (_, id) => {
      if (fails) throw new Fault({ kind: "corrupt", message: "value unreadable" });
      return requestDetails(id);
    },
  });
  await user.click(await screen.findByRole("button", { name: "Mail flow stopped" }));
  expect(await screen.findByText("This request can’t be shown")).toBeTruthy();
  fails = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Description of 615")).toBeTruthy();
  expect(app.requests.current.fault).toBeNull();
});
