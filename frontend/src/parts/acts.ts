import type { OutgoingItem } from "../bridge/bridge";

/** What a person can do about something outgoing. */
export type OutAct =
  | "handOff"
  | "openAgain"
  | "filed"
  | "send"
  | "queue"
  | "notThere"
  | "edit"
  | "correct"
  | "takeBack"
  | "open"
  | "discard"
  | "remove";

/** The acts that make sense in a state, the next step first; none while it is being sent. */
export function actsFor(item: Pick<OutgoingItem, "state" | "channel" | "id">): OutAct[] {
  const note = item.channel === "note";
  switch (item.state) {
    case "draft":
      return note ? ["queue", "edit", "discard"] : ["edit", "discard"];
    case "queued":
      return item.channel === "portal" ? ["handOff", "edit", "takeBack"] : ["edit", "takeBack"];
    case "blocked":
      return ["send", "edit", "takeBack"];
    case "rejected":
      return ["correct", "discard"];
    case "uncertain":
      return note ? ["notThere"] : ["filed", "notThere"];
    case "handed-off":
      return ["filed", "openAgain", "takeBack"];
    case "sent":
      return note || item.id ? ["open", "remove"] : ["remove"];
  }
  return [];
}
