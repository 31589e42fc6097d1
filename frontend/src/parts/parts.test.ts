import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Fault, type OutgoingItem, type RequestChannel } from "../bridge/bridge";
import { outgoing, outgoingOfEachState } from "../bridge/fake-outgoing";
import { outboxPage } from "../test/requests";
import { problem } from "../test/samples";
import type { Answers } from "../test/stub";
import { expectAccessible, mount } from "../test/view";
import { outEventWord, outWord } from "../words/outgoing";
import { actsFor } from "./acts";
import OutgoingActions from "./OutgoingActions.svelte";
import OutgoingStory from "./OutgoingStory.svelte";
import OutgoingWait from "./OutgoingWait.svelte";
import OutState from "./OutState.svelte";
import { untilText } from "./until";

const go = (file: string, type: string) => {
  const source = readFileSync(join(import.meta.dirname, "../../../backend/partner", file), "utf8");
  return [...source.matchAll(new RegExp(`\\w+\\s+${type}\\s+= "([^"]+)"`, "g"))].map(([, v]) => v as string);
};
const states = go("outgoing.go", "OutState");

const act = (item: OutgoingItem, outbox: Answers["outbox"]) => {
  const answers = { outbox: { list: async () => outboxPage([item]), ...outbox } };
  return { ...mount(OutgoingActions, answers, { item, place: "outbox" }), user: userEvent.setup() };
};
const press = (name: string) => screen.getByRole("button", { name });

describe("every state and event of the backend has its own word and sign", () => {
  it("words", () => {
    expect(states).toContain("handed-off");
    const words = states.map((s) => outWord(s, "azure"));
    expect(new Set(words).size).toBe(states.length);
    expect(words.filter((w, i) => w === states[i])).toEqual([]);
    expect(outWord("queued", "portal")).not.toBe(outWord("queued", "azure"));
    const events = go("outgoing_next.go", "OutEvent");
    expect(events.length).toBeGreaterThan(10);
    expect(events.filter((e) => outEventWord(e) === e)).toEqual([]);
  });

  it("signs", () => {
    const drawn = states.map((state) => {
      const { container, unmount } = render(OutState, { state, channel: "azure" });
      const svg = container.querySelector("svg")?.outerHTML;
      unmount();
      return svg;
    });
    expect(new Set(drawn).size).toBe(states.length);
  });
});

describe("what a person can do", () => {
  const acts = (state: string, channel: RequestChannel, id = "") => actsFor({ state, channel, id });

  it("what may be at Microsoft already is never sent again without saying that it is not", () => {
    for (const channel of ["azure", "note"] as const) {
      expect(acts("uncertain", channel)).toContain("notThere");
      for (const again of ["send", "queue", "edit", "takeBack"])
        expect(acts("uncertain", channel)).not.toContain(again);
    }
  });
  it("nothing while it is being sent", () => expect(acts("sending", "azure")).toEqual([]));
  it("every other state has a way on", () => {
    for (const state of states.filter((s) => s !== "sending"))
      for (const channel of ["azure", "portal", "note"] as const)
        expect(acts(state, channel, "1")).not.toEqual([]);
  });
  it("only a portal request is handed off, and only a handed-off one shows the page again", () => {
    expect(acts("queued", "portal")[0]).toBe("handOff");
    expect(acts("queued", "azure")).not.toContain("handOff");
    expect(acts("handed-off", "portal")).toContain("openAgain");
  });
});

