import { type Bridge, type CustomerDetails, type CustomerRow, type Fault, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** The customer that the window is about, and everything kept of it. */
export class SelectionStore {
  tenantId = $state("");
  /** Details of `tenantId`; null until answered. Never another customer's. */
  details = $state.raw<CustomerDetails | null>(null);
  /** Why there are no details. */
  fault = $state.raw<Fault | null>(null);
  /** The row it was chosen from: the name stands there before the details do. */
  #row = $state.raw<CustomerRow | null>(null);
  readonly row = $derived(this.details ?? this.#row);
  readonly name = $derived(this.row?.name || this.row?.displayDomain || "");
  #details: Latest<string, CustomerDetails>;

  constructor(bridge: Bridge) {
    this.#details = new Latest(
      (tenantId) => bridge.customers.get(tenantId),
      (details) => {
        this.details = details;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
        // What is gone is not shown as if it were there; any other failure keeps what is known.
        if (this.fault.kind === "missing") this.details = null;
      },
    );
    bridge.on("customers", () => this.refresh());
  }

  /** Chooses a customer; the empty id chooses nobody. */
  select(tenantId: string, row: CustomerRow | null = null): void {
    if (tenantId === this.tenantId) return;
    this.tenantId = tenantId;
    this.#row = row;
    this.details = null;
    this.fault = null;
    this.#details.drop();
    this.refresh();
  }

  /** Reads the details again. */
  refresh(): void {
    if (this.tenantId) this.#details.ask(this.tenantId);
  }
}
