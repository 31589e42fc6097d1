import add from "@fluentui/svg-icons/icons/add_16_filled.svg?drawing";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";
import type { Act } from "../../ui/looks";

/** What every list of requests is for: writing one, for the chosen customer if there is one. */
export const newRequest = (app: AppState): Act => ({
  icon: add,
  text: m.requests_new(),
  keys: app.actions.keysOf("new-request"),
  primary: true,
  asks: true,
  run: () => app.outbox.newRequest({ tenantId: app.selection.tenantId }),
});
