import type { SyncFailure } from "../bridge/bridge";
import { intlLocale } from "../lib/locale";
import { faultRemedy, reasonSentence, said } from "./faults";

/** Lists that a sync could not read, or not whole. */
export interface UnreadLists {
  /** Their names, as one reads them in a sentence; empty: all were read. */
  names: string;
  /** Each reason once. */
  reasons: SyncFailure[];
}

/** What a list is called; a newer one by its own name. */
function listWord(name: string): string {
  const key = `sync_list_${name.replaceAll(" ", "_")}`;
  const word = said({ key });
  return word === key ? name : word.replaceAll("'", "’");
}

/** The window has a banner of its own for these: that there is no network, no sign-in, and that a list collapsed. */
const toldElsewhere = (failure: SyncFailure) =>
  ["offline", "signin"].includes(failure.kind) || failure.messageKey === "sync_collapse";

/** What is to be said of lists that a sync could not read. */
export function unreadLists(failures: readonly SyncFailure[]): UnreadLists {
  const all = failures.filter((failure) => !toldElsewhere(failure));
  const words = (failure: SyncFailure) => [reasonSentence(failure), faultRemedy(failure)].join(" ");
  return {
    names: new Intl.ListFormat(intlLocale()).format(all.map((failure) => listWord(failure.name))),
    reasons: [...new Map(all.map((failure) => [words(failure), failure])).values()],
  };
}
