import { SvelteSet } from "svelte/reactivity";
import { type Bridge, type SyncStatus, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** What the sync is at. */
export class SyncStore {
  /** null until the backend answered. */
  status = $state.raw<SyncStatus | null>(null);
  /** The newest call of any part found no network. No call yet is neither online nor offline. */
  readonly offline = $derived(this.status?.link === "offline");
  readonly online = $derived(this.status?.link === "online");
  readonly running = $derived(this.status?.running ?? false);
  /** The customers that are read anew, each by a call that has not ended yet. */
  readonly #reading = new SvelteSet<string>();
  /** When the last sync had ended as the user asked for one; undefined: nobody waits for one. */
  #askedAfter: string | null | undefined;
  #bridge: Bridge;
  #onfail: (reason: unknown) => void;
  #status: Latest<null, SyncStatus>;

  /** onread is told how many customers' health was read once a sync ended that the user asked for. */
  constructor(bridge: Bridge, onfail: (reason: unknown) => void, onread: (count: number) => void = () => {}) {
    this.#bridge = bridge;
    this.#onfail = onfail;
    this.#status = new Latest(
      () => bridge.sync.status(),
      (status) => {
        this.status = status;
        const ended =
          !status.running && this.#askedAfter !== undefined && status.finishedAt !== this.#askedAfter;
        if (!ended) return;
        this.#askedAfter = undefined;
        if (!status.problem) onread(status.healthRead);
      },
    );
    bridge.on("sync", () => this.refresh());
  }

  refresh(): void {
    this.#status.ask(null);
  }

  start(full = false): void {
    this.#askedAfter = this.status?.finishedAt ?? null;
    this.#do(this.#bridge.sync.start(full));
  }

  /** Reads one customer again, before all others. While that goes on it does nothing. */
  refreshCustomer(tenantId: string): void {
    if (this.isReading(tenantId)) return;
    this.#reading.add(tenantId);
    this.#do(this.#bridge.sync.refresh(tenantId).finally(() => this.#reading.delete(tenantId)));
  }

  /** Whether the customer is being read anew. */
  isReading(tenantId: string): boolean {
    return this.#reading.has(tenantId);
  }

  /** The user knows that the customers left whom the lists name no more. */
  confirmRemovals(): void {
    this.#do(this.#bridge.sync.confirmRemovals());
  }

  cancel(): void {
    this.#do(this.#bridge.sync.cancel());
  }

  #do(call: Promise<void>): void {
    call.catch((reason) => this.#onfail(toFault(reason))).finally(() => this.refresh());
  }
}