describe("the actions", () => {
  it("the number is asked for, called wrong at its field, and sent without spaces", async () => {
    const item = outgoing("TNT-1", { state: "handed-off" });
    const numbers: string[] = [];
    let broken = true;
    const filed = async (_: string, number: string) => {
      numbers.push(number);
      if (broken) throw new Fault({ kind: "invalid", message: "not a number" });
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
    const { user } = act(outgoing("TNT-1", { state: "handed-off" }), {});
    await user.click(press("Enter the number…"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(press("Enter the number…")));
  });

  it("a note is not thrown away by one press: its text could not be brought back", async () => {
    const { calls, user } = act(outgoing("TNT-1", { channel: "note", note: "text" }), {
      discard: async () => {},
    });
    await user.click(press("Throw away"));
    await screen.findByText(/Its text is lost/);
    await user.click(press("Keep"));
    expect(calls).not.toContain("outbox.discard TNT-1");
    await user.click(press("Throw away"));
    await user.click(press("Throw away"));
    expect(calls).toContain("outbox.discard TNT-1");
  });

  const rewritten = outgoing("TNT-1", { channel: "note", note: "first" });
  const noteAnswers = { saveNote: async () => rewritten, queue: async () => rewritten };

  it("a note is written anew where it stands: Ctrl+Enter keeps and sends, Esc keeps", async () => {
    const { calls, user } = act(rewritten, noteAnswers);
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
    const { calls, user } = act({ ...rewritten, state }, { ...noteAnswers, takeBack: async () => rewritten });
    await user.click(press("Edit"));
    await screen.findByRole("textbox");
    expect(calls.filter((c) => /takeBack|saveNote|queue/.test(c))).toEqual(["outbox.takeBack TNT-1"]);
  });

  it("a note that went out meanwhile is not rewritten", async () => {
    const takeBack = () => Promise.reject(new Fault({ kind: "conflict", message: "TNT-1 is sending" }));
    const { app, user } = act({ ...rewritten, state: "queued" }, { takeBack });
    await user.click(press("Edit"));
    await waitFor(() => expect(app.notices.toasts[0]?.text).toContain("TNT-1 is sending"));
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("what is written of a note is kept when its editor goes", async () => {
    const { calls, user, unmount } = act(rewritten, noteAnswers);
    await user.click(press("Edit"));
    await user.keyboard("!");
    unmount();
    await waitFor(() => expect(calls).toContain("outbox.saveNote TNT-1 first!"));
  });

  it("a note is rewritten at one place at a time, and goes on there with its text", async () => {
    const { app, user } = act(rewritten, noteAnswers);
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
    const view = mount(OutgoingWait, { outbox: { list: async () => page } }, { item });
    view.app.outbox.refresh();
    return view;
  };

  it("names the one that it waits behind", async () => {
    wait(outgoing("TNT-2", { state: "queued", channel: "azure", behind: "TNT-1" }), [
      outgoing("TNT-1", { title: "First things" }),
    ]);
    await screen.findByText(/Waits behind “First things”/);
  });
  it("says the reason, the remedy and when it is tried again", async () => {
    const nextTryAt = new Date(Date.now() + 175_000).toISOString();
    wait(outgoing("TNT-2", { state: "blocked", channel: "azure", problem: problem(), nextTryAt }));
    expect(screen.getByRole("note").textContent).toContain("AADSTS65001");
    expect(screen.getByText(/Tries again in 3\smin\./)).toBeTruthy();
  });
  it("an uncertain one is looked for before anything is sent again", () => {
    wait(outgoing("TNT-2", { state: "uncertain", channel: "azure" }));
    expect(screen.getByText(/before anything is sent again/)).toBeTruthy();
  });
  it("what was sent shows no old problem", () => {
    wait(outgoing("TNT-2", { state: "sent", problem: problem(), sentAt: new Date().toISOString() }));
    expect(screen.queryByRole("note")).toBeNull();
  });
});

it("the time until a try is told roughly, and not once it is past", () => {
  const now = Date.parse("2026-11-22T09:00:00Z");
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
  expect(untilText(at(20), now, "en")).toBe("in less than a minute");
  expect(untilText(at(120), now, "en")).toBe("in 2\u00a0min");
  expect(untilText(at(86_400), now, "en")).toBe("in 24\u00a0h");
  for (const none of [at(-1), at(0), null, "never"]) expect(untilText(none, now, "en")).toBeNull();
});

it("the story tells every try with what was answered", async () => {
  const item = outgoingOfEachState("t1", "Fabrikam").find((i) => i.state === "blocked");
  const { container } = render(OutgoingStory, { item: item as OutgoingItem });
  expect(screen.getAllByRole("listitem").length).toBe(3);
  expect(container.textContent).toContain("the sign-in is blocked by Conditional Access");
  await expectAccessible(container);
});
