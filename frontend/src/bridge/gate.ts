/** What Wails' scripts leave on the window. */
interface Wails {
  WailsInvoke?: (message: string) => void;
  ObfuscatedCall?: unknown;
  runtime?: Record<string, unknown>;
  webkit?: { messageHandlers?: { external?: { postMessage(message: string): void } } };
  chrome?: { webview?: { postMessage(message: string): void } };
}

/** What of Wails' runtime the bridge uses: hearing events, the clipboard, the title. */
const used = ["EventsOnMultiple", "ClipboardSetText", "WindowSetTitle"];

/** A method of ours, as Wails names it: package, struct, method. The packages are those of ../../wailsjs/go. */
const bound = /^(app|cause|files|hook|news|telling)\.[A-Z]\w*\.[A-Z]\w*$/;

/** What may be said to the program of a message; null: nothing. app/shell/messages.go lets through the same. */
export function judged(message: unknown): string | null {
  if (typeof message !== "string") return null;
  if (message === "runtime:ready" || message.startsWith("WT")) return message;
  if (!message.startsWith("C")) return null;
  try {
    // Written anew: whoever reads it next can't read another name in it.
    const { name, args, callbackID } = JSON.parse(message.slice(1));
    if (name !== ":wails:ClipboardSetText" && !bound.test(name)) return null;
    return `C${JSON.stringify({ name, args, callbackID })}`;
  } catch {
    return null;
  }
}

const fix = (on: object, name: string, value: unknown) =>
  Object.defineProperty(on, name, { value, writable: false, configurable: false });

/**
 * Shuts the raw way to the program: Wails' runtime would open any address, read the clipboard, write logs and quit for
 * whatever script runs here. What the bridge needs of it goes on.
 */
export function shutGate(on: object): void {
  const page = on as Wails;
  const { runtime, WailsInvoke } = page;
  if (!runtime || !WailsInvoke) return; // a test: there is no program behind the page
  const webview = page.chrome?.webview;
  const external = page.webkit?.messageHandlers?.external;
  const post = webview
    ? (message: string) => webview.postMessage(message)
    : external
      ? (message: string) => external.postMessage(message)
      : WailsInvoke;
  const say = (message: unknown) => {
    const passed = judged(message);
    if (passed !== null) post(passed);
  };
  const left = Object.fromEntries(used.map((name) => [name, runtime[name]]));
  for (const [name, value] of Object.entries({
    WailsInvoke: say,
    runtime: Object.freeze(left),
    ObfuscatedCall: undefined,
    chrome: undefined, // WebView2's way
  })) {
    fix(page, name, value);
  }
  // WebKit's way stands on the window for good; what is on it doesn't.
  if (page.webkit) fix(Object.getPrototypeOf(page.webkit), "messageHandlers", undefined);
}
