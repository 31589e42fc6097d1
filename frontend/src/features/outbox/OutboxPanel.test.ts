import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Fault, type OutboxPage, type OutgoingItem } from "../../bridge/bridge";
import { outgoing, outgoingOfEachState } from "../../bridge/fake-outgoing";
import type { Handed } from "../../state/outbox.svelte";
import { outboxPage } from "../../test/requests";
import type { Answers } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import { groupsOf } from "./groups";
import HandedDialog from "./HandedDialog.svelte";
import OutboxPanel from "./OutboxPanel.svelte";

async function open(list: () => Promise<OutboxPage>, outbox: Answers["outbox"] = {}) {
  const view = mount(OutboxPanel, { outbox: { list, ...outbox } });
  view.app.outbox.openPanel();
  const panel = await screen.findByRole("complementary");
  return { ...view, panel, user: userEvent.setup() };
}
const each = outgoingOfEachState("t1", "Fabrikam");

describe("the outbox's panel", () => {
  it.each(["en", "fr"] as const)("shows everything outgoing, accessibly, in %s", async (language) => {
    const { app, panel } = await open(async () => outboxPage(each));
    app.preferences.value = { ...app.preferences.value, language };
    await waitFor(() => expect(within(panel).getAllByRole("article").length).toBe(each.length));
    const name = language === "en" ? "Outbox" : "Boîte d’envoi";
    await waitFor(() => expect(panel.getAttribute("aria-label")).toBe(name));
    await expectAccessible(panel);
  });

  it("what needs a person comes first, what arrived last", async () => {
    const { panel } = await open(async () => outboxPage(each));
    await within(panel).findAllByRole("article");
    const headings = within(panel)
      .getAllByRole("heading", { level: 3 })
      .map((h) => h.textContent);
    expect(headings).toEqual(["Needs you4", "On their way3", "Drafts1", "Sent1"]);
  });

  it("no state is lost between the groups, and of what arrived only the last twenty are shown", () => {
    const shown = groupsOf(each).flatMap((g) => g.items.map((i) => i.localId));
    expect([...shown].sort()).toEqual(each.map((i) => i.localId).sort());
    const many = Array.from({ length: 30 }, (_, i) => outgoing(`TNT-${i}`, { state: "sent" }));
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
      return outboxPage(each);
    });
    await screen.findByText("the journal can’t be read");
    broken = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(within(panel).getAllByRole("article").length).toBe(each.length));
  });

  it("tells what of the journal is damaged", async () => {
    await open(async () => outboxPage([], { damaged: ["TNT-7F3K2M: unexpected end"] }));
    await screen.findByText("TNT-7F3K2M: unexpected end");
  });

  it("tells what was written as another partner account", async () => {
    await open(async () => outboxPage([], { elsewhere: 2 }));
    await screen.findByText("2 more were written as another partner account.");
  });

  it("a note that is rewritten is taken back first, and its editor goes with it to the drafts", async () => {
    let item = outgoing("TNT-1", { state: "queued", channel: "note", note: "first" });
    const { calls, user, emit } = await open(async () => outboxPage([item]), {
      takeBack: async () => {
        item = { ...item, state: "draft" };
        emit("outbox");
        return item;
      },
      saveNote: async (_, note) => {
        item = { ...item, note };
        emit("outbox");
        return item;
      },
    });
    await user.click(await screen.findByRole("button", { name: "Edit" }));
    await screen.findByRole("heading", { level: 3, name: /Drafts/ });
    const field = await screen.findByRole("textbox", { name: "Note" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard(" and more");
    expect(calls.indexOf("outbox.takeBack TNT-1")).toBeGreaterThan(-1);
    await waitFor(() => expect(item.note).toBe("first and more"), { timeout: 2000 });
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Note" }));
  });

  it("sends what waits, but a portal request alone waits for its person", async () => {
    let items = each;
    const { calls, user, emit } = await open(async () => outboxPage(items), { send: async () => {} });
    await user.click(await screen.findByRole("button", { name: "Send now" }));
    expect(calls).toContain("outbox.send");
    items = [outgoing("TNT-1", { state: "queued", waiting: true })];
    emit("outbox");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Send now" })).toBeNull());
  });

  it("Esc closes it and the focus goes back", async () => {
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    const { app, panel, user } = await open(async () => outboxPage(each));
    expect(document.activeElement).toBe(panel);
    await user.keyboard("{Escape}");
    expect(app.outbox.panel).toBe(false);
    expect(document.activeElement).toBe(button);
  });

  it("asked for again it takes the focus again, and still gives it back to where it came from", async () => {
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    const { app, panel, user } = await open(async () => outboxPage(each));
    await user.click((await screen.findAllByRole("button", { name: "History" }))[0] as HTMLElement);
    app.outbox.openPanel();
    await waitFor(() => expect(document.activeElement).toBe(panel));
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(button);
  });

  it("keeps the focus when the row that had it goes elsewhere", async () => {
    let items = [outgoing("TNT-1", { state: "queued", channel: "azure" })];
    const { panel, user, emit } = await open(async () => outboxPage(items), {
      takeBack: async () => {
        items = [outgoing("TNT-1", { state: "draft", channel: "azure" })];
        emit("outbox");
        return items[0] as OutgoingItem;
      },
    });
    await user.click(await screen.findByRole("button", { name: "Take back" }));
    await screen.findByRole("heading", { level: 3, name: /Drafts/ });
    await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
  });

  it("opens the story on demand", async () => {
    const { user } = await open(async () => outboxPage(each.filter((i) => i.state === "blocked")));
    const story = await screen.findByRole("button", { name: "History" });
    expect(screen.queryByText("Sending began")).toBeNull();
    await user.click(story);
    expect(screen.getByText("Sending began")).toBeTruthy();
    expect(story.getAttribute("aria-expanded")).toBe("true");
  });
});

