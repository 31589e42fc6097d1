import type { Preferences } from "../../bridge/bridge";
import { defaults } from "../../state/preferences.svelte";

/** The preferences that a section sets. */
const kept: Readonly<Record<string, readonly (keyof Preferences)[]>> = {
  reading: ["reading"],
  alerts: ["alerts", "announces", "verdictUntried"],
  portals: ["portals"],
  looks: ["language", "theme", "density"],
  window: ["closing"],
  lock: ["lockAfter"],
  log: ["logLevel"],
};

/** What puts a section back as it was at first; null: it is, or it keeps nothing. */
export function resetOf(section: string, value: Preferences): Partial<Preferences> | null {
  const changed = (kept[section] ?? []).filter(
    (key) => JSON.stringify(value[key]) !== JSON.stringify(defaults[key]),
  );
  return changed.length > 0 ? Object.fromEntries(changed.map((key) => [key, defaults[key]])) : null;
}
