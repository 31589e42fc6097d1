import { keepAll } from "../lib/resting";
import * as m from "../paraglide/messages";
import type { AppState } from "./app.svelte";

/** How long it is read that a window stays that somebody closed, before it goes, in milliseconds. */
const reading = 5_000;

/** Does what the page has to do when the window is closed. */
export function watchClosing(app: AppState): void {
  const { bridge, preferences, notices } = app;
  addEventListener("pagehide", () => void keepAll()); // a page that is loaded anew
  bridge.on("leaving", async () => {
    await keepAll();
    await bridge.lock.kept();
  });
  bridge.on("staying", () => {
    preferences.set({ closing: { ...preferences.value.closing, told: true } });
    const hiding = setTimeout(() => void bridge.lock.hide(), reading);
    notices.say(m.frame_staying(), {
      action: {
        text: m.frame_end(),
        run: () => {
          clearTimeout(hiding);
          void bridge.lock.leave();
        },
      },
    });
  });
}
