import type { Bridge } from "../bridge/bridge";
import { keepAll } from "../lib/resting";
import * as m from "../paraglide/messages";
import type { NoticesStore } from "./notices.svelte";
import type { PreferencesStore } from "./preferences.svelte";

/** What of the window has to do with its end. */
interface Window {
  bridge: Bridge;
  preferences: PreferencesStore;
  notices: NoticesStore;
}

/** How long it is read that a window stays that somebody closed, before it goes, in milliseconds. */
const reading = 5_000;

/** Does what the page has to do when the window is closed. */
export function watchClosing({ bridge, preferences, notices }: Window): void {
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
