import { type Alert, type Alerts, type Bridge, type Fault, toFault } from "../../bridge/bridge";
import { Latest } from "../../lib/latest";
import * as m from "../../paraglide/messages";
import type { UndoStore } from "../../state/undo.svelte";

/** What asks for somebody, and what was done about it. */
export class AlertsStore {
  /** null until the backend answered. */
  list = $state.raw<Alerts | null>(null);
  /** Why they can't be shown. */
  fault = $state.raw<Fault | null>(null);
  /** Also those that were acted on, are kept silent or are over. */
  all = $state(false);
  /** Which one is being put off; null: none. */
  snoozing = $state.raw<Alert | null>(null);

  #bridge: Bridge;
  #undo: UndoStore;
  #onfail: (reason: unknown) => void;
  #list: Latest<boolean, Alerts>;

  constructor(bridge: Bridge, undo: UndoStore, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#undo = undo;
    this.#onfail = onfail;
    this.#list = new Latest(
      (all) => bridge.alerts.list(all),
      (list) => {
        this.list = list;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  refresh(): void {
    this.#list.ask(this.all);
  }

  /** Reads the list and follows it until the returned function is called. */
  follow(): () => void {
    this.refresh();
    return this.#bridge.on("alerts", () => this.refresh());
  }

  showAll(all: boolean): void {
    this.all = all;
    this.refresh();
  }

  /** Says that somebody knows of it: it is told again only when it gets worse. */
  acknowledge({ id }: Alert): Promise<void> {
    return this.#act(this.#bridge.alerts.acknowledge([id]), m.alerts_acknowledged(), id);
  }

  /** Puts it off until a time (RFC 3339); it comes back then, or when it gets worse. */
  async snooze({ id }: Alert, until: string, reason: string): Promise<void> {
    this.snoozing = null;
    await this.#act(this.#bridge.alerts.snooze([id], until, reason), m.alerts_snoozed(), id);
  }

  /** Makes it new again. */
  reopen({ id }: Alert): Promise<boolean> {
    return this.#reopen(id);
  }

  async #act(call: Promise<void>, text: string, id: string): Promise<void> {
    try {
      await call;
      this.#undo.did(text, () => this.#reopen(id));
    } catch (reason) {
      this.#onfail(reason);
    }
  }

  async #reopen(id: string): Promise<boolean> {
    try {
      await this.#bridge.alerts.reopen([id]);
      return true;
    } catch (reason) {
      this.#onfail(reason);
      return false;
    }
  }
}
