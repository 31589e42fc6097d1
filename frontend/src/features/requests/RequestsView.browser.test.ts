import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, onTestFinished, test } from "vitest";
import { page, userEvent as user } from "vitest/browser";
import { type Bridge, Fault, type OutgoingItem } from "../../bridge/bridge";
import { answers, outgoing, refusal } from "../../test/answers";
import { memoryOutbox } from "../../test/memory";
import { ago, outboxPage, problem, requestPage, requestRow } from "../../test/samples";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import RequestsView from "./RequestsView.svelte";

const customer = answers.details.outage();
const { tenantId } = customer;
/** The customer's request of the story, as it was read. */
const read = answers.requests.read;
const { id, title } = read();

async function show(
  requests: Partial<Bridge["requests"]> = {},
  outbox: Partial<Bridge["outbox"]> = {},
  items: OutgoingItem[] = [],
) {
  const { keepText, keptText } = memoryOutbox().outbox;
  const window = mount(
    RequestsView,
    { requests, outbox },
    {
      customers: { get: async () => customer },
      requests: {
        list: async () => answers.requests.ofOne(),
        get: async () => read({ notesAsOf: ago(1) }),
        read: async () => read({ notesAsOf: ago(0) }),
      },
      outbox: { list: async () => outboxPage(items), keepText, keptText },
      sync: { refresh: async () => {}, status: never },
    },
  );
  window.app.outbox.refresh();
  window.app.navigation.go("requests", tenantId);
  const open = async (name = title) => {
    await user.click(await screen.findByRole("button", { name }));
    return within(await screen.findByRole("region", { name }));
  };
  return { ...window, open };
}

test("the customer's requests, since when they are known, and what may be missing", async () => {
  const closed = requestRow("616", { state: "closed" });
  const { requests } = answers.requests.ofOne();
  const { container, calls } = await show({
    list: async () => requestPage([...requests, closed], { asOf: ago(1), counts: { open: 1, closed: 1 } }),
  });
  expect(await screen.findByText("2 requests")).toBeTruthy();
  expect(screen.getByText("1 open")).toBeTruthy();
  expect(screen.getByText("Read 1 h ago")).toBeTruthy();
  expect(screen.getByText(/opened inside a Microsoft portal may be missing/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Refresh" }));
  expect(calls).toContain(`sync.refresh ${tenantId}`);
  await expectAccessible(container);
});

test("never read is not the same as none; both lead to a new request", async () => {
  const unread = await show({ list: async () => answers.requests.ofNone({ asOf: null }) });
  expect(await screen.findByText(`The service requests of ${customer.name} are not known`)).toBeTruthy();
  unread.unmount();
  const { app, container } = await show({ list: async () => answers.requests.ofNone() });
  expect(await screen.findByText(`No service request for ${customer.name}`)).toBeTruthy();
  await expectAccessible(container);
  await user.click(screen.getAllByRole("button", { name: /New request/ }).at(-1) as HTMLElement);
  expect(app.outbox.request).toMatchObject({ tenantId });
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
  const region = await open();
  const { description, notes } = read();
  expect(region.getByText(description)).toBeTruthy();
  const shown = region.getAllByRole("article").map((article) => article.textContent ?? "");
  expect(shown.map((text, i) => text.includes(notes[i]?.text ?? "?"))).toEqual(notes.map(() => true));
  expect(Date.parse(notes[0]?.at ?? "")).toBeLessThan(Date.parse(notes[1]?.at ?? ""));
  expect(region.getByRole("button", { name: `Copy the number ${id}` })).toBeTruthy();
  expect(calls).toContain(`requests.read ${tenantId} ${id}`);
  expect(await region.findByText("notes read 1 min ago")).toBeTruthy();
  expect(screen.getByRole("grid", { name: "Service requests" })).toBeTruthy();
  await expectAccessible(container);
});

test("when the notes can't be read the kept ones are shown, with their age and the reason", async () => {
  const { open, container } = await show({ read: () => Promise.reject(refusal("offline")) });
  const region = await open();
  expect(await region.findByText("No connection to Microsoft")).toBeTruthy();
  expect(region.getByText(read().notes[1]?.text ?? "")).toBeTruthy();
  expect(region.getByText("notes read 1 h ago")).toBeTruthy();
  await expectAccessible(container);
});

test("Enter opens, Esc goes back to the row", async () => {
  const { app } = await show();
  const row = await screen.findByRole("button", { name: title });
  row.focus();
  await user.keyboard("{Enter}");
  const heading = await screen.findByRole("heading", { name: title });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("region", { name: title })).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe(title));
  expect(app.navigation.view).toBe("requests");
});

