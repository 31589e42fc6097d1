import megaphone from "@fluentui/svg-icons/icons/megaphone_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const announcements: Description = {
  id: "announcements",
  icon: megaphone,
  keys: ["m"],
  word: m.announcements_nav,
  command: m.announcements_title,
  help: "signs",
  load: () => import("./AnnouncementsView.svelte"),
};
