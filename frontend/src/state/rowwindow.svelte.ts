import { type Fault, toFault } from "../bridge/bridge";
import { Choice } from "../lib/choice.svelte";
import { Latest } from "../lib/latest";
import { nextSpan } from "../lib/readahead";
import { RowCache, type Span } from "../lib/rowcache";

/** So many rows answer a question at least: what is in view, and a little more. */
const firstRows = 32;
/** For this long after the pointer was at work the order of the rows stays, in milliseconds. */
const calm = 3_000;
/** So long after an answer the rows out of view are read: the next key or hint comes first. In milliseconds. */
const rest = 250;

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
 * A list of any length: the question, and the rows around what is in view. One question is under way, an answer to an
 * older one is dropped, and the old rows stay until the new ones are there. Of the list that is shown one window of rows
 * is read at a time: what is missing in view, then what lies ahead of it.
 */
export class RowWindow<Filter extends object, P extends Page, Row> {
  filter = $state.raw({} as Filter);
  /** What is known of the list as a whole; null until it was answered. */
  page = $state.raw<P | null>(null);
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
  #questions: Latest<Filter, P>;
  /** In a box of its own at each change, so that whoever drew a row looks again. */
  #known = $state.raw({ rows: new RowCache<Row>() });
  #view: Span = { first: 0, last: 0 };
  #step = 0;
  #reading = false;
  /** What is in view is read again, whatever is known of it, and how many there are. */
  #again = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #calmUntil = 0;
  #reorder: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source<Filter, P, Row>, filter: Filter) {
    this.#source = source;
    this.filter = filter;
    this.#questions = new Latest(
      (asked) =>
        source.list({ ...asked, offset: 0, limit: Math.max(firstRows, this.#view.last - this.#view.first) }),
      (page, asked) => this.#answer(page, asked),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  /** The row at an index, undefined while it is not there. */
  row(index: number): Row | undefined {
    return this.#known.rows.at(index);
  }

  /** The rows that are known, in their order. */
  get rows(): readonly Row[] {
    return [...this.#known.rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
  }

  /** The index of a row if it is among those that are here, else -1. While newer ones are read, where it was. */
  indexOf(key: string): number {
    const { rows } = this.#known;
    let was = -1;
    for (const [index, row] of rows.entries()) {
      if (this.#source.key(row) !== key) continue;
      if (rows.has(index)) return index;
      was = index;
    }
    return was;
  }

  /** Asks something else; the old rows stay until the answer is there. */
  ask(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.stir();
    this.#questions.ask(this.filter);
  }

  /** Shows rows that were there before anything was asked: the first ones of the answer to a question. */
  show(change: Partial<Filter>, page: P): void {
    this.filter = { ...this.filter, ...change };
    this.#answer(page, this.filter);
  }

  /** Reads what is in view again, and what is not as soon as it is looked at. */
  refresh(): void {
    if (this.stale) {
      this.#questions.ask(this.filter);
      return;
    }
    this.#known.rows.outdate();
    this.#again = true;
    this.#pause();
    void this.#read();
  }

  /** Rows first to last (excluded) came into view: fetches what is missing, before the edge is reached. */
  viewed(first: number, last: number): void {
    if (first !== this.#view.first) {
      this.#step = first - this.#view.first;
      this.#go();
    }
    this.#view = { first, last };
    this.first = first;
    void this.#read();
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
    this.#known = { rows: new RowCache() };
    this.fault = null;
    this.chooser.choice.clear();
    this.#questions.drop();
  }

  /** Changes a row that is known, until the next answer tells of it. */
  protected patch(key: string, change: Partial<Row>): void {
    const { rows } = this.#known;
    for (const [index, row] of rows.entries()) {
      if (this.#source.key(row) === key && rows.has(index)) rows.put(index, { ...row, ...change });
    }
    this.#known = { rows };
  }

  /** Rows in view are about to change, from those, by what they are known by, to these. */
  protected changing(_before: ReadonlyMap<string, Row>, _fresh: readonly Row[]): void {}

  /** The answer to the question as it stands is there. */
  protected answered(): void {}

  #keys(first: number, last: number): readonly string[] | Promise<readonly string[]> {
    const here: string[] = [];
    for (let index = first; index < last; index++) {
      const row = this.#known.rows.has(index) ? this.#known.rows.at(index) : undefined;
      if (row === undefined) {
        const all = this.#asked(this.#source.keys(this.shown ?? this.filter));
        return all.then((keys) => keys.slice(first, last));
      }
      here.push(this.#source.key(row));
    }
    return here;
  }

  #named(keys: readonly string[]): readonly Row[] | Promise<readonly Row[]> {
    const { key, named } = this.#source;
    const wanted = new Set(keys);
    const here = [...this.#known.rows.entries()].map(([, row]) => row).filter((row) => wanted.has(key(row)));
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

  /** The rows in view, also where the list may have become longer, and a screen of them before the first drawing. */
  get #inView(): Span {
    const first = Math.max(0, Math.min(this.#view.first, this.total - firstRows));
    return { first, last: Math.max(this.#view.last, first + firstRows) };
  }

  #missing(rows: RowCache<Row>): Span | null {
    return nextSpan({
      total: this.total,
      view: this.#view,
      step: this.#step,
      resting: this.#resting !== undefined,
      has: (index) => rows.has(index),
    });
  }

  /** What is not in view waits. */
  #pause(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#go();
      void this.#read();
    }, rest);
  }

  #go(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
  }

  #answer(page: P, filter: Filter): void {
    const rows = new RowCache<Row>();
    const fresh = this.#source.rows(page);
    fresh.forEach((row, index) => {
      const old = this.#known.rows.at(index);
      if (old !== undefined) rows.put(index, old);
      rows.put(index, row);
    });
    clearTimeout(this.#reorder);
    this.#step = 0;
    this.#pause();
    this.fault = null;
    this.changing(new Map(), fresh);
    this.shown = filter;
    this.page = page;
    this.#known = { rows };
    void this.#read();
    this.answered();
  }

  async #read(): Promise<void> {
    const { rows } = this.#known;
    const asked = this.shown;
    if (this.#reading || asked === null || this.stale) return;
    const again = this.#again;
    const span = again ? this.#inView : this.#missing(rows);
    if (!span) return;
    this.#again = false;
    this.#reading = true;
    const { edition } = rows;
    let enough = false;
    try {
      const page = await this.#source.list({ ...asked, offset: span.first, limit: span.last - span.first });
      if (this.#known.rows === rows) {
        this.#take(page, span.first, edition, again);
        // A list that gives less than it says it has would be asked for ever.
        enough = this.#source.rows(page).length < Math.min(span.last, page.total) - span.first;
      }
    } catch (reason) {
      if (this.#known.rows === rows) this.fault = toFault(reason);
      enough = true;
    } finally {
      this.#reading = false;
    }
    if (!enough) void this.#read();
  }

  /** Puts the rows from offset on in their places; again: they are those in view, read anew. */
  #take(page: P, offset: number, edition: number, again: boolean): void {
    const { rows } = this.#known;
    const { key } = this.#source;
    const fresh = this.#source.rows(page);
    this.fault = null;
    if (again) {
      const { first, last } = this.#inView;
      const before = new Map<string, Row>();
      for (let i = Math.min(first, offset); i < Math.max(last, offset + fresh.length); i++) {
        const row = rows.at(i);
        if (row !== undefined) before.set(key(row), row);
      }
      this.changing(before, fresh);
    }
    const moved = fresh.some((row, i) => {
      const old = rows.at(offset + i);
      return old !== undefined && key(old) !== key(row);
    });
    const wait = this.#calmUntil - Date.now();
    const stay = moved && wait > 0;
    const known = new Map(fresh.map((row) => [key(row), row]));
    fresh.forEach((row, i) => {
      const old = rows.at(offset + i);
      const kept = stay && old !== undefined ? (known.get(key(old)) ?? old) : row;
      rows.put(offset + i, kept, edition);
    });
    clearTimeout(this.#reorder);
    if (stay) this.#reorder = setTimeout(() => this.refresh(), wait);
    this.page = stay ? { ...page, total: this.total } : page;
    rows.trim(this.total, this.#view);
    this.#known = { rows };
  }
}
