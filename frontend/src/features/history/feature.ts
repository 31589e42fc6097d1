import historyIcon from "@fluentui/svg-icons/icons/history_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

/** What happened at the chosen customer, and how long its services had incidents. */
export const history: Description = {
  id: "history",
  icon: historyIcon,
  keys: ["g h"],
  word: m.history_title,
  load: () => import("./HistoryView.svelte"),
};
