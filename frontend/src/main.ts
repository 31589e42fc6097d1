import { mount } from "svelte";
import App from "./App.svelte";
import type { First } from "./bridge/bridge";
import { readFirst } from "./bridge/first";
import { wailsBridge } from "./bridge/wails";
import { locales } from "./lib/locale";
import { AppState } from "./state/app.svelte";
import { fetchSentences } from "./words/sentences.svelte";
import { learn } from "./words/spoken.svelte";
import "./styles/base.css";

const app = new AppState(wailsBridge);

if (navigator.platform.startsWith("Linux")) document.documentElement.dataset.system = "linux";

/** No await at the top: what is fetched imports from here, and would wait for the end of this file. */
async function begin(): Promise<void> {
  let shown = () => {};
  app.painted = new Promise((done) => (shown = done));
  const first = readFirst(document);
  await app.start(first);
  await learn(app.preferences.wanted);
  if (!first || tells(first)) await fetchSentences();
  const { default: Shown } = app.lock.waits
    ? await import("./features/lock/StartScreen.svelte")
    : { default: App };
  app.preferences.dress(document.documentElement);
  mount(Shown, {
    target: document.getElementById("app") as HTMLElement,
    props: { app },
  });
  await painted();
  shown();
  if (!app.lock.waits) void import("./state/arriving").then(({ follow }) => follow(app));
  await fetchSentences();
  for (const locale of locales) await learn(locale); // who changes the language waits for nothing
}

/** Resolves when what was put into the page is painted; a window that nobody sees paints nothing, and goes on. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 1_000);
  });
}

/** Whether the first picture shows a sentence of the program. */
function tells({ waits, sync, session }: First): boolean {
  return (
    waits !== "" || sync.problem !== null || session?.problem != null || (session?.notices.length ?? 0) > 0
  );
}

void begin();
