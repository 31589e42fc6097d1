import { type Bridge, type ChangeGroups, type ChangeQuery, type Fault, toFault } from "../../bridge/bridge";
import { Latest } from "../../lib/latest";
import * as m from "../../paraglide/messages";
import { changesAsked } from "../../state/changes";
import type { UndoStore } from "../../state/undo.svelte";

/** How many groups of changes a window shows; who comes back from a long leave reads the most urgent. */
const mostGroups = 200;

/** What is new at the customers, and what of it was seen. */
export class News {
  /** The groups of changes that were not seen; null until the backend answered. */
  groups = $state.raw<ChangeGroups | null>(null);
  /** Why they can't be shown. */
  fault = $state.raw<Fault | null>(null);

  #bridge: Bridge;
  #undo: UndoStore;
  #onfail: (reason: unknown) => void;
  #groups: Latest<ChangeQuery, ChangeGroups>;

  constructor(bridge: Bridge, undo: UndoStore, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#undo = undo;
    this.#onfail = onfail;
    this.#groups = new Latest(
      (query) => bridge.changes.groups(query),
      (groups) => {
        this.groups = groups;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  refresh(): void {
    this.#groups.ask(changesAsked({ unseen: true, limit: mostGroups }));
  }

  /** Reads them and follows them until the returned function is called. */
  follow(): () => void {
    this.refresh();
    return this.#bridge.on("changes", () => this.refresh());
  }

  /** Marks what is asked for as seen, and says so. */
  async see(narrowed: Partial<ChangeQuery>, text: string): Promise<void> {
    try {
      const undo = await this.#bridge.changes.see(changesAsked(narrowed));
      this.#undo.did(text, () => this.#back(undo));
    } catch (reason) {
      this.#onfail(reason);
    }
  }

  /** Marks all that is shown as seen; what is noticed from now on stays new. */
  async seeAll(): Promise<void> {
    const { groups } = this;
    const last = groups?.groups.reduce((at, group) => ((group.at ?? "") > at ? (group.at ?? "") : at), "");
    if (last) await this.see({ until: last }, m.today_seen_all());
  }

  async #back(undo: number): Promise<boolean> {
    try {
      await this.#bridge.changes.unsee(undo);
      return true;
    } catch (reason) {
      this.#onfail(reason);
      return false;
    }
  }
}
