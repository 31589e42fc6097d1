import * as m from "../paraglide/messages";
import type { AppState } from "../state/app.svelte";
import type { View } from "../state/views";

/** What the head of a list says of the view that it shows; empty: it shows none. */
export function viewWord({ saved }: AppState, list: View): string {
  const name = saved.current(list)?.name ?? "";
  return name && saved.changed(list) ? m.views_changed({ name }) : name;
}
