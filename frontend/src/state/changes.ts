import type { ChangeQuery } from "../bridge/bridge";

/** What narrows nothing. */
const all: ChangeQuery = {
  since: "",
  until: "",
  tenantId: "",
  tag: "",
  kinds: [],
  ids: [],
  group: "",
  unseen: false,
  limit: 0,
};

/** A question to the log of changes. */
export const changesAsked = (narrowed: Partial<ChangeQuery>): ChangeQuery => ({ ...all, ...narrowed });
