import {
  type Bridge,
  type CustomerPage,
  type CustomerQuery,
  type CustomerRow,
  customerSorts,
  healthStates,
  toFault,
} from "../bridge/bridge";
import { type Asking, filterOf, type KeptLook, keptFilter, type Question } from "./looks";
import { RowWindow } from "./rowwindow.svelte";

export type Filter = Omit<CustomerQuery, "offset" | "limit">;

/** All customers, those with trouble first. */
export const noFilter: Filter = {
  text: "",
  sort: "health",
  desc: false,
  health: "",
  tag: "",
  attention: false,
  problem: false,
  favourite: false,
  without: false,
};

/** What narrows the list. Only a saved view remembers that it is of those that stand apart, and what was looked for. */
const narrowing = (Object.keys(noFilter) as (keyof Filter)[]).filter(
  (field) => !["text", "sort", "desc"].includes(field),
);

/** What the list asks of a kept question; words that are none any more are left out. */
export function filterFor({ text, sort, desc, filter }: Question): Filter {
  const { health, ...others } = filterOf(filter, noFilter, narrowing);
  const order = customerSorts.find((s) => s === sort) ?? (text ? "" : noFilter.sort);
  return { ...others, text, sort: order, desc, health: healthStates.find((s) => s === health) ?? "" };
}

/** The list of customers. */
export class CustomersStore extends RowWindow<Filter, CustomerPage, CustomerRow> implements Asking {
  readonly question: Question = $derived({
    text: this.filter.text,
    sort: this.filter.sort,
    desc: this.filter.desc,
    filter: keptFilter(this.filter, noFilter, narrowing),
  });
  readonly revision = $derived(this.page?.revision ?? 0);
  /** What changed with the newest data: "tenantId field". Shown as a glow, once. */
  changed = $state.raw<ReadonlySet<string>>(new Set());
  readonly filtered = $derived(
    this.filter.text !== "" ||
      this.filter.health !== "" ||
      this.filter.tag !== "" ||
      this.filter.attention ||
      this.filter.problem ||
      this.filter.favourite ||
      this.filter.without,
  );

  /** Of the rows on screen, how many customers without delegated access a search found: they are the last ones. */
  readonly apart = $derived(this.shown?.text && !this.shown.without ? (this.page?.without ?? 0) : 0);

  #bridge: Bridge;
  #look: KeptLook;
  #onfail: (reason: unknown) => void;
  #openFirst: ((row: CustomerRow) => void) | null = null;
  /** The order to go back to after a search, which has its own: the best match first. */
  #order: Pick<Filter, "sort" | "desc"> = { sort: noFilter.sort, desc: noFilter.desc };

  constructor(bridge: Bridge, look: KeptLook, onfail: (reason: unknown) => void) {
    super(
      {
        list: (query) => bridge.customers.list(query),
        rows: (page) => page.customers,
        key: (row) => row.tenantId,
        keys: (filter) => bridge.customers.keys({ ...filter, offset: 0, limit: 0 }),
        named: (tenantIds) => bridge.customers.rows([...tenantIds]),
        failed: (reason) => onfail(toFault(reason)),
      },
      noFilter,
    );
    this.#bridge = bridge;
    this.#look = look;
    this.#onfail = onfail;
    bridge.on("customers", () => this.refresh());
  }

  /** Begins as the list was left: in its order, with its filters. `page` are its first rows, where they are there already. */
  resume(page?: CustomerPage): void {
    const left = this.#begun(this.#look.question());
    if (page) super.show(left, page);
    else super.ask(left);
  }

  pose(question: Question): void {
    this.#openFirst = null;
    this.first = 0;
    super.ask(this.#begun(question));
  }

  override ask(change: Partial<Filter>): void {
    const next = { ...this.filter, ...change };
    if (change.sort !== undefined) this.#order = { sort: next.sort, desc: next.desc };
    else if (next.text && !this.filter.text) Object.assign(next, { sort: "", desc: false, without: false });
    else if (!next.text && !next.sort) Object.assign(next, this.#order);
    this.#openFirst = null;
    super.ask(next);
    if (change.text === undefined)
      this.#look.left({
        ...this.question,
        ...this.#order,
        filter: keptFilter({ ...next, without: false }, noFilter, narrowing),
      });
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

  /** Runs fn on the first row of the answer to the question as it stands, now or when it is there. */
  withFirst(fn: (row: CustomerRow) => void): void {
    const first = this.row(0);
    if (this.stale) this.#openFirst = fn;
    else if (first) fn(first);
  }

  /** Shown at once, taken back if it could not be kept: false. */
  async setFavourite(tenantId: string, favourite: boolean): Promise<boolean> {
    this.patch(tenantId, { favourite });
    try {
      await this.#bridge.customers.setFavourite(tenantId, favourite);
      return true;
    } catch (reason) {
      this.patch(tenantId, { favourite: !favourite });
      this.#onfail(toFault(reason));
      return false;
    }
  }

  /** The order of what is begun with is the one to go back to. */
  #begun(question: Question): Filter {
    const filter = filterFor(question);
    if (filter.sort) this.#order = { sort: filter.sort, desc: filter.desc };
    return filter;
  }

  protected override changing(before: ReadonlyMap<string, CustomerRow>, fresh: readonly CustomerRow[]): void {
    const changed = new Set<string>();
    for (const row of fresh) {
      const old = before.get(row.tenantId);
      if (!old) continue;
      if (old.health !== row.health || old.openIssues !== row.openIssues)
        changed.add(`${row.tenantId} health`);
      if (old.openRequests !== row.openRequests) changed.add(`${row.tenantId} requests`);
    }
    if (changed.size + this.changed.size > 0) this.changed = changed;
  }

  protected override answered(): void {
    const first = this.row(0);
    const open = this.#openFirst;
    this.#openFirst = null;
    if (open && first) open(first);
  }
}
