// Walks over the views and dialogs by their keys, as a user does, and tells of each place whether the system's web view
// draws it: "drawn", or what it does not. STYLES are the files of the page's style.
const report = {};
const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Waits until something is there: whoever runs this gives up when it takes too long. */
async function until(there) {
  while (!there()) await frame();
  for (let i = 0; i < 3; i++) await frame(); // it is laid out, and what it brings along as well
}

function press(key, modifiers = {}) {
  const at = document.activeElement ?? document.body;
  at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...modifiers }));
}

const nameOf = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, option, select, script");

/** Elements with text, and those that cut off what is in them, that have no room. */
function squeezed() {
  const wrong = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!isSeen(element) || !element.textContent.trim()) continue;
    const { width, height } = element.getBoundingClientRect();
    const cuts = getComputedStyle(element).overflowY !== "visible";
    if ((hasText(element) || cuts) && (width < 4 || height < 8)) wrong.push(`${nameOf(element)} is ${width}×${height}`);
  }
  return wrong;
}

function look(place) {
  const wrong = squeezed();
  report[place] = wrong.slice(0, 5).join("; ") || "drawn";
}

const rows = () => document.querySelectorAll('main [role="row"] [role="gridcell"]').length > 0;

// Every customer is read: from here on the page changes by what is pressed alone.
for (let read = false; !read; await new Promise((done) => setTimeout(done, 250))) {
  const { customers } = await window.go.app.Customers.Overview();
  const { phase } = await window.go.app.Sync.Status();
  read = customers === 244 && phase === "";
}
await until(rows);
look("customers");

const dialog = () => document.querySelector("dialog[open]");
async function closed(place) {
  const { width, height } = dialog().getBoundingClientRect();
  look(place);
  if (width < 200 || height < 100) report[place] = `the dialog is ${width}×${height}`;
  dialog().close();
  await until(() => !dialog());
}
press("?");
await until(dialog);
await closed("keys");
press("P", { ctrlKey: true, shiftKey: true });
await until(dialog);
await closed("commands");

press("/");
press("ArrowDown");
await until(() => document.querySelector("aside h2"));
look("details");
press("Enter");
await until(() => document.title.includes(" – ") && document.querySelector("main h1"));
look("overview");
for (const key of ["h", "a", "m", "r", "s"]) {
  const before = document.title;
  press(key);
  await until(() => document.title !== before && document.querySelector("main h1"));
  look(`view ${key}`);
}
for (const key of ["i", "r", "c"]) {
  const before = document.title;
  press("g");
  press(key);
  await until(() => document.title !== before && rows());
  look(`view g ${key}`);
}
press("g");
press("o");
await until(() => document.querySelectorAll("aside").length > 1);
look("outbox");
press("Escape");
press("n");
await until(() => dialog()?.querySelector("textarea"));
await closed("new request");

// What the engine does not know it leaves out: no rule of the style may need more than it has.
const unknown = new Set();
const own = [...document.querySelectorAll("style")].map((style) => style.textContent); // what is seen first stands in the page
if (own.length === 0) unknown.add("the page has no style of its own");
const files = await Promise.all([STYLES].map(async (file) => (await fetch(file)).text()));
for (const style of [...own, ...files]) {
  const text = style
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/@font-face\s*\{[^}]*\}/g, ""); // what describes a font is no property
  for (const [, property, value] of text.matchAll(/(?<=[{;])\s*([a-z][a-z-]*)\s*:\s*([^;{}]+)(?=[;}])/g)) {
    const wanted = value.replace(/!important$/, "").trim();
    const prefixed = `-webkit-${property}`; // the build writes both where an engine wants it
    const known = CSS.supports(property, wanted) || (text.includes(`${prefixed}:`) && CSS.supports(prefixed, wanted));
    if (!known && !/^-(moz|ms)-/.test(property)) unknown.add(`${property}: ${value}`);
  }
  for (const [, selector] of text.matchAll(/(?<=^|[{}])([^{}@;]+)(?=\{)/g)) {
    if (/^\s*(from|to|[\d.]+%)/.test(selector)) continue;
    try {
      document.querySelector(selector);
    } catch {
      unknown.add(selector);
    }
  }
}
report["the style"] = [...unknown].slice(0, 10).join("; ") || "drawn";
await fetch(`/probe-report?report=${encodeURIComponent(JSON.stringify(report))}`);
