import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type OutboxPage } from "../../bridge/bridge";
import { answers, outgoing } from "../../test/answers";
import { memoryOutbox } from "../../test/memory";
import { outboxPage, problem } from "../../test/samples";
import type { Answers } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import { groupsOf } from "./groups";
import OutboxPanel from "./OutboxPanel.svelte";

async function open(list: () => Promise<OutboxPage>, outbox: Answers["outbox"] = {}) {
  const view = mount(OutboxPanel, { outbox: { list, ...outbox } });
  view.app.outbox.openPanel();
  const panel = await screen.findByRole("complementary");
  return { ...view, panel, user: userEvent };
}
/** The panel over an outbox that stores, with one thing in it. */
async function openWith(...items: Parameters<typeof outgoing>) {
  const item = outgoing(...items);
  const memory = memoryOutbox([item]);
  const view = mount(OutboxPanel, {}, { outbox: memory.outbox });
  memory.changed = () => view.emit("outbox");
  view.app.outbox.openPanel();
  return { ...view, item, memory, panel: await screen.findByRole("complementary"), user: userEvent };
}
const page = answers.outbox.list;
const each = page().requests;

describe("the outbox's panel", () => {
  it.each(["en", "fr"] as const)("shows everything outgoing, accessibly, in %s", async (language) => {
    const { app, panel } = await open(async () => page());
    app.preferences.value = { ...app.preferences.value, language };
    await waitFor(() => expect(within(panel).getAllByRole("article").length).toBe(each.length));
    const name = language === "en" ? "Outbox" : "Boîte d’envoi";
    await waitFor(() => expect(panel.getAttribute("aria-label")).toBe(name));
    await expectAccessible(panel);
  });

  it("what needs a person comes first, what arrived last", async () => {
    const { panel } = await open(async () => page());
    await within(panel).findAllByRole("article");
    const headings = within(panel)
      .getAllByRole("heading", { level: 3 })
      .map((h) => h.textContent);
    const { needsYou, drafts, sent } = page();
    const onTheirWay = each.length - needsYou - drafts - sent;
    expect(headings).toEqual([
      `Needs you ${needsYou}`,
      `On their way ${onTheirWay}`,
      `Drafts ${drafts}`,
      `Sent ${sent}`,
    ]);
  });

  it("no state is lost between the groups, and of what arrived only the last twenty are shown", () => {
    const shown = groupsOf(each).flatMap((g) => g.items.map((i) => i.localId));
    expect([...shown].sort()).toEqual(each.map((i) => i.localId).sort());
    const many = Array.from({ length: 30 }, (_, i) => outgoing("sent", { localId: `TNT-${i}` }));
    expect(groupsOf(many).map((g) => g.items.length)).toEqual([20]);
    expect(groupsOf(many)[0]?.items[0]?.localId).toBe("TNT-0");
  });

  it("an empty outbox says what belongs here and begins a request", async () => {
    const { app, panel, user } = await open(async () => outboxPage([]));
    await screen.findByText("Nothing in the outbox");
    await expectAccessible(panel);
    expect(screen.queryByRole("button", { name: "Send now" })).toBeNull();
    await user.click(screen.getByRole("button", { name: /New request/ }));
    expect(app.outbox.request?.localId).toBe("");
  });

  it("says when it can't be read, and reads again", async () => {
    let broken = true;
    const { panel, user } = await open(async () => {
      if (broken) throw new Fault({ kind: "corrupt", message: "the journal can’t be read" });
      return page();
    });
    await screen.findByText("the journal can’t be read");
    broken = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(within(panel).getAllByRole("article").length).toBe(each.length));
  });

  it("tells what of the journal is damaged", async () => {
    const damage = problem({ messageKey: "store_outgoing_unreadable", params: { id: "TNT-7F3K2M" } });
    await open(async () => outboxPage([], { damaged: [damage] }));
    await screen.findByText("TNT-7F3K2M in the outbox can't be read");
  });

  it("tells what was written as another partner account", async () => {
    await open(async () => outboxPage([], { elsewhere: 2 }));
    await screen.findByText("2 more were written as another partner account.");
  });

  it("a note that is rewritten is taken back first, and its editor goes with it to the drafts", async () => {
    const { calls, memory, item, user } = await openWith("blocked", {}, "note");
    await user.click(await screen.findByRole("button", { name: "Edit" }));
    await screen.findByRole("heading", { level: 3, name: /Drafts/ });
    const field = await screen.findByRole("textbox", { name: "Note" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard(" and more");
    expect(calls).toContain(`outbox.takeBack ${item.localId}`);
    await vi.advanceTimersByTimeAsync(600);
    await waitFor(() => expect(memory.items[0]?.note).toBe(`${item.note} and more`));
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Note" }));
  });

  it("sends what waits, but a portal request alone waits for its person", async () => {
    let shown = page();
    const { calls, user, emit } = await open(async () => shown, { send: async () => {} });
    await user.click(await screen.findByRole("button", { name: "Send now" }));
    expect(calls).toContain("outbox.send");
    shown = outboxPage([outgoing("queued", {}, "portal")]);
    emit("outbox");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Send now" })).toBeNull());
  });

  it("Esc closes it and the focus goes back", async () => {
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    const { app, panel, user } = await open(async () => page());
    expect(document.activeElement).toBe(panel);
    await user.keyboard("{Escape}");
    expect(app.outbox.panel).toBe(false);
    expect(document.activeElement).toBe(button);
  });

  it("asked for again it takes the focus again, and still gives it back to where it came from", async () => {
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    const { app, panel, user } = await open(async () => page());
    await user.click((await screen.findAllByRole("button", { name: "History" }))[0] as HTMLElement);
    app.outbox.openPanel();
    await waitFor(() => expect(document.activeElement).toBe(panel));
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(button);
  });

  it("keeps the focus when the row that had it goes elsewhere", async () => {
    const { panel, user } = await openWith("queued", { behind: "" }, "azure");
    await user.click(await screen.findByRole("button", { name: "Take back" }));
    await screen.findByRole("heading", { level: 3, name: /Drafts/ });
    await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
  });

  it("opens the story on demand", async () => {
    const { user } = await open(async () => outboxPage([outgoing("uncertain")]));
    const story = await screen.findByRole("button", { name: "History" });
    expect(screen.queryByText("Sending began")).toBeNull();
    await user.click(story);
    expect(screen.getByText("Sending began")).toBeTruthy();
    expect(story.getAttribute("aria-expanded")).toBe("true");
  });
});
