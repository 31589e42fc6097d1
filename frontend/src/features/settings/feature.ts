import gear from "@fluentui/svg-icons/icons/settings_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const settings: Description = {
  id: "settings",
  icon: gear,
  keys: ["Ctrl+,"],
  word: m.settings_title,
  load: () => import("./SettingsView.svelte"),
};
