import {
  type Bridge,
  type Fault,
  type IncidentDetails,
  type IncidentList,
  type IncidentQuery,
  type IncidentRow,
  toFault,
} from "../../bridge/bridge";
import { Latest } from "../../lib/latest";

/** What is known of the issues of all customers, and of the one that is opened. It outlives the view. */
export class Desk {
  list = $state.raw<IncidentList | null>(null);
  /** Why the list can't be shown at all. */
  fault = $state.raw<Fault | null>(null);
  /** Of customers with this tag alone; empty: of all. */
  tag = $state("");
  /** Those that are over since more than a day are shown too. */
  unfolded = $state(false);
  /** Those; null while they are read. */
  older = $state.raw<readonly IncidentRow[] | null>(null);
  /** The issue that is opened, with its customers; null while it is read. */
  opened = $state.raw<IncidentDetails | null>(null);
  /** Why it can't be shown. */
  openFault = $state.raw<Fault | null>(null);

  #id = "";
  #shown = false;
  #list: Latest<IncidentQuery, IncidentList>;
  #older: Latest<IncidentQuery, IncidentList>;
  #opened: Latest<string, IncidentDetails>;

  constructor(bridge: Bridge) {
    this.#list = new Latest(
      (query) => bridge.health.incidentList(query),
      (list) => {
        this.list = list;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    this.#older = new Latest(
      (query) => bridge.health.incidentList(query),
      (all) => {
        const listed = new Set(this.list?.incidents.map((i) => i.id));
        this.older = all.incidents.filter((i) => !i.open && !listed.has(i.id));
      },
      (reason) => {
        this.unfolded = false;
        this.fault = toFault(reason);
      },
    );
    this.#opened = new Latest(
      (id) => bridge.health.incident(id, { tag: "", all: false }),
      (one) => {
        this.opened = one;
        this.openFault = null;
      },
      (reason) => {
        this.openFault = toFault(reason);
      },
    );
    bridge.on("customers", () => this.#again());
    bridge.on("outbox", () => this.#again());
    bridge.on("told", () => this.#again());
  }

  /** Reads what is shown and follows it until the returned function is called. */
  follow(): () => void {
    this.#shown = true;
    this.#again();
    return () => {
      this.#shown = false;
    };
  }

  /** Reads one, whether the list shows it or not; none: the list alone. */
  open(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.opened = this.openFault = null;
    this.#opened.drop();
    this.#again();
  }

  /** Shows those of customers with a tag alone. */
  narrow(tag: string): void {
    this.tag = tag;
    this.older = null;
    this.#again();
  }

  /** Shows those that are over for longer too, or no more: they are read each time. */
  unfold(on: boolean): void {
    this.unfolded = on;
    this.older = null;
    if (on) this.#older.ask({ tag: this.tag, all: true });
    else this.#older.drop();
  }

  #again(): void {
    if (!this.#shown) return;
    this.#list.ask({ tag: this.tag, all: false });
    if (this.#id) this.#opened.ask(this.#id);
    if (this.unfolded && this.older === null) this.#older.ask({ tag: this.tag, all: true });
  }
}

const desks = new WeakMap<Bridge, Desk>();

/** The desk of a window: made when its view is shown for the first time. */
export function deskOf(bridge: Bridge): Desk {
  const desk = desks.get(bridge) ?? new Desk(bridge);
  desks.set(bridge, desk);
  return desk;
}
