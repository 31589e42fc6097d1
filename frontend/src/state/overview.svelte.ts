import type { Bridge, Overview } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** The counts beside the navigation and in the status line. */
export class OverviewStore {
  /** null until the backend answered. */
  value = $state.raw<Overview | null>(null);
  #overview: Latest<null, Overview>;

  constructor(bridge: Bridge) {
    this.#overview = new Latest(
      () => bridge.customers.overview(),
      (value) => {
        this.value = value;
      },
    );
    bridge.on("customers", () => this.refresh());
  }

  refresh(): void {
    this.#overview.ask(null);
  }
}
