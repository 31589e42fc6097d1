import alert from "@fluentui/svg-icons/icons/alert_urgent_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const incidents: Description = {
  id: "incidents",
  icon: alert,
  keys: ["g i"],
  word: m.incidents_title,
  help: "signs",
  load: () => import("./IncidentsView.svelte"),
  badge: (app) => app.overview.value?.incidents,
};
