import {
  type Bridge,
  type CustomerPage,
  type CustomerQuery,
  type CustomerRow,
  type Fault,
  toFault,
} from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** Rows fetched at once, and how far they begin before what is in view. */
const windowSize = 300;
const lead = 100;
/** For this long after the pointer was at work the order of the rows stays, in milliseconds. */
const calm = 3_000;

export type Filter = Pick<
  CustomerQuery,
  "text" | "sort" | "desc" | "health" | "tag" | "problem" | "favourite"
>;

const noFilter: Filter = {
  text: "",
  sort: "health",
  desc: false,
  health: "",
  tag: "",
  problem: false,
  favourite: false,
};

/** The list of customers: the question, and the window of rows around what is in view. */
export class CustomersStore {
  filter = $state.raw<Filter>(noFilter);
  total = $state(0);
  revision = $state(0);
  /** The rows from `offset` on. */
  rows = $state.raw<CustomerRow[]>([]);
  offset = $state(0);
  /** The answer on screen is to this question. */
  shown = $state.raw<Filter | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** What changed with the newest data: "tenantId field". Shown as a glow, once. */
  changed = $state.raw<ReadonlySet<string>>(new Set());
  /** Text, filter or order differ from the question that was answered. */
  readonly stale = $derived(this.shown !== this.filter);
  readonly filtered = $derived(
    this.filter.text !== "" ||
      this.filter.health !== "" ||
      this.filter.tag !== "" ||
      this.filter.problem ||
      this.filter.favourite,
  );

  #bridge: Bridge;
  #onfail: (reason: unknown) => void;
  #page: Latest<{ filter: Filter; offset: number }, CustomerPage>;
  #view = { first: 0, last: 0 };
  #calmUntil = 0;
  #reorder: ReturnType<typeof setTimeout> | undefined;
  #openFirst: ((row: CustomerRow) => void) | null = null;
  /** The order to go back to after a search, which has its own: the best match first. */
  #order: Pick<Filter, "sort" | "desc"> = { sort: noFilter.sort, desc: noFilter.desc };

  constructor(bridge: Bridge, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#onfail = onfail;
    this.#page = new Latest(
      ({ filter, offset }) => bridge.customers.list({ ...filter, offset, limit: windowSize }),
      (page, { filter, offset }) => this.#take(page, filter, offset),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    bridge.on("customers", () => this.refresh());
  }

  /** The row at an index, undefined while it is not there. */
  row(index: number): CustomerRow | undefined {
    return this.rows[index - this.offset];
  }

  /** The index of a customer if it is among the rows that are here, else -1. */
  indexOf(tenantId: string): number {
    const i = this.rows.findIndex((r) => r.tenantId === tenantId);
    return i < 0 ? -1 : i + this.offset;
  }

  /** Asks something else; the old rows stay until the answer is there. */
  ask(change: Partial<Filter>): void {
    const next = { ...this.filter, ...change };
    if (change.sort !== undefined) this.#order = { sort: next.sort, desc: next.desc };
    else if (next.text && !this.filter.text) Object.assign(next, { sort: "", desc: false });
    else if (!next.text && !next.sort) Object.assign(next, this.#order);
    this.filter = next;
    this.#calmUntil = 0;
    this.#openFirst = null;
    this.#page.ask({ filter: this.filter, offset: 0 });
  }

  /** Sorts by a column; the same again turns the order round. Many requests come before few. */
  sortBy(sort: CustomerQuery["sort"]): void {
    this.ask({ sort, desc: this.filter.sort === sort ? !this.filter.desc : sort === "requests" });
  }

  /** All customers, in the order that was chosen. */
  clear(): void {
    this.ask({ ...noFilter, ...this.#order });
  }

  /** The index of a customer in the list as it is asked for, -1 when it is not in it. */
  async locate(tenantId: string): Promise<number> {
    const here = this.stale ? -1 : this.indexOf(tenantId);
    if (here >= 0) return here;
    try {
      return await this.#bridge.customers.position(tenantId, { ...this.filter, offset: 0, limit: 0 });
    } catch {
      return -1; // only a convenience: the list stays where it is
    }
  }

  /** Reads the same window again. */
  refresh(): void {
    this.#page.ask({ filter: this.filter, offset: this.stale ? 0 : this.offset });
  }

  /** Rows first to last (excluded) came into view: fetches what is missing, before the edge is reached. */
  viewed(first: number, last: number): void {
    this.#view = { first, last };
    if (this.stale) return;
    const end = this.offset + this.rows.length;
    const margin = lead / 2;
    const enough =
      first >= Math.min(this.offset + (this.offset > 0 ? margin : 0), this.total) &&
      (last + margin <= end || end >= this.total);
    if (!enough) this.#page.ask({ filter: this.filter, offset: this.#offsetFor(first) });
  }

  /** The pointer is at work over the rows: for a moment nothing changes its place. */
  pointed(): void {
    this.#calmUntil = Date.now() + calm;
  }

  /** Runs fn on the first row of the answer to the question as it stands, now or when it is there. */
  withFirst(fn: (row: CustomerRow) => void): void {
    const first = this.row(0);
    if (this.stale) this.#openFirst = fn;
    else if (first) fn(first);
  }

  /** Shown at once, taken back if it could not be kept. */
  async setFavourite(tenantId: string, favourite: boolean): Promise<void> {
    this.#patch(tenantId, { favourite });
    try {
      await this.#bridge.customers.setFavourite(tenantId, favourite);
    } catch (reason) {
      this.#patch(tenantId, { favourite: !favourite });
      this.#onfail(toFault(reason));
    }
  }

  #patch(tenantId: string, change: Partial<CustomerRow>): void {
    this.rows = this.rows.map((r) => (r.tenantId === tenantId ? { ...r, ...change } : r));
  }

  #offsetFor(first: number): number {
    return Math.max(0, Math.floor(first / lead) * lead - lead);
  }

  #take(page: CustomerPage, filter: Filter, offset: number): void {
    const sameQuestion = this.shown === filter;
    const sameWindow = sameQuestion && offset === this.offset;
    this.fault = null;
    this.changed = sameQuestion ? this.#changes(page.customers) : new Set();
    clearTimeout(this.#reorder);
    const wait = this.#calmUntil - Date.now();
    if (sameWindow && wait > 0 && page.revision !== this.revision && !sameOrder(this.rows, page.customers)) {
      const fresh = new Map(page.customers.map((r) => [r.tenantId, r]));
      this.rows = this.rows.map((r) => fresh.get(r.tenantId) ?? r);
      this.#reorder = setTimeout(() => this.refresh(), wait);
      return;
    }
    this.shown = filter;
    this.rows = page.customers;
    this.offset = offset;
    this.total = page.total;
    this.revision = page.revision;
    if (sameQuestion) this.viewed(this.#view.first, this.#view.last);
    const first = this.row(0);
    const open = this.#openFirst;
    this.#openFirst = null;
    if (open && first) open(first);
  }

  #changes(fresh: readonly CustomerRow[]): Set<string> {
    const before = new Map(this.rows.map((r) => [r.tenantId, r]));
    const out = new Set<string>();
    for (const row of fresh) {
      const old = before.get(row.tenantId);
      if (!old) continue;
      if (old.health !== row.health || old.openIssues !== row.openIssues) out.add(`${row.tenantId} health`);
      if (old.openRequests !== row.openRequests) out.add(`${row.tenantId} requests`);
    }
    return out;
  }
}

function sameOrder(a: readonly CustomerRow[], b: readonly CustomerRow[]): boolean {
  return a.length === b.length && a.every((r, i) => r.tenantId === b[i]?.tenantId);
}