describe("filing at the portal", () => {
  const item = outgoing("TNT-7F3K2M", { state: "handed-off", title: "Mail is late" });
  const handed = {
    item,
    url: "https://admin.example/support",
    opened: true,
    copied: true,
    title: "Mail is late [TNT-7F3K2M]",
    text: "Mail is late [TNT-7F3K2M]\n\nSince Monday.",
  };
  const show = (answers: Answers = {}, over: Partial<Handed> = {}) => {
    const view = mount(HandedDialog, { outbox: { list: async () => outboxPage([item]) }, ...answers });
    view.app.outbox.handed = { ...handed, ...over };
    return { ...view, user: userEvent.setup() };
  };

  it("leads through the steps, copies title and text apart, and opens the page again", async () => {
    const { copied, calls, user } = show({ portal: { openURL: async () => {} } });
    const dialog = await screen.findByRole("dialog", { name: "File the request for Fabrikam Foods" });
    await expectAccessible(dialog);
    await user.click(screen.getByRole("button", { name: "Copy the title" }));
    await user.click(screen.getByRole("button", { name: "Copy the text" }));
    expect(copied).toEqual(["Mail is late [TNT-7F3K2M]", "Since Monday."]);
    await user.click(screen.getByRole("button", { name: "Open it again" }));
    expect(calls).toContain("portal.openURL https://admin.example/support");
  });

  it("claims neither an open page nor a full clipboard where there is none", async () => {
    show({}, { opened: false, copied: false });
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("could not be opened");
    expect(dialog.textContent).toContain("The clipboard took nothing");
    expect(dialog.textContent).not.toMatch(/is open in your browser|are on your clipboard/);
    expect(screen.getByRole("button", { name: "Open the page" })).toBeTruthy();
    await expectAccessible(dialog);
  });

  it("the number closes it, and so does putting it off", async () => {
    const { app, calls, user } = show({
      outbox: { list: async () => outboxPage([item]), filed: async () => item },
    });
    await user.type(await screen.findByRole("textbox"), "26112100042{Enter}");
    await waitFor(() => expect(app.outbox.handed).toBeNull());
    expect(calls).toContain("outbox.filed TNT-7F3K2M 26112100042");
    app.outbox.handed = handed;
    await user.click(await screen.findByRole("button", { name: "Later" }));
    expect(app.outbox.handed).toBeNull();
  });
});
