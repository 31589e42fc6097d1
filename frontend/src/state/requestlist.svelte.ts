import {
  type Bridge,
  deskOrders,
  deskStates,
  type RequestPage,
  type RequestQuery,
  type RequestRow,
  toFault,
} from "../bridge/bridge";
import { type Asking, filterOf, type KeptLook, keptFilter, type Question } from "./looks";
import { RowWindow } from "./rowwindow.svelte";

export type RequestFilter = Omit<RequestQuery, "offset" | "limit">;

const noFilter: RequestFilter = { tenantId: "", state: "", text: "", minDays: 0, sort: "", desc: false };

/** What narrows the list. What was looked for is remembered by a saved view alone. */
const narrowing = ["state", "minDays"] as const;

/** What the list asks of a kept question; words that are none any more are left out. */
function filterFor({ text, sort, desc, filter }: Question): RequestFilter {
  const { state, minDays } = filterOf(filter, noFilter, narrowing);
  return {
    ...noFilter,
    text,
    state: deskStates.find((s) => s === state) ?? "",
    minDays,
    sort: deskOrders.find((s) => s === sort) ?? "",
    desc,
  };
}

/** What a row is known by: one that was written here keeps its local id when it gets a number. */
export const requestKey = (row: Pick<RequestRow, "tenantId" | "id" | "localId">): string =>
  `${row.tenantId} ${row.localId || row.id}`;

/** Service requests of all customers, or of one. */
export class RequestList extends RowWindow<RequestFilter, RequestPage, RequestRow> implements Asking {
  readonly question: Question = $derived({
    text: this.filter.text,
    sort: this.filter.sort,
    desc: this.filter.desc,
    filter: keptFilter(this.filter, noFilter, narrowing),
  });
  /** The key of the row that was last gone to: the place to come back to. */
  selected = $state("");
  readonly filtered = $derived(
    this.filter.state !== "" || this.filter.text.trim() !== "" || this.filter.minDays > 0,
  );

  #followed = false;
  #look: KeptLook;
  #begun = false;

  constructor(bridge: Bridge, look: KeptLook) {
    const all = async (filter: RequestFilter) =>
      (await bridge.requests.list({ ...filter, offset: 0, limit: 0 })).requests;
    super(
      {
        list: (query) => bridge.requests.list(query),
        rows: (page) => page.requests,
        key: requestKey,
        keys: async (filter) => (await all(filter)).map(requestKey),
        named: async (keys) => {
          const wanted = new Set(keys);
          const rows = await all({ ...noFilter, tenantId: this.filter.tenantId });
          return rows.filter((row) => wanted.has(requestKey(row)));
        },
        failed: (reason) => {
          this.fault = toFault(reason);
        },
      },
      noFilter,
    );
    this.#look = look;
    bridge.on("customers", () => this.#hinted());
    bridge.on("outbox", () => {
      this.stir(); // mostly the user's own doing
      this.#hinted();
    });
  }

  /**
   * Reads the list of a customer (the empty id: of all) and follows it until the returned function is
   * called. Another customer's rows are gone at once, and so is what was looked for among them.
   */
  follow(tenantId = ""): () => void {
    if (!this.#begun || tenantId !== this.filter.tenantId) {
      this.begin({ ...filterFor(this.#look.question()), tenantId });
      this.selected = "";
      this.#begun = true;
    }
    this.#followed = true;
    this.refresh();
    return () => {
      this.#followed = false;
    };
  }

  override ask(change: Partial<RequestFilter>): void {
    super.ask(change);
    if (change.text === undefined) this.#look.left(this.question);
  }

  pose(question: Question): void {
    this.first = 0;
    super.ask({ ...filterFor(question), tenantId: this.filter.tenantId });
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

  #hinted(): void {
    if (this.#followed) this.refresh();
  }
}
