import {
  type Bridge,
  type Fault,
  type RequestPage,
  type RequestQuery,
  type RequestRow,
  toFault,
} from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** Rows fetched at once, and how far they begin before what is in view. */
const windowSize = 300;
const lead = 100;
/** For this long after the pointer was at work the order of the rows stays, in milliseconds. */
const calm = 3_000;

export type RequestFilter = Omit<RequestQuery, "offset" | "limit">;

const noFilter: RequestFilter = { tenantId: "", state: "", text: "", minDays: 0, sort: "", desc: false };

/** What a row is known by: one that was written here keeps its local id when it gets a number. */
export const requestKey = (row: Pick<RequestRow, "tenantId" | "id" | "localId">): string =>
  `${row.tenantId} ${row.localId || row.id}`;

/** Service requests of all customers, or of one: the question, and the window of rows around what is in view. */
export class RequestList {
  filter = $state.raw<RequestFilter>(noFilter);
  /** What is known of the list as a whole; null until it was answered. */
  page = $state.raw<RequestPage | null>(null);
  /** The key of the row that was last gone to: the place to come back to. */
  selected = $state("");
  /** The index of the first row that is here. */
  offset = $state(0);
  /** The answer on screen is to this question. */
  shown = $state.raw<RequestFilter | null>(null);
  /** Why the list can't be shown at all; of one that is shown: why it is not fresher. */
  fault = $state.raw<Fault | null>(null);
  readonly rows: readonly RequestRow[] = $derived(this.page?.requests ?? []);
  readonly total = $derived(this.page?.total ?? 0);
  readonly filtered = $derived(
    this.filter.state !== "" || this.filter.text.trim() !== "" || this.filter.minDays > 0,
  );

  #followed = false;
  #page: Latest<{ filter: RequestFilter; offset: number }, RequestPage>;
  #view = { first: 0, last: 0 };
  #calmUntil = 0;
  #reorder: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge) {
    this.#page = new Latest(
      ({ filter, offset }) => bridge.requests.list({ ...filter, offset, limit: windowSize }),
      (page, { filter, offset }) => this.#take(page, filter, offset),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    bridge.on("customers", () => this.#hinted());
    bridge.on("outbox", () => {
      this.#calmUntil = 0; // mostly the user's own doing: it is shown at once
      this.#hinted();
    });
  }

  /**
   * Reads the list of a customer (the empty id: of all) and follows it until the returned function is
   * called. Another customer's rows are gone at once, and so are the filters that were for them.
   */
  follow(tenantId = ""): () => void {
    if (tenantId !== this.filter.tenantId) {
      this.filter = { ...noFilter, tenantId };
      this.shown = null;
      this.page = null;
      this.offset = 0;
      this.selected = "";
      this.fault = null;
      this.#page.drop();
    }
    this.#followed = true;
    this.refresh();
    return () => {
      this.#followed = false;
    };
  }

  /** The row at an index, undefined while it is not there. */
  row(index: number): RequestRow | undefined {
    return this.rows[index - this.offset];
  }

  /** The index of a row if it is among those that are here, else -1. */
  indexOf(key: string): number {
    const i = this.rows.findIndex((r) => requestKey(r) === key);
    return i < 0 ? -1 : i + this.offset;
  }

  /** Asks something else; the old rows stay until the answer is there. */
  ask(change: Partial<RequestFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.#calmUntil = 0;
    this.#page.ask({ filter: this.filter, offset: 0 });
  }

  /** Sorts by a column: the newest and the gravest first; the same again turns the order round. */
  sortBy(sort: RequestQuery["sort"]): void {
    const down = ["updated", "created", "severity"].includes(sort);
    this.ask({ sort, desc: this.filter.sort === sort ? !this.filter.desc : down });
  }

  /** All requests, in the order that was chosen. */
  clear(): void {
    this.ask({ state: "", text: "", minDays: 0 });
  }

  /** Reads the same window again. */
  refresh(): void {
    this.#page.ask({ filter: this.filter, offset: this.shown === this.filter ? this.offset : 0 });
  }

  /** Rows first to last (excluded) came into view: fetches what is missing, before the edge is reached. */
  viewed(first: number, last: number): void {
    this.#view = { first, last };
    if (this.shown !== this.filter) return;
    const end = this.offset + this.rows.length;
    const margin = lead / 2;
    const enough =
      first >= Math.min(this.offset + (this.offset > 0 ? margin : 0), this.total) &&
      (last + margin <= end || end >= this.total);
    if (!enough) {
      const offset = Math.max(0, Math.floor(first / lead) * lead - lead);
      this.#page.ask({ filter: this.filter, offset });
    }
  }

  /** The pointer is at work over the rows: for a moment nothing changes its place. */
  pointed(): void {
    this.#calmUntil = Date.now() + calm;
  }

  #hinted(): void {
    if (this.#followed) this.refresh();
  }

  #take(page: RequestPage, filter: RequestFilter, offset: number): void {
    const same = this.shown === filter;
    this.fault = null;
    clearTimeout(this.#reorder);
    const wait = this.#calmUntil - Date.now();
    if (same && offset === this.offset && wait > 0 && !sameOrder(this.rows, page.requests)) {
      const fresh = new Map(page.requests.map((r) => [requestKey(r), r]));
      const requests = this.rows.map((r) => fresh.get(requestKey(r)) ?? r);
      this.page = { ...page, total: this.total, requests };
      this.#reorder = setTimeout(() => this.refresh(), wait);
      return;
    }
    this.shown = filter;
    this.page = page;
    this.offset = offset;
    if (same) this.viewed(this.#view.first, this.#view.last);
  }
}

function sameOrder(a: readonly RequestRow[], b: readonly RequestRow[]): boolean {
  return a.length === b.length && a.every((r, i) => requestKey(r) === requestKey(b[i] as RequestRow));
}
