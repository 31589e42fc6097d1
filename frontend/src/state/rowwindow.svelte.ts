import { type Fault, toFault } from "../bridge/bridge";
import { Choice } from "../lib/choice.svelte";
import { Latest } from "../lib/latest";

/** Rows fetched at once, and how far they begin before what is in view. */
const windowSize = 300;
const lead = 100;
/** For this long after the pointer was at work the order of the rows stays, in milliseconds. */
const calm = 3_000;

/** What every page of rows says. */
interface Page {
  total: number;
}

/** Where a list of rows comes from, and what its rows are known by. */
interface Source<Filter, P extends Page, Row> {
  list: (query: Filter & { offset: number; limit: number }) => Promise<P>;
  rows: (page: P) => readonly Row[];
  key: (row: Row) => string;
  /** The keys of all rows that answer a question, in their order. */
  keys: (filter: Filter) => Promise<readonly string[]>;
  /** The rows of these keys, whatever was asked; who is gone is left out. */
  named: (keys: readonly string[]) => Promise<readonly Row[]>;
  /** What was asked for rows that are not here could not be answered. */
  failed: (reason: unknown) => void;
}

/**
 * A list of any length: the question, and the window of rows around what is in view. One call is in flight;
 * an answer to an older question is dropped, and the old rows stay until the new ones are there.
 */
export class RowWindow<Filter extends object, P extends Page, Row> {
  filter = $state.raw({} as Filter);
  /** What is known of the list as a whole; null until it was answered. */
  page = $state.raw<P | null>(null);
  /** The rows from `offset` on. */
  rows = $state.raw<readonly Row[]>([]);
  offset = $state(0);
  /** The answer on screen is to this question. */
  shown = $state.raw<Filter | null>(null);
  /** Why the list can't be shown at all; of one that is shown: why it is not fresher. */
  fault = $state.raw<Fault | null>(null);
  /** The first row in view, or to be: where the list begins when it is shown. */
  first = $state(0);
  readonly total = $derived(this.page?.total ?? 0);
  /** Another question was asked than the one that is answered. */
  readonly stale = $derived(this.shown !== this.filter);

  /** Which rows are chosen, and what whoever chooses asks of those that are not here (ui/choosing). */
  readonly chooser = {
    choice: new Choice(),
    keys: (first: number, last: number) => this.#keys(first, last),
    rows: (keys: readonly string[]) => this.#named(keys),
  };

  #source: Source<Filter, P, Row>;
  #pages: Latest<{ filter: Filter; offset: number }, P>;
  #view = { first: 0, last: 0 };
  #calmUntil = 0;
  #reorder: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source<Filter, P, Row>, filter: Filter) {
    this.#source = source;
    this.filter = filter;
    this.#pages = new Latest(
      (asked) => source.list({ ...asked.filter, offset: asked.offset, limit: windowSize }),
      (page, asked) => this.#take(page, asked.filter, asked.offset),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  /** The row at an index, undefined while it is not there. */
  row(index: number): Row | undefined {
    return this.rows[index - this.offset];
  }

  /** The index of a row if it is among those that are here, else -1. */
  indexOf(key: string): number {
    const i = this.rows.findIndex((row) => this.#source.key(row) === key);
    return i < 0 ? -1 : i + this.offset;
  }

  /** Asks something else; the old rows stay until the answer is there. */
  ask(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.stir();
    this.#pages.ask({ filter: this.filter, offset: 0 });
  }

  /** Reads the same window again. */
  refresh(): void {
    this.#pages.ask({ filter: this.filter, offset: this.stale ? 0 : this.offset });
  }

  /** Rows first to last (excluded) came into view: fetches what is missing, before the edge is reached. */
  viewed(first: number, last: number): void {
    this.#view = { first, last };
    this.first = first;
    if (this.stale) return;
    const end = this.offset + this.rows.length;
    const margin = lead / 2;
    const enough =
      first >= Math.min(this.offset + (this.offset > 0 ? margin : 0), this.total) &&
      (last + margin <= end || end >= this.total);
    if (enough) return;
    const offset = Math.max(0, Math.floor(first / lead) * lead - lead);
    this.#pages.ask({ filter: this.filter, offset });
  }

  /** The pointer is at work over the rows: for a moment nothing changes its place. */
  pointed(): void {
    this.#calmUntil = Date.now() + calm;
  }

  /** What comes next is the user's own doing: it is shown at once. */
  protected stir(): void {
    this.#calmUntil = 0;
  }

  /** Begins anew with another question: nothing of the old one is shown. */
  protected begin(filter: Filter): void {
    this.filter = filter;
    this.shown = null;
    this.page = null;
    this.rows = [];
    this.offset = 0;
    this.fault = null;
    this.chooser.choice.clear();
    this.#pages.drop();
  }

  /** The rows are about to change, for newer ones of the same question or for those of another. */
  protected changing(_fresh: readonly Row[], _sameQuestion: boolean): void {}

  /** The answer to the question as it stands is there. */
  protected answered(): void {}

  #keys(first: number, last: number): readonly string[] | Promise<readonly string[]> {
    const from = first - this.offset;
    const to = last - this.offset;
    if (from >= 0 && to <= this.rows.length) return this.rows.slice(from, to).map(this.#source.key);
    return this.#asked(this.#source.keys(this.shown ?? this.filter)).then((all) => all.slice(first, last));
  }

  #named(keys: readonly string[]): readonly Row[] | Promise<readonly Row[]> {
    const { key, named } = this.#source;
    const wanted = new Set(keys);
    const here = this.rows.filter((row) => wanted.has(key(row)));
    if (here.length === wanted.size) return here;
    const order = this.#asked(this.#source.keys(this.shown ?? this.filter));
    return Promise.all([order, this.#asked(named(keys))]).then(([all, rows]) => {
      const places = new Map(all.map((each, i) => [each, i]));
      const place = (row: Row) => places.get(key(row)) ?? all.length; // hidden by what is asked now
      return [...rows].sort((a, b) => place(a) - place(b));
    });
  }

  /** An answer, or nothing and why. */
  async #asked<T>(answer: Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await answer;
    } catch (reason) {
      this.#source.failed(reason);
      return [];
    }
  }

  #take(page: P, filter: Filter, offset: number): void {
    const { rows, key } = this.#source;
    const fresh = rows(page);
    const same = this.shown === filter;
    this.fault = null;
    this.changing(fresh, same);
    clearTimeout(this.#reorder);
    const wait = this.#calmUntil - Date.now();
    if (same && offset === this.offset && wait > 0 && !this.#sameOrder(fresh)) {
      const known = new Map(fresh.map((row) => [key(row), row]));
      this.rows = this.rows.map((row) => known.get(key(row)) ?? row);
      this.page = { ...page, total: this.total };
      this.#reorder = setTimeout(() => this.refresh(), wait);
      return;
    }
    this.shown = filter;
    this.page = page;
    this.rows = fresh;
    this.offset = offset;
    if (same) this.viewed(this.#view.first, this.#view.last);
    this.answered();
  }

  #sameOrder(fresh: readonly Row[]): boolean {
    const { key } = this.#source;
    return (
      fresh.length === this.rows.length && fresh.every((row, i) => key(row) === key(this.rows[i] as Row))
    );
  }
}
