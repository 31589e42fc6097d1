import { type Bridge, type Fault, type HealthReport, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** The health report of the customer that is looked at: the cached one at once, a newer one on each hint. */
export class HealthStore {
  /** The report of `tenantId`; null until it was answered. */
  report = $state.raw<HealthReport | null>(null);
  /** Why the report can't be shown at all. A failed refresh is the report's own `problem`. */
  fault = $state.raw<Fault | null>(null);
  #tenantId = "";
  #latest: Latest<string, HealthReport>;

  constructor(bridge: Bridge) {
    this.#latest = new Latest(
      (tenantId) => bridge.health.report(tenantId),
      (report) => {
        this.report = report;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    bridge.on("customers", () => this.#ask());
  }

  /** Follows a customer; the empty id follows nobody and costs no call. */
  follow(tenantId: string): void {
    if (tenantId === this.#tenantId) return;
    this.#tenantId = tenantId;
    this.report = null;
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
