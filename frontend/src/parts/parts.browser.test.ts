import { render, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type OutgoingItem } from "../bridge/bridge";
import { outgoing, refusal } from "../test/answers";
import { ahead, outboxPage, problem } from "../test/samples";
import type { Answers } from "../test/stub";
import { expectAccessible, mount } from "../test/view";
import OutgoingActions from "./OutgoingActions.svelte";
import OutgoingStory from "./OutgoingStory.svelte";
import OutgoingWait from "./OutgoingWait.svelte";

const act = (item: OutgoingItem, expected: Answers["outbox"] = {}, allowed: Answers["outbox"] = {}) => {
  const outbox = { list: async () => outboxPage([item]), ...allowed };
  const props = { item, place: "outbox" };
  return { ...mount(OutgoingActions, { outbox: expected }, { outbox }, props), user: userEvent };
};
const press = (name: string) => screen.getByRole("button", { name });

describe("the actions", () => {
  /** A note that was refused, taken back to be written anew. */
  const rewritten = outgoing("rejected", { localId: "TNT-1", state: "draft", note: "first" }, "note");

  it("the number is asked for, called wrong at its field, and sent without spaces", async () => {
    const item = outgoing("handed-off");
    const numbers: string[] = [];
    let broken = true;
    const filed = async (_: string, number: string) => {
      numbers.push(number);
      if (broken) throw refusal("badNumber");
      return item;
    };
    const { app, container, user } = act(item, { filed });
    await user.click(press("Enter the number…"));
    const field = screen.getByRole("textbox", { name: "Number that Microsoft gave" });
    expect(document.activeElement).toBe(field);
    await user.click(press("Save the number"));
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(numbers).toEqual([]);
    await expectAccessible(container);
    await user.type(field, " 26112100042 ");
    await user.click(press("Save the number"));
    expect(await screen.findByText(/^Letters and digits only/)).toBeTruthy();
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field);
    expect(app.notices.toasts).toEqual([]);
    expect((field as HTMLInputElement).value).toContain("26112100042");
    await user.type(field, "{Backspace}");
    expect(screen.queryByText(/^Letters and digits only/)).toBeNull();
    broken = false;
    await user.click(press("Save the number"));
    await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
    expect(numbers).toEqual(["26112100042", "26112100042"]);
  });

  it("Esc leaves the field and gives the focus back", async () => {
    const { user } = act(outgoing("handed-off"));
    await user.click(press("Enter the number…"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(press("Enter the number…")));
  });

  it("a note is not thrown away by one press: its text could not be brought back", async () => {
    const { calls, user } = act(rewritten, { discard: async () => {} });
    await user.click(press("Throw away"));
    await screen.findByText(/Its text is lost/);
    await user.click(press("Keep"));
    expect(calls).not.toContain("outbox.discard TNT-1");
    await user.click(press("Throw away"));
    await user.click(press("Throw away"));
    expect(calls).toContain("outbox.discard TNT-1");
  });

  const noteAnswers = { saveNote: async () => rewritten, queue: async () => rewritten };

  it("a note is written anew where it stands: Ctrl+Enter keeps and sends, Esc keeps", async () => {
    const { calls, user } = act(rewritten, {}, noteAnswers);
    await user.click(press("Edit"));
    await user.keyboard(" and more{Escape}");
    await waitFor(() => expect(calls).toContain("outbox.saveNote TNT-1 first and more"));
    await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
    expect(calls).not.toContain("outbox.queue TNT-1");
    await user.click(press("Edit"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(calls).toContain("outbox.queue TNT-1"));
    await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
  });

  it.each(["queued", "blocked"])("a %s note is taken back before its text can be changed", async (state) => {
    const { calls, user } = act({ ...rewritten, state }, { takeBack: async () => rewritten });
    await user.click(press("Edit"));
    await screen.findByRole("textbox");
    expect(calls.filter((c) => /takeBack|saveNote|queue/.test(c))).toEqual(["outbox.takeBack TNT-1"]);
  });

  it("a note that went out meanwhile is not rewritten", async () => {
    const takeBack = () => Promise.reject(refusal("changedTooLate"));
    const { app, user } = act({ ...rewritten, state: "queued" }, { takeBack });
    await user.click(press("Edit"));
    await waitFor(() => expect(app.notices.toasts[0]?.text).toContain(refusal("changedTooLate").message));
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("what is written of a note is kept when its editor goes", async () => {
    const { calls, user, unmount } = act(rewritten, {}, noteAnswers);
    await user.click(press("Edit"));
    await user.keyboard("!");
    unmount();
    await waitFor(() => expect(calls).toContain("outbox.saveNote TNT-1 first!"));
  });

  it("a note is rewritten at one place at a time, and goes on there with its text", async () => {
    const { app, user } = act(rewritten, {}, noteAnswers);
    await user.click(press("Edit"));
    await user.keyboard("!");
    await app.outbox.writeNote(rewritten, "request");
    await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
    await user.click(press("Edit"));
    expect(((await screen.findByRole("textbox")) as HTMLTextAreaElement).value).toBe("first!");
  });

  it("a note that could not be kept is not sent, and its text stays", async () => {
    const { calls, user } = act(rewritten, {
      saveNote: () => Promise.reject(new Fault({ kind: "internal", message: "disk full" })),
    });
    await user.click(press("Edit"));
    await user.keyboard("!{Control>}{Enter}{/Control}");
    await waitFor(() => expect(calls.some((c) => c.startsWith("outbox.saveNote"))).toBe(true));
    expect(calls).not.toContain("outbox.queue TNT-1");
    expect((screen.getByRole("textbox") as HTMLTextAreaElement).value).toBe("first!");
  });
});

describe("what it waits for", () => {
  const wait = (item: OutgoingItem, others: OutgoingItem[] = []) => {
    const page = outboxPage([item, ...others]);
    const view = mount(OutgoingWait, { outbox: { list: async () => page } }, {}, { item });
    view.app.outbox.refresh();
    return view;
  };

  it("says that an earlier one on the same request comes first", async () => {
    const behind = outgoing("queued", {}, "note");
    const before = outgoing("blocked", {}, "note");
    expect(behind.behind).toBe(before.localId);
    wait(behind, [before]);
    await screen.findByText(/before it on this request/);
  });
  it("says the reason, the remedy and when it is tried again", async () => {
    const nextTryAt = new Date(Date.now() + 175_000).toISOString();
    wait(outgoing("blocked", { problem: problem(), nextTryAt }));
    expect(screen.getByRole("note").textContent).toContain("AADSTS65001");
    expect(screen.getByText(/Tries again in 3\smin\./)).toBeTruthy();
  });
  it("an uncertain one is looked for before anything is sent again", () => {
    wait(outgoing("uncertain"));
    expect(screen.getByText(/before anything is sent again/)).toBeTruthy();
  });
  it("what was sent shows no old problem", () => {
    wait(outgoing("sent", { problem: problem(), sentAt: ahead(0) }));
    expect(screen.queryByRole("note")).toBeNull();
  });
});

it("the story tells every try with what was answered", async () => {
  const item = outgoing("uncertain");
  const { container } = render(OutgoingStory, { item });
  expect(screen.getAllByRole("listitem").length).toBe(item.history.length);
  expect(container.textContent).toContain(item.problem?.message);
  await expectAccessible(container);
});
