import board from "@fluentui/svg-icons/icons/board_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const overview: Description = {
  id: "overview",
  icon: board,
  word: m.details_overview,
  help: "approval",
  load: () => import("./OverviewView.svelte"),
  shows: ["phone", "contact", "address", "organization"],
  showsDetails: true,
};
