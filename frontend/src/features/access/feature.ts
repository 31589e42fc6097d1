import shield from "@fluentui/svg-icons/icons/shield_keyhole_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const access: Description = {
  id: "access",
  icon: shield,
  keys: ["a"],
  word: m.access_nav,
  command: m.access_title,
  shows: ["delegation"],
  help: "approval",
  load: () => import("./AccessView.svelte"),
};
