import changed from "@fluentui/svg-icons/icons/arrow_swap_20_regular.svg?drawing";
import good from "@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?drawing";
import trouble from "@fluentui/svg-icons/icons/error_circle_20_filled.svg?drawing";
import warning from "@fluentui/svg-icons/icons/warning_20_filled.svg?drawing";
import type { Change, ChangeGroup, Urgency } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { Look } from "../ui/sign";
import { faultReason } from "./faults";

/** How urgent a group of changes is, as a sign. */
const looks: Record<Urgency, Look> = {
  trouble: { icon: trouble, tone: "danger", word: m.change_urgency_trouble, strong: true },
  warning: { icon: warning, tone: "warning", word: m.change_urgency_warning },
  neutral: { icon: changed, tone: "quiet", word: m.change_urgency_neutral },
  good: { icon: good, tone: "success", word: m.change_urgency_good },
};

/** The sign of a group. */
export const urgencyLook = (group: ChangeGroup): Look => looks[group.urgency];

/** What happened, in the chosen language, as a line of its own. */
export const changeWords = (change: Change): string => faultReason({ ...change, message: change.text });

/** Whether its customer is there no more, and can't be opened. */
export const isGone = (change: Change): boolean => change.kind === "customer" && change.what === "removed";
