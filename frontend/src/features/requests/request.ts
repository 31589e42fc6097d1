import type { RequestRow } from "../../bridge/bridge";

/** The name by which it is opened and read: Microsoft's number as soon as there is one. */
export const nameOf = (row: Pick<RequestRow, "id" | "localId">): string => row.id || row.localId;

/** How long a note may be, in characters (backend/partner/draft.go). */
const noteLimit = 10_000;
/** So few are left: from here on the writer is told. */
const noteWarning = 500;

/** How many characters a note has left, negative when it is too long; null while that is no matter. */
export function noteLeft(text: string): number | null {
  const left = noteLimit - [...text.trim()].length;
  return left > noteWarning ? null : left;
}
