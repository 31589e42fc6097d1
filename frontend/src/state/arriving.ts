import { fetchSentences } from "../words/sentences.svelte";
import { hearAlerts } from "./announced";
import type { AppState } from "./app.svelte";
import { followLinks } from "./links";

/** Follows what comes to this window from outside: links, and alerts that are new once the words for them are there. */
export async function follow(app: AppState): Promise<void> {
  await followLinks(app);
  await fetchSentences();
  await hearAlerts(app);
}
