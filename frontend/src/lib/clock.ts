import { createSubscriber } from "svelte/reactivity";

/** How often ages advance, in milliseconds. They are told in minutes, so this is often enough. */
const tick = 15_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, tick);
  return () => clearInterval(timer);
});

/** The time now in milliseconds. Read in a template or $derived it advances by itself, while it is shown. */
export function now(): number {
  subscribe();
  return Date.now();
}
