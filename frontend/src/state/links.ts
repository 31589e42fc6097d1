import type { Bridge, Linked } from "../bridge/bridge";
import type { IncidentsStore } from "./incidents.svelte";
import type { NavigationStore } from "./navigation.svelte";
import type { RequestsStore } from "./requests.svelte";
import { type View, views } from "./views";

/** What shows where something leads. */
export interface Shown {
  readonly navigation: NavigationStore;
  readonly incidents: IncidentsStore;
  readonly requests: RequestsStore;
}
interface Around extends Shown {
  readonly bridge: Pick<Bridge, "on" | "portal">;
  failed(reason: unknown): void;
}

const known: readonly string[] = Object.values(views).flat();

/** Follows the tenantry: links that come for this window, the one that it was started with among them. */
export async function followLinks(app: Around): Promise<void> {
  app.bridge.on("linked", () => void follow(app));
  await follow(app);
}

async function follow(app: Around): Promise<void> {
  try {
    lead(app, await app.bridge.portal.linked());
  } catch (reason) {
    app.failed(reason);
  }
}

/** Shows where something leads; what names no view leads nowhere. */
export function lead(app: Shown, { view, tenantId, incident, requestId }: Linked): void {
  if (!known.includes(view)) return;
  if (requestId) app.requests.open(tenantId, requestId);
  else {
    if (incident) app.incidents.select(incident);
    app.navigation.go(view as View, tenantId || undefined);
  }
}
