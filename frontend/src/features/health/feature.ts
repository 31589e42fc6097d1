import pulse from "@fluentui/svg-icons/icons/heart_pulse_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const health: Description = {
  id: "health",
  icon: pulse,
  keys: ["h"],
  word: m.health_nav,
  command: m.health_title,
  help: "signs",
  load: () => import("./HealthView.svelte"),
  badge: (app) => app.selection.row?.openIssues,
};
