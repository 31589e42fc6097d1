import type { Bridge, HealthReport } from "../bridge/bridge";
import { Followed } from "./followed.svelte";

/** The health report of the customer that is looked at. */
export class HealthStore extends Followed<HealthReport> {
  constructor(bridge: Bridge) {
    super(bridge, (tenantId) => bridge.health.report(tenantId));
  }

  get report(): HealthReport | null {
    return this.value;
  }
}
