import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import type { Answers } from "../../test/stub";
import { expectAccessible } from "../../test/view";
import { writingWindow } from "../../test/writing";
import NewRequestHost from "./NewRequestHost.svelte";

const { incidentId } = answers.writing.preparedForSeveral();
const { customers } = answers.health.incidents().incidents.find((i) => i.id === incidentId) ?? {
  customers: [],
};
const all = customers.map((c) => c.tenantId);
/** All were queued: of the story's answer what went well. */
const { queued } = answers.writing.queuedForSeveral();
const went = answers.writing.queuedForSeveral({ failed: [] });

async function write(expected: Answers = {}) {
  const window = writingWindow(NewRequestHost, expected);
  Object.assign(window.allowed.requests ?? {}, { prepare: async () => answers.writing.preparedForSeveral() });
  const open = (tenantIds = all) => window.app.outbox.newRequest({ incidentId, tenantIds });
  open();
  await screen.findByRole("textbox", { name: "Title" });
  return { ...window, open };
}
const boxes = () => screen.getAllByRole<HTMLInputElement>("checkbox");
const title = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Title" });
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const send = () => userEvent.keyboard("{Control>}{Enter}{/Control}");
const close = async ({ outbox }: Awaited<ReturnType<typeof write>>["app"]) => {
  await press("Close and keep the draft");
  await waitFor(() => expect(outbox.request).toBeNull());
};
const add = (text: string) => userEvent.fill(title(), title().value + text);

test("the story has an incident of several customers", () => {
  expect(customers.length).toBeGreaterThan(2);
  expect(queued.map((i) => i.tenantId).sort()).toEqual([...all].sort());
});

test("all affected customers are chosen, and each gets a request of its own", async () => {
  const rest = all.slice(1);
  const { calls, container } = await write({
    outbox: { queueFor: async () => ({ ...went, queued: queued.filter((i) => rest.includes(i.tenantId)) }) },
  });
  expect(boxes().map((b) => b.checked)).toEqual(all.map(() => true));
  expect(title().value).toContain(incidentId);
  await expectAccessible(container);
  await userEvent.click(boxes()[0] as HTMLElement);
  await press(new RegExp(`Queue ${rest.length} request`));
  expect(await screen.findByText(new RegExp(`^${rest.length} requests? waits? in the outbox`))).toBeTruthy();
  expect(calls.find((c) => c.startsWith("outbox.queueFor"))?.endsWith(JSON.stringify(rest))).toBe(true);
  await expectAccessible(container);
});

test("what fails at one customer is named, the others go on", async () => {
  const { failed } = answers.writing.queuedForSeveral();
  await write({ outbox: { queueFor: async () => answers.writing.queuedForSeveral() } });
  title().focus();
  await send();
  const list = within(await screen.findByRole("list", { name: "Customers" }));
  expect(list.getAllByRole("listitem")).toHaveLength(queued.length + failed.length);
  const [first] = list.getAllByRole("listitem");
  expect(first?.textContent).toContain(failed[0]?.customer);
  expect(first?.textContent).toMatch(/delegat/);
  expect(screen.getByText(/1 could not be queued/)).toBeTruthy();
});

test("none chosen queues nothing", async () => {
  const { count } = await write();
  await press("None");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Queue 0/ }).disabled).toBe(true);
  title().focus();
  await send();
  await settle();
  expect(count("outbox.queueFor")).toBe(0);
  await press("All");
  expect(boxes().every((b) => b.checked)).toBe(true);
});

test("leaving loses neither the text nor the choice", async () => {
  const { open, app } = await write();
  await add(" today");
  await userEvent.click(boxes()[1] as HTMLElement);
  await close(app);
  open();
  await waitFor(() => expect(title().value).toMatch(/ today$/));
  expect(boxes()[1]?.checked).toBe(false);
});

test("a text that may not go is called wrong at its field", async () => {
  const { title: missing = "" } = answers.writing.checkedEmpty().codes;
  const codes = { title: missing };
  const { count } = await write({ outbox: { check: async () => answers.writing.checkedSeveral({ codes }) } });
  await userEvent.fill(title(), "");
  await send();
  expect(await screen.findByText("Needed")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(title()));
  expect(count("outbox.queueFor")).toBe(0);
  await userEvent.type(title(), "x");
  expect(screen.queryByText("Needed")).toBeNull();
});

test("after queueing the keyboard is still in the dialog", async () => {
  await write({ outbox: { queueFor: async () => went } });
  title().focus();
  await send();
  await screen.findByText(/in the outbox\./);
  await waitFor(() => expect(document.activeElement?.closest("dialog")).not.toBeNull());
});

test("the same incident for other customers keeps the text and takes those customers", async () => {
  const { app, open } = await write();
  await add(" today");
  await close(app);
  const two = customers.slice(1, 3);
  open(two.map((c) => c.tenantId));
  await waitFor(() =>
    expect(boxes().map((b) => b.labels?.[0]?.textContent?.trim())).toEqual(two.map((c) => c.name)),
  );
  expect(boxes().map((b) => b.checked)).toEqual([true, true]);
  expect(title().value).toMatch(/ today$/);
});

test("what looks like a request that exists waits for a word: queue it anyway, or look at the draft", async () => {
  const again = answers.writing.queuedAgain();
  const { memory, app, states } = await write({ outbox: { queueFor: async () => again } });
  // The program kept each as a draft of its customer.
  memory.items = queued.map((item, i) => ({
    ...item,
    localId: again.failed[i]?.localId ?? "",
    state: "draft",
  }));
  expect(again.failed.map((f) => f.failure.code)).toEqual(all.map(() => "duplicate"));
  title().focus();
  await send();
  expect(await screen.findAllByText("Looks like a request that exists")).toHaveLength(all.length);
  await userEvent.click(screen.getAllByRole("button", { name: "Queue anyway" })[0] as HTMLElement);
  await waitFor(() => expect(screen.getByText("1 request waits in the outbox.")).toBeTruthy());
  expect(document.activeElement?.textContent?.trim()).toBe("Queue anyway");
  expect(states()).toEqual(["queued", "draft", "draft"]);
  await userEvent.click(screen.getAllByRole("button", { name: "Open draft" })[0] as HTMLElement);
  expect(await screen.findByRole("heading", { name: "Write a service request" })).toBeTruthy();
  expect(app.outbox.request?.tenantId).toBe(again.failed[1]?.tenantId);
  expect(screen.queryByRole("heading", { name: "Write a request for several customers" })).toBeNull();
});

test("a half-written text is kept when the hands rest, and forgotten once it is queued", async () => {
  const { memory } = await write({ outbox: { queueFor: async () => went } });
  const kept = () => memory.texts.get(`incident ${incidentId}`);
  await add(" today");
  expect(kept()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(600);
  expect(kept()).toContain(" today");
  title().focus();
  await send();
  await screen.findByText(/in the outbox\./);
  expect(kept()).toBe("");
});

test("a half-written text is taken up by the next window", async () => {
  const kept = JSON.stringify({ title: "Mail is late today" });
  await write({ outbox: { keptText: async () => kept } });
  expect(title().value).toBe("Mail is late today");
});

test("a text that nobody touched is not kept", async () => {
  const { count, app } = await write();
  await close(app);
  expect(count("outbox.keepText")).toBe(0);
});
