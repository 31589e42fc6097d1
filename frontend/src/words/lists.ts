import type { SyncFailure } from "../bridge/bridge";
import { intlLocale } from "../lib/locale";
import { faultRemedy, reasonSentence, said } from "./faults";

/** Lists that a sync could not read, or not whole, for one and the same reason. */
export interface UnreadLists {
  /** Their names, as one reads them in a sentence. */
  names: string;
  failure: SyncFailure;
}

/** What a list is called; a newer one by its own name. */
function listWord(name: string): string {
  const key = `sync_list_${name.replaceAll(" ", "_")}`;
  const word = said({ key });
  return word === key ? name : word.replaceAll("'", "’");
}

/** The window has a banner of its own for these: no list is what is wrong then. */
const toldElsewhere = ["offline", "signin"];

/** What is to be said of lists that a sync could not read, once for each reason. */
export function unreadLists(failures: readonly SyncFailure[]): UnreadLists[] {
  const byReason = new Map<string, SyncFailure[]>();
  for (const failure of failures.filter((f) => !toldElsewhere.includes(f.kind))) {
    const words = [reasonSentence(failure), faultRemedy(failure)].join(" ");
    byReason.set(words, [...(byReason.get(words) ?? []), failure]);
  }
  const and = new Intl.ListFormat(intlLocale());
  return [...byReason.values()].flatMap((same) => {
    const [failure] = same;
    if (!failure) return [];
    const names = and.format(same.map((f) => listWord(f.name)));
    return { names, failure };
  });
}
