import type { OutgoingItem, RequestDraft } from "../bridge/bridge";
import { answers, outgoing, refusal } from "./answers";
import type { Answers } from "./stub";

/**
 * An outbox that stores and gives back, for what is written in dialogs. It has no rule of the product: what a
 * check finds, who must act and what is counted are answers of the program, which a test names.
 */
export function memoryOutbox(items: OutgoingItem[] = []) {
  const memory = {
    items,
    texts: new Map<string, string>(),
    /** Called when something changed: a test lets it tell the page. */
    changed: () => {},
  };
  let last = 0;
  const at = (localId: string) => {
    const i = memory.items.findIndex((item) => item.localId === localId);
    if (i < 0) throw refusal("notInTheOutbox");
    return i;
  };
  const put = (localId: string, over: Partial<OutgoingItem>): OutgoingItem => {
    const item = { ...(memory.items[at(localId)] as OutgoingItem), ...over };
    memory.items = memory.items.with(at(localId), item);
    memory.changed();
    return structuredClone(item);
  };
  const add = (draft: RequestDraft): string => {
    const localId = `TNT-MEM00${++last}`;
    const { tenantId } = draft;
    memory.items = [outgoing("draft", { localId, tenantId, history: [] }, "portal"), ...memory.items];
    return localId;
  };
  const outbox = {
    list: async () => answers.outbox.empty({ requests: structuredClone(memory.items) }),
    save: async (draft) => {
      const localId = draft.localId || add(draft);
      const { title, tenantId, incidentId } = draft;
      const channel = draft.channel || "portal";
      return put(localId, {
        title,
        tenantId,
        channel,
        incidentId,
        state: "draft",
        draft: { ...draft, localId },
      });
    },
    queue: async (localId) => put(localId, { state: "queued" }),
    takeBack: async (localId) => put(localId, { state: "draft" }),
    saveNote: async (localId, note) => put(localId, { note, state: "draft" }),
    discard: async (localId) => {
      memory.items = memory.items.toSpliced(at(localId), 1);
      memory.changed();
    },
    handOff: async (localId, opened) => {
      const item = put(localId, { state: "handed-off" });
      return { ...answers.outbox.handOff(), item, opened };
    },
    keepText: async (key, text) => void memory.texts.set(key, text),
    keptText: async (key) => memory.texts.get(key) ?? "",
  } satisfies Answers["outbox"];
  return Object.assign(memory, { outbox });
}
