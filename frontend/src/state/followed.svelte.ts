import { type Bridge, type EventName, type Fault, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** What is shown of the customer that is looked at: what the cache holds at once, a newer one on each hint. */
export class Followed<T> {
  /** Of the customer that is followed; null until it was answered. */
  value = $state.raw<T | null>(null);
  /** Why it can't be shown at all. A failed refresh is the value's own `problem`. */
  fault = $state.raw<Fault | null>(null);
  #tenantId = "";
  #latest: Latest<string, T>;

  /** Also these events say that there may be a newer one. */
  constructor(bridge: Bridge, read: (tenantId: string) => Promise<T>, ...events: EventName[]) {
    this.#latest = new Latest(
      read,
      (value) => {
        this.value = value;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    for (const event of ["customers", ...events] as const) bridge.on(event, () => this.#ask());
  }

  /** Follows a customer; the empty id follows nobody and costs no call. */
  follow(tenantId: string): void {
    if (tenantId === this.#tenantId) return;
    this.#tenantId = tenantId;
    this.value = null;
    this.fault = null;
    this.#latest.drop();
    this.#ask();
  }

  /** Reads again what is followed. */
  retry(): void {
    this.fault = null;
    this.#ask();
  }

  #ask(): void {
    if (this.#tenantId) this.#latest.ask(this.#tenantId);
  }
}
