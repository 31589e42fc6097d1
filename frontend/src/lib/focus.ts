import { modalIsOpen } from "./modal";

/** What can have the focus. */
const focusable = "a[href], button, input, select, summary, textarea, [tabindex]";

/** What has the focus within a part of the page, for as long as the part is drawn the same way again. */
export interface Mark {
  /** The grid's cell it is in, see Grid. */
  cell: string;
  /** Its place among all that can have it. */
  nth: number;
}

/** What has the focus there; null: nothing has. */
export function markOf(root: HTMLElement): Mark | null {
  const from = document.activeElement;
  if (!from || from === root || !root.contains(from)) return null;
  const cell = from.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "";
  return { cell, nth: [...root.querySelectorAll(focusable)].indexOf(from) };
}

/** Gives it the focus again; false when it is not there, or can't have it. */
export function focusMark(root: HTMLElement, { cell, nth }: Mark): boolean {
  const at = cell
    ? root.querySelector<HTMLElement>(`[data-cell="${cell}"]`)
    : root.querySelectorAll<HTMLElement>(focusable)[nth];
  (cell ? (at?.querySelector<HTMLElement>("button, a[href]") ?? at) : at)?.focus();
  return at?.contains(document.activeElement) ?? false;
}

/** Where the arrows begin: the cell of a grid that Tab comes to, if there is a grid, or the first of cards. */
export const rowsOf = (root: HTMLElement | undefined): HTMLElement | null =>
  root?.querySelector<HTMLElement>(
    '[role="grid"] :is([data-cell][tabindex="0"], [data-cell] [tabindex="0"]), [data-cards] [data-row]',
  ) ?? null;

/** Whether nothing has the focus that could have it: what had it is gone, or was never there. */
export const isFocusLost = (): boolean =>
  (document.activeElement === null || document.activeElement === document.body) && !modalIsOpen();