test("in a narrow window it takes the place of the list, with a way back", async () => {
  onTestFinished(() => page.viewport(1280, 800));
  await page.viewport(1024, 800);
  const { container, open } = await show();
  await open();
  expect(screen.queryByRole("grid")).toBeNull();
  await expectAccessible(container);
  await user.click(screen.getByRole("button", { name: "Back to the list" }));
  expect(await screen.findByRole("grid", { name: "Service requests" })).toBeTruthy();
});

test("another customer's request is not shown to this one", async () => {
  const { app, open } = await show();
  await open();
  app.selection.select("t2");
  await waitFor(() => expect(app.requests.current.id).toBe(""));
  expect(screen.queryByRole("region", { name: title })).toBeNull();
});

test("Ctrl+Enter queues the note, and only what could be queued leaves its box", async () => {
  let fails = true;
  const added: string[] = [];
  const { open, app } = await show(
    {},
    {
      addNote: async (_tenantId, _id, text) => {
        if (fails) throw new Fault({ kind: "internal", message: "disk full" });
        added.push(text);
        return outgoing("queued", { channel: "note", note: text });
      },
    },
  );
  const region = await open();
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
  const { open } = await show();
  await user.type((await open()).getByRole("textbox"), "half a");
  await user.keyboard("{Escape}");
  const again = await open();
  expect((again.getByRole("textbox") as HTMLTextAreaElement).value).toBe("half a");
});

test("a note that is too long says by how much and can't go", async () => {
  const { open, app } = await show();
  const region = await open();
  app.requests.current.note = "x".repeat(10_003);
  expect(await region.findByText("3 characters too many")).toBeTruthy();
  expect((region.getByRole("button", { name: /^Send/ }) as HTMLButtonElement).disabled).toBe(true);
});

test("own notes on their way stand last, with their state and what can be done", async () => {
  const told = answers.requests.withNoteOnItsWay();
  const own = told.notes.at(-1);
  const item = outgoing("sent", { localId: own?.localId, state: "blocked" }, "note");
  const notes = told.notes.map((n) => (n === own ? { ...n, state: "blocked" as const } : n));
  const { container, calls, open } = await show(
    { get: async () => ({ ...told, notes }), read: never },
    { takeBack: async () => item },
    [item],
  );
  const region = await open();
  const last = within(region.getAllByRole("article").at(-1) as HTMLElement);
  expect(region.getAllByRole("article")).toHaveLength(notes.length);
  expect([last.getByText("You").tagName, last.getByText("Held").tagName]).toEqual(["STRONG", "SPAN"]);
  expect(region.getByText("reading notes…")).toBeTruthy();
  await expectAccessible(container);
  await user.click(last.getByRole("button", { name: "Take back" }));
  expect(calls).toContain(`outbox.takeBack ${item.localId}`);
});

