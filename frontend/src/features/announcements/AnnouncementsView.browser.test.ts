import { screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { answers, refusal } from "../../test/answers";
import { settle } from "../../test/clock";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import AnnouncementsView from "./AnnouncementsView.svelte";

const { tenantId, name } = answers.announcements.read();

async function show(
  center = answers.announcements.read(),
  { sync = answers.sync.done(), refresh = undefined as (() => Promise<void>) | undefined } = {},
) {
  const window = mount(
    AnnouncementsView,
    { health: { messages: async () => center }, ...(refresh && { sync: { refresh } }) },
    {
      customers: {
        get: async () => answers.details.healthy({ tenantId, name }),
        list: never,
        overview: never,
      },
      sync: { status: async () => sync },
      portal: { openURL: async () => {} },
    },
  );
  window.app.sync.refresh();
  await settle();
  window.app.selection.select(tenantId);
  await settle();
  return window;
}

test("what asks for something stands first, the nearest date before all, and nothing fails axe", async () => {
  const { container } = await show();
  const asking = answers.announcements
    .read()
    .messages.filter((message) => message.actionBy)
    .sort((a, b) => (a.actionBy ?? "").localeCompare(b.actionBy ?? ""));
  const titles = screen
    .getAllByRole("article")
    .map((card) => within(card).getByRole("button", { expanded: false }));
  expect(titles).toHaveLength(answers.announcements.read().messages.length);
  expect(asking.length).toBeGreaterThan(1);
  for (const [i, message] of asking.entries()) expect(titles[i]?.textContent).toContain(message.title);
  await userEvent.click(titles[0] as HTMLElement);
  expect(screen.getByText(asking[0]?.posts[0]?.text ?? "no post")).toBeTruthy();
  await expectAccessible(container);
});

test("the first look at a customer's messages reads them, and says so until they are there", async () => {
  let end = () => {};
  const reading = new Promise<void>((resolve) => {
    end = resolve;
  });
  const window = await show(answers.announcements.neverRead(), { refresh: () => reading });
  expect(window.calls.filter((call) => call.startsWith("sync.refresh"))).toEqual([
    `sync.refresh ${tenantId}`,
  ]);
  expect(screen.getByLabelText("Reading what is known of this customer")).toBeTruthy();
  expect(screen.queryByText(/never read/)).toBeNull();

  window.expected.health = { messages: async () => answers.announcements.read() };
  window.emit("customers");
  await settle();
  expect(screen.getAllByRole("article")).toHaveLength(answers.announcements.read().messages.length);
  expect(screen.getByRole("button", { name: "Refresh" }).ariaBusy).toBe("true");
  end();
  await settle();
  expect(screen.getByRole("button", { name: "Refresh" }).ariaBusy).toBeNull();
  expect(window.count("sync.refresh")).toBe(1);
});

test("a first reading that fails is told, and is begun again by the button only", async () => {
  const fault = refusal("notSignedIn");
  const window = await show(answers.announcements.neverRead(), { refresh: () => Promise.reject(fault) });
  expect(screen.getByText(`The message center of ${name} was never read`)).toBeTruthy();
  expect(window.app.notices.toasts).toHaveLength(1);
  window.emit("customers");
  await settle();
  expect(window.count("sync.refresh")).toBe(1);
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(window.count("sync.refresh")).toBe(2);
});

test("without a network nothing is tried: it was never read, and a button reads it", async () => {
  const window = await show(answers.announcements.neverRead(), {
    sync: answers.sync.offline(),
    refresh: () => Promise.resolve(),
  });
  expect(screen.getByText(`The message center of ${name} was never read`)).toBeTruthy();
  expect(window.count("sync.refresh")).toBe(0);
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  expect(window.calls).toContain(`sync.refresh ${tenantId}`);
});
