import board from "@fluentui/svg-icons/icons/board_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

/** What wants a person today, and what is new since one last looked. */
export const today: Description = {
  id: "today",
  icon: board,
  keys: ["g t"],
  word: m.today_title,
  load: () => import("./TodayView.svelte"),
  badge: (app) => app.today.unseen,
};
