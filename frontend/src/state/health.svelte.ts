import type { Bridge, HealthReport } from "../bridge/bridge";
import { Followed } from "./followed.svelte";

/** The health report of the customer that is looked at. */
export class HealthStore extends Followed<HealthReport> {
  /** The issue that one came for. */
  #wanted = $state.raw({ tenantId: "", issueId: "" });

  constructor(bridge: Bridge) {
    super(bridge, (tenantId) => bridge.health.report(tenantId), "told");
  }

  get report(): HealthReport | null {
    return this.value;
  }

  /** Says which issue of a customer's is to be in view when its report is shown next; none: none is. */
  lookFor(tenantId: string, issueId: string): void {
    this.#wanted = { tenantId, issueId };
  }

  /** The issue of the report that one came for; empty: none. */
  get wanted(): string {
    return this.value?.tenantId === this.#wanted.tenantId ? this.#wanted.issueId : "";
  }
}
