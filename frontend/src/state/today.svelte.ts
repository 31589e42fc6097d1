import type { AlertCount, Bridge } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** How much of Today waits: the badges in the navigation and in the header. */
export class TodayStore {
  /** How many groups of changes were not seen; null until the backend answered. */
  unseen = $state<number | null>(null);
  /** How many alerts ask for somebody. */
  alerts = $state<number | null>(null);
  #unseen: Latest<null, number>;
  #alerts: Latest<null, AlertCount>;

  constructor(bridge: Bridge) {
    this.#unseen = new Latest(
      () => bridge.changes.unseen(),
      (unseen) => {
        this.unseen = unseen;
      },
    );
    this.#alerts = new Latest(
      () => bridge.alerts.count(),
      (alerts) => {
        this.alerts = alerts.new;
      },
    );
    bridge.on("changes", () => this.#unseen.ask(null));
    bridge.on("alerts", () => this.#alerts.ask(null));
  }

  refresh(): void {
    this.#unseen.ask(null);
    this.#alerts.ask(null);
  }
}