test("one on its way shows its story and what can be done, and takes no notes yet", async () => {
  const item = outgoing("handed-off");
  const row = answers.requests.deskWithOutgoing().requests.find((r) => r.localId === item.localId);
  if (!row) throw new Error("what was handed off stands in the list");
  const { count, container, open } = await show(
    {
      list: async () => requestPage([row]),
      get: async () => answers.requests.sent({ ...row, notes: [], notesAsOf: null, outgoing: item }),
    },
    {},
    [item],
  );
  const region = await open(item.title);
  expect(region.getByText("Handed over to the support page")).toBeTruthy();
  expect(region.getByRole("button", { name: "Enter the number…" })).toBeTruthy();
  expect(region.getByText(/Notes can be added once Microsoft/)).toBeTruthy();
  expect(region.queryByRole("textbox")).toBeNull();
  expect(count("requests.read")).toBe(0);
  await expectAccessible(container);
});

test("the incident that a request belongs to is one press away", async () => {
  const { app, open } = await show({
    get: async () => read({ incidentId: "EX680695" }),
    read: never,
  });
  const region = await open();
  await user.click(region.getByRole("button", { name: "EX680695" }));
  expect([app.navigation.view, app.incidents.selectedId]).toEqual(["incidents", "EX680695"]);
});

test("a request that can't be shown says why and is tried again", async () => {
  let fails = true;
  const { app } = await show({
    get: async () => {
      if (fails) throw new Fault({ kind: "corrupt", message: "value unreadable" });
      return read();
    },
  });
  await user.click(await screen.findByRole("button", { name: title }));
  expect(await screen.findByText("This request can’t be shown")).toBeTruthy();
  fails = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(read().description)).toBeTruthy();
  expect(app.requests.current.fault).toBeNull();
});

test("closing is confirmed by name, queued, and can be taken back while it is not sent", async () => {
  const closing = answers.requests.closing();
  const [change] = closing.changes;
  let details = { ...closing, changes: [] as OutgoingItem[] };
  const { open, calls, emit, container } = await show(
    {
      list: async () => requestPage([requestRow(closing.id, { title: closing.title, tenantId })]),
      get: async () => details,
      read: async () => details,
    },
    {
      close: async () => {
        details = closing;
        return change as OutgoingItem;
      },
      takeBack: async () => change as OutgoingItem,
      discard: async () => {
        details = { ...closing, changes: [] };
      },
    },
  );
  const region = await open(closing.title);
  await user.click(await region.findByRole("button", { name: "Close the request…" }));
  expect(region.getByText(new RegExp(`close ${closing.customer}’s request ${closing.id}`))).toBeTruthy();
  await user.click(region.getByRole("button", { name: "Leave it as it is" }));
  expect(calls.some((c) => c.startsWith("outbox.close"))).toBe(false);
  await user.click(region.getByRole("button", { name: "Close the request…" }));
  await user.click(region.getByRole("button", { name: "Close it at Microsoft" }));
  expect(calls).toContain(`outbox.close ${closing.tenantId} ${closing.id}`);
  emit("outbox");
  const list = within(await region.findByRole("list", { name: "Changes on their way" }));
  expect(list.getByText("Close the request")).toBeTruthy();
  expect(list.getByText("Waiting to go")).toBeTruthy();
  expect(region.queryByRole("button", { name: "Close the request…" })).toBeNull();
  await expectAccessible(container);
  await user.click(list.getByRole("button", { name: "Take back" }));
  emit("outbox");
  await waitFor(() => expect(region.queryByRole("list", { name: "Changes on their way" })).toBeNull());
  expect(calls).toContain(`outbox.discard ${change?.localId}`);
});

test("a number that only a person knows is said to be not seen yet, and can be corrected", async () => {
  const unseen = answers.requests.unseen();
  const { open } = await show({
    list: async () => requestPage([unseen]),
    get: async () => unseen,
    read: async () => unseen,
  });
  const region = await open(unseen.title);
  expect(region.getByText("Filed, not seen yet")).toBeTruthy();
  expect(region.getByText(/No list of Microsoft's shows this number yet/)).toBeTruthy();
  expect(region.getByRole("button", { name: "Correct the number…" })).toBeTruthy();
});
