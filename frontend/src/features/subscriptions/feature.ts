import receipt from "@fluentui/svg-icons/icons/receipt_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

export const subscriptions: Description = {
  id: "subscriptions",
  icon: receipt,
  keys: ["s"],
  word: m.subscriptions_title,
  shows: ["product"],
  help: "approval",
  load: () => import("./SubscriptionsView.svelte"),
};
