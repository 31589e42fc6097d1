import { createSubscriber } from "svelte/reactivity";

/** How long a key is held before it counts, in milliseconds: Ctrl+C must not make anything flash. */
export const holdTime = 400;

const modifiers: readonly string[] = ["Control", "Alt", "Meta"];
let now = false;

const subscribe = createSubscriber((update) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (to: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    if (now === to) return;
    now = to;
    update();
  };
  const down = (event: KeyboardEvent) => {
    if (!modifiers.includes(event.key)) set(false);
    else if (!event.repeat) timer ??= setTimeout(() => set(true), holdTime);
  };
  const up = () => set(false);
  window.addEventListener("keydown", down, true);
  window.addEventListener("keyup", up, true);
  window.addEventListener("blur", up);
  return () => {
    window.removeEventListener("keydown", down, true);
    window.removeEventListener("keyup", up, true);
    window.removeEventListener("blur", up);
    set(false);
  };
});

/** Whether Ctrl, ⌘ or Alt is held alone. Read in a template or $derived it follows by itself, while it is shown. */
export function modifierHeld(): boolean {
  subscribe();
  return now;
}
