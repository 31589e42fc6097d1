import chat from "@fluentui/svg-icons/icons/chat_help_20_regular.svg?drawing";
import person from "@fluentui/svg-icons/icons/person_support_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";

/** The service requests of all customers. */
export const desk: Description = {
  id: "desk",
  icon: person,
  keys: ["g r"],
  word: m.requests_desk_title,
  command: m.requests_desk_command,
  help: "requests",
  load: () => import("./DeskView.svelte"),
  badge: (app) => app.overview.value?.requests,
};

/** Those of the chosen one. */
export const requests: Description = {
  id: "requests",
  icon: chat,
  keys: ["r"],
  word: m.requests_desk_title,
  command: m.requests_title,
  help: "requests",
  load: () => import("./RequestsView.svelte"),
  badge: (app) => app.selection.row?.openRequests,
};
