import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Fault } from "../bridge/bridge";
import { FakeBridge } from "../bridge/fake";
import { AppState } from "./app.svelte";
import { NavigationStore } from "./navigation.svelte";

const settle = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("start", () => {
  it("subscribes before it takes the snapshot: a hint in between is not lost", async () => {
    const bridge = new FakeBridge({ customers: 3 });
    const app = new AppState(bridge);
    const started = app.start();
    bridge.emit("customers");
    await started;
    await settle();
    expect(app.customers.revision).toBe(bridge.revision);
    expect(app.overview.value?.revision).toBe(bridge.revision);
  });

  it("opens with the defaults when the settings can't be read", async () => {
    const bridge = new FakeBridge();
    bridge.failures.set("settings.load", new Fault({ kind: "corrupt", message: "journal" }));
    const app = new AppState(bridge);
    await app.start();
    expect(app.preferences.value).toMatchObject({ density: "comfortable", sort: "health" });
  });

  it("begins with the order that was kept", async () => {
    const app = new AppState(new FakeBridge({ preferences: { sort: "name", desc: true } }));
    await app.start();
    expect(app.customers.filter).toMatchObject({ sort: "name", desc: true });
  });
});

describe("selection", () => {
  it("never shows another customer's details", async () => {
    const bridge = new FakeBridge({ customers: 3 });
    const { selection } = new AppState(bridge);
    const [a, b] = bridge.all.map((c) => c.details);
    selection.select(a?.tenantId ?? "");
    await settle();
    expect(selection.details?.name).toBe(a?.name);
    selection.select(b?.tenantId ?? "");
    expect(selection.details).toBeNull();
    await settle();
    expect(selection.details?.name).toBe(b?.name);
  });

  it("knows the name from the row before the details are there", () => {
    const bridge = new FakeBridge({ customers: 1 });
    const { selection } = new AppState(bridge);
    const row = bridge.all[0]?.details;
    selection.select(row?.tenantId ?? "", row);
    expect(selection.name).toBe(row?.name);
  });

  it("a failed reading keeps what is known; a customer that is gone is not shown", async () => {
    const bridge = new FakeBridge({ customers: 1 });
    const { selection } = new AppState(bridge);
    selection.select(bridge.all[0]?.details.tenantId ?? "");
    await settle();
    bridge.failures.set("customers.get", new Fault({ kind: "corrupt", message: "x" }));
    bridge.emit("customers");
    await settle();
    expect(selection.details).not.toBeNull();
    expect(selection.fault?.kind).toBe("corrupt");
    bridge.failures.set("customers.get", new Fault({ kind: "missing", message: "x" }));
    bridge.emit("customers");
    await settle();
    expect(selection.details).toBeNull();
  });
});

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
  const saved = (bridge: FakeBridge) => bridge.calls.filter((c) => c === "settings.save").length;

  it("a choice is kept at once", async () => {
    const bridge = new FakeBridge();
    new AppState(bridge).preferences.set({ theme: "dark" });
    await settle();
    expect(bridge.kept.theme).toBe("dark");
  });

  it("dragging a line is one writing", async () => {
    const bridge = new FakeBridge();
    const { preferences } = new AppState(bridge);
    for (let paneWidth = 300; paneWidth < 320; paneWidth++) preferences.drag({ paneWidth });
    await settle();
    expect(saved(bridge)).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(saved(bridge)).toBe(1);
    expect(bridge.kept.paneWidth).toBe(319);
  });

  it("a line dragged just before the window closes is kept", async () => {
    const bridge = new FakeBridge();
    new AppState(bridge).preferences.drag({ paneWidth: 400 });
    window.dispatchEvent(new Event("pagehide"));
    await settle();
    expect(bridge.kept.paneWidth).toBe(400);
  });

  it("says when they could not be kept", async () => {
    const bridge = new FakeBridge();
    bridge.failures.set("settings.save", new Fault({ kind: "corrupt", message: "disk full" }));
    const app = new AppState(bridge);
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
    const bridge = new FakeBridge();
    const { sync } = new AppState(bridge);
    expect([sync.online, sync.offline]).toEqual([false, false]);
    bridge.syncStatus = { ...bridge.syncStatus, online: false, problem: null };
    sync.refresh();
    await settle();
    expect([sync.online, sync.offline]).toEqual([false, false]);
  });
  it("follows the hints", async () => {
    const bridge = new FakeBridge({ online: false });
    const { sync } = new AppState(bridge);
    bridge.emit("sync");
    await settle();
    expect(sync.offline).toBe(true);
  });
});

describe("actions", () => {
  function make() {
    const { actions } = new AppState(new FakeBridge());
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
