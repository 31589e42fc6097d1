import type { Bridge } from "../bridge/bridge";
import { keepAll } from "../lib/resting";
import * as m from "../paraglide/messages";
import type { NoticesStore } from "./notices.svelte";
import type { PreferencesStore } from "./preferences.svelte";

/** How long it is read that a window stays that somebody closed, before it goes, in milliseconds. */
const reading = 5_000;

/** What the end of a window needs of it. */
interface Around {
  readonly bridge: Pick<Bridge, "on" | "lock">;
  readonly preferences: PreferencesStore;
  readonly notices: NoticesStore;
}

/** Does what the page has to do when the window is closed. */
export function watchClosing({ bridge, preferences, notices }: Around): void {
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
