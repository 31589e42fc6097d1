import { beforeEach, describe, expect, it, vi } from "vitest";
import { Fault } from "../bridge/bridge";
import { answers } from "../test/answers";
import { settle } from "../test/clock";
import { type Answers, stubBridge } from "../test/stub";
import { AppState } from "./app.svelte";
import { NavigationStore } from "./navigation.svelte";

/** The stores of a window that was not started: what is expected of the backend, and nothing else. */
function open(expected: Answers = {}, allowed: Answers = {}) {
  const stub = stubBridge(expected, allowed);
  return { ...stub, app: new AppState(stub.bridge) };
}

describe("navigation", () => {
  function make() {
    const selection = {
      tenantId: "",
      select(id: string) {
        selection.tenantId = id;
      },
    };
    return { navigation: new NavigationStore(selection), selection };
  }

  it("another customer keeps the feature", () => {
    const { navigation, selection } = make();
    navigation.go("health", "a");
    navigation.open("b");
    expect([navigation.view, selection.tenantId]).toEqual(["health", "b"]);
  });

  it("the list begins afresh with the overview, a search out of a feature does not", () => {
    const { navigation } = make();
    navigation.go("health", "a");
    navigation.go("customers");
    navigation.open("b");
    expect(navigation.view).toBe("health");
    navigation.goHome();
    navigation.open("c");
    expect(navigation.view).toBe("overview");
  });

  it("a feature without a customer is the list", () => {
    const { navigation } = make();
    navigation.go("health");
    expect(navigation.view).toBe("customers");
    expect(navigation.canGoBack).toBe(false);
  });

  it("back goes the way back, with the customer of then", () => {
    const { navigation, selection } = make();
    navigation.go("health", "a");
    navigation.go("health", "b");
    navigation.go("access");
    expect(navigation.back()).toBe(true);
    expect([navigation.view, selection.tenantId]).toEqual(["health", "b"]);
    navigation.back();
    expect([navigation.view, selection.tenantId]).toEqual(["health", "a"]);
    navigation.back();
    expect(navigation.view).toBe("customers");
    expect(navigation.back()).toBe(false);
  });
});

