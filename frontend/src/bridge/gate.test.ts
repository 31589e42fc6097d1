import { describe, expect, it, test } from "vitest";
import { judged, shutGate } from "./gate";

const call = (name: string) => `C${JSON.stringify({ name, args: [1], callbackID: "x" })}`;

/** A call of each struct that is bound, of whatever package. */
const bindings = Object.keys(import.meta.glob("../../wailsjs/go/*/*.js")).map((file) => {
  const [name, room] = file.slice(0, -".js".length).split("/").reverse();
  return call(`${room}.${name}.List`);
});

test("the bindings are found", () => expect(bindings.length).toBeGreaterThan(10));

describe("what the page may say to the program", () => {
  it.each([
    "runtime:ready",
    "WTContoso – Tenantry",
    call("app.Customers.List"),
    call(":wails:ClipboardSetText"),
    ...bindings,
  ])("%s", (message) => expect(judged(message)).toBe(message));

  it.each([
    "BO:https://evil.example/",
    "Q",
    "WH",
    "LFbye",
    "LS1",
    "EXcustomers",
    "DD:0:0:/etc/passwd",
    "wails:showInspector",
    call(":wails:ClipboardGetText"),
    call(":wails:SendNotification"),
    call("main.Program.Run"),
    "C{",
    "Cnull",
    7,
    { toString: () => "WTx" },
  ])("%s is not said", (message) => expect(judged(message)).toBeNull());

  it("a second name in a message is not carried on", () => {
    const message = '{"name":":wails:ClipboardGetText","NAME":"x","name":"app.Customers.List","args":[]}';
    expect(judged(`C${message}`)).toBe('C{"name":"app.Customers.List","args":[]}');
  });
});

/** As WebKit has it: what leads out stands on the prototype, which is shut for good. */
const webkit = (postMessage: (message: string) => void): { messageHandlers: unknown } =>
  Object.create({
    get messageHandlers() {
      return { external: { postMessage } };
    },
  });

describe("the raw way to the program", () => {
  const page = () => {
    const said: string[] = [];
    const opened: string[] = [];
    const on = {
      WailsInvoke: (message: string) => void said.push(message),
      ObfuscatedCall: () => {},
      webkit: webkit((message) => said.push(message)),
      runtime: {
        EventsOnMultiple: () => {},
        ClipboardSetText: () => on.WailsInvoke(call(":wails:ClipboardSetText")),
        WindowSetTitle: (title: string) => on.WailsInvoke(`WT${title}`),
        BrowserOpenURL: (url: string) => opened.push(url),
        Quit: () => on.WailsInvoke("Q"),
      },
    };
    shutGate(on);
    return { on, said, opened };
  };

  it("is gone, and what the bridge uses goes on", () => {
    const { on, said } = page();
    on.WailsInvoke("BO:https://evil.example/");
    on.WailsInvoke("Q");
    on.runtime.WindowSetTitle("Tenantry");
    on.runtime.ClipboardSetText();
    expect(said).toEqual(["WTTenantry", call(":wails:ClipboardSetText")]);
    expect(Object.keys(on.runtime)).toEqual(["EventsOnMultiple", "ClipboardSetText", "WindowSetTitle"]);
    expect([on.webkit.messageHandlers, on.ObfuscatedCall]).toEqual([undefined, undefined]);
  });

  it("can't be put back", () => {
    const { on } = page();
    const lost = [
      [on, "WailsInvoke"],
      [on, "runtime"],
      [Object.getPrototypeOf(on.webkit), "messageHandlers"],
    ] as const;
    for (const [of, name] of lost) expect(() => Object.defineProperty(of, name, { value: 1 })).toThrow();
  });
});
