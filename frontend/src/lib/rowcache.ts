import { equal } from "./equal";

/** Rows first to last (excluded) of a list. */
export interface Span {
  first: number;
  last: number;
}

/** So many rows are kept, and so many on either side of what is in view when there are more. */
const most = 3_000;
const around = 1_000;

/**
 * The rows of one question that are known, by their place. What is old is there until what is newer is put in its
 * place: better than nothing while that is read.
 */
export class RowCache<Row> {
  #rows = new Map<number, { row: Row; edition: number }>();
  #edition = 0;

  /** What was put before is old from now on. */
  outdate(): void {
    this.#edition++;
  }

  /** Which edition a read that begins now will bring. */
  get edition(): number {
    return this.#edition;
  }

  /** The row at a place, old or new. */
  at(index: number): Row | undefined {
    return this.#rows.get(index)?.row;
  }

  /** Whether the row at a place is there and is of the newest edition. */
  has(index: number): boolean {
    return this.#rows.get(index)?.edition === this.#edition;
  }

  /** Puts a row in its place. One that says the same as the one before leaves that there: nothing is drawn anew. */
  put(index: number, row: Row, edition = this.#edition): void {
    const old = this.#rows.get(index);
    if (old && old.edition > edition) return;
    this.#rows.set(index, { row: old && equal(old.row, row) ? old.row : row, edition });
  }

  /** The places and rows that are known. */
  *entries(): Iterable<[number, Row]> {
    for (const [index, { row }] of this.#rows) yield [index, row];
  }

  /** Forgets what lies beyond the end of the list, and what is far from view when there is too much. */
  trim(total: number, view: Span): void {
    const much = this.#rows.size > most;
    for (const index of this.#rows.keys()) {
      const far = index < view.first - around || index >= view.last + around;
      if (index >= total || (much && far)) this.#rows.delete(index);
    }
  }
}