describe("preferences", () => {
  const save = vi.fn(async () => {});
  beforeEach(() => void save.mockClear());
  const saved = () => save.mock.calls.map(([value]: unknown[]) => value);

  it("a choice is kept at once", async () => {
    open({ settings: { save } }).app.preferences.set({ theme: "dark" });
    await settle();
    expect(saved()).toEqual([expect.objectContaining({ theme: "dark" })]);
  });

  it("only what was changed is written, and what could not be written goes with the next", async () => {
    save.mockRejectedValueOnce(new Fault({ kind: "corrupt", message: "disk full" }));
    const { preferences } = open({ settings: { save } }).app;
    const fields = () => save.mock.calls.map(([, changed]: unknown[]) => changed);
    preferences.set({ theme: "dark" });
    await settle();
    preferences.set({ density: "compact" });
    await settle();
    preferences.set({ density: "comfortable" });
    await settle();
    expect(fields()).toEqual([["theme"], ["theme", "density"], ["density"]]);
  });

  it("what is refused keeps nothing else from being kept", async () => {
    const refuse = vi.fn(async (_: unknown, changed: string[]) => {
      if (changed.includes("portals")) throw new Fault({ kind: "invalid", message: "no such host" });
    });
    const { app } = open({ settings: { save: refuse } });
    const portals = { order: [], hidden: [], own: [], hosts: ["?"] };
    app.preferences.set({ theme: "dark" });
    app.preferences.set({ portals, density: "compact" }); // goes with it in one
    await settle();
    app.preferences.set({ language: "fr" });
    await settle();
    expect(refuse.mock.calls.map(([, changed]) => changed)).toEqual([
      ["theme", "portals", "density"],
      ["theme"],
      ["portals"],
      ["density"],
      ["language"],
    ]);
    expect(app.notices.toasts).toHaveLength(1);
  });

  it("dragging a line is one writing", async () => {
    const { preferences } = open({ settings: { save } }).app;
    for (let paneWidth = 300; paneWidth < 320; paneWidth++) preferences.drag({ paneWidth });
    await settle();
    expect(saved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved()).toEqual([expect.objectContaining({ paneWidth: 319 })]);
  });

  it("says where diagnostics were saved, and nothing when no file was chosen", async () => {
    const saveDiagnostics = vi.fn(async () => "");
    const { app } = open({ settings: { saveDiagnostics } });
    await app.saveDiagnostics();
    expect(app.notices.toasts).toEqual([]);
    saveDiagnostics.mockResolvedValue("C:\\d.zip");
    await app.saveDiagnostics();
    expect(app.notices.toasts[0]?.text).toContain("C:\\d.zip");
  });

  it("says when they could not be kept", async () => {
    const full = () => Promise.reject(new Fault({ kind: "corrupt", message: "disk full" }));
    const { app } = open({ settings: { save: full } });
    app.preferences.set({ theme: "dark" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(app.notices.toasts[0]).toMatchObject({
      tone: "error",
      text: expect.stringContaining("disk full"),
    });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(app.notices.toasts).toEqual([]);
  });
});

describe("sync", () => {
  it("no contact yet is neither online nor offline", async () => {
    const { sync } = open({ sync: { status: async () => answers.sync.never() } }).app;
    expect([sync.online, sync.offline]).toEqual([false, false]);
    sync.refresh();
    await settle();
    expect([sync.online, sync.offline]).toEqual([false, false]);
  });
  it("follows the hints", async () => {
    const { app, emit } = open({ sync: { status: async () => answers.sync.offline() } });
    emit("sync");
    await settle();
    expect(app.sync.offline).toBe(true);
  });
  it("a sync that the user asked for says what it read, once; one that came by itself says nothing", async () => {
    let status = answers.sync.done({ healthRead: 250 });
    const start = vi.fn(async () => {});
    const { app, emit } = open({ sync: { status: async () => status, start } });
    const said = () => app.notices.toasts.map((t) => t.text);
    const hint = async (next: typeof status) => {
      status = next;
      emit("sync");
      await settle();
    };
    await hint(status);
    await hint({ ...status, finishedAt: "2030-01-01T00:00:00Z" });
    app.sync.start();
    await hint({ ...status, running: true });
    expect(said()).toEqual([]);
    await hint({ ...status, running: false, finishedAt: "2030-01-01T00:01:00Z", healthRead: 60 });
    await hint({ ...status, healthRead: 61 });
    expect(said()).toEqual(["60 customers’ health read"]);
  });
});

describe("a link of a post", () => {
  it("that is not opened can be copied instead", async () => {
    const { app, copied } = open({
      portal: {
        openURL: async () => {
          throw new Fault({ kind: "invalid", message: "x", messageKey: "link_published" });
        },
      },
    });
    await app.openLink("https://forms.office.com/r/x");
    const [said] = app.notices.toasts;
    expect(said?.text).toContain("anybody can publish a page there");
    expect(said?.action?.text).toBe("Copy the link");
    said?.action?.run();
    expect(copied).toEqual(["https://forms.office.com/r/x"]);
  });
});

describe("actions", () => {
  function make() {
    const { actions } = open().app;
    const ran: string[] = [];
    const action = (id: string, keys: string[], more = {}) => ({
      id,
      keys,
      group: "app" as const,
      label: () => id,
      run: () => void ran.push(id),
      ...more,
    });
    const press = (key: string, target: Element = document.body, init: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
      target.addEventListener("keydown", (e) => actions.handle(e as KeyboardEvent), { once: true });
      target.dispatchEvent(event);
      return event;
    };
    return { actions, ran, action, press };
  }

  it("single letters never fire while typing, commands do", () => {
    const { actions, ran, action, press } = make();
    actions.register(action("health", ["h"]), action("search", ["Ctrl+K"]));
    document.body.innerHTML = "<input>";
    const input = document.querySelector("input") as HTMLInputElement;
    expect(press("h", input).defaultPrevented).toBe(false);
    expect(press("k", input, { ctrlKey: true }).defaultPrevented).toBe(true);
    press("h");
    expect(ran).toEqual(["search", "health"]);
  });

  it("nothing fires under a dialog, nor what can't be done now, nor what is only told", () => {
    const { actions, ran, action, press } = make();
    actions.register(
      action("a", ["a"]),
      action("b", ["b"], { enabled: () => false }),
      action("c", ["c"], { local: true }),
    );
    document.body.innerHTML = "<dialog><button></button></dialog>";
    press("a", document.querySelector("button") as Element);
    press("b");
    press("c");
    expect(ran).toEqual([]);
  });

  it("leaves when its view leaves", () => {
    const { actions, ran, action, press } = make();
    const leave = actions.register(action("a", ["a"]));
    leave();
    press("a");
    expect(ran).toEqual([]);
    expect(actions.list).toEqual([]);
  });
});
