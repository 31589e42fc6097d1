import type { Choice } from "../lib/choice.svelte";

/** What a list knows of rows that are not drawn. What is at hand is answered at once. */
export interface Chooser<Row> {
  readonly choice: Choice;
  /** The keys of rows first to last (excluded), in the order of the list. */
  keys(first: number, last: number): readonly string[] | Promise<readonly string[]>;
  /** The rows of these keys, in the order of the list. Who is gone is left out. */
  rows(keys: readonly string[]): readonly Row[] | Promise<readonly Row[]>;
}

/** Of a list that has all its rows. */
export const chooserOf = <Row>(
  choice: Choice,
  all: () => readonly Row[],
  key: (row: Row) => string,
): Chooser<Row> => ({
  choice,
  keys: (first, last) => all().slice(first, last).map(key),
  rows: (keys) => {
    const wanted = new Set(keys);
    return all().filter((row) => wanted.has(key(row)));
  },
});

type Press = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** What a key does to the choice at a row; false: nothing. */
export function chooseByKey<Row>(
  press: Press,
  chooser: Chooser<Row>,
  at: { row: number; key: string | undefined; total: number },
): boolean {
  const { choice } = chooser;
  const command = press.ctrlKey || press.metaKey;
  if (press.altKey || press.shiftKey) return false;
  if (command && press.key.toLowerCase() === "a") void choice.add(chooser.keys(0, at.total));
  else if (!command && press.key === "x" && at.key !== undefined) choice.toggle(at.key, at.row);
  else if (press.key === "Escape" && choice.size > 0) choice.clear();
  else return false;
  return true;
}

/** What a press on a row does to the choice, with the key that is held; false: nothing, it is a press like any. */
export function chooseByPress<Row>(
  press: Pick<MouseEvent, "ctrlKey" | "metaKey" | "shiftKey">,
  chooser: Chooser<Row>,
  at: { row: number; key: string | undefined },
): boolean {
  if (press.shiftKey) void chooser.choice.extend(at.row, at.row, (first, last) => chooser.keys(first, last));
  else if (!press.ctrlKey && !press.metaKey) return false;
  else if (at.key !== undefined) chooser.choice.toggle(at.key, at.row);
  return true;
}
