import { type Bridge, type Change, type Fault, type History, toFault } from "../../bridge/bridge";
import { Latest } from "../../lib/latest";
import { changesAsked } from "../../state/changes";

/** Whose past is asked for, and how many days of it. */
interface Asked {
  tenantId: string;
  days: number;
}

/** What is shown of a customer's past. */
interface Told extends Asked {
  history: History;
  changes: Change[];
  /** There are older changes than those. */
  more: boolean;
}

/** How many changes are listed; `tenantry changes` has all. */
const most = 200;

/** The past of the customer that is looked at, followed as it grows. */
export class Past {
  /** null until it was answered. */
  told = $state.raw<Told | null>(null);
  fault = $state.raw<Fault | null>(null);
  #asked: Asked = { tenantId: "", days: 0 };
  #bridge: Bridge;
  #latest: Latest<Asked, Told>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#latest = new Latest(
      async (asked) => {
        const [history, found] = await Promise.all([
          bridge.changes.history(asked.tenantId, asked.days),
          bridge.changes.find(changesAsked({ tenantId: asked.tenantId, limit: most })),
        ]);
        return { ...asked, history, changes: found.changes, more: found.more };
      },
      (told) => {
        this.told = told;
        this.fault = null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  /** Asks for a customer's; another customer's is never shown meanwhile. */
  ask(tenantId: string, days: number): void {
    if (tenantId !== this.#asked.tenantId) this.told = null;
    this.#asked = { tenantId, days };
    this.fault = null;
    if (tenantId) this.#latest.ask(this.#asked);
    else this.#latest.drop();
  }

  retry(): void {
    this.ask(this.#asked.tenantId, this.#asked.days);
  }

  /** Reads it again when something happened, until the returned function is called. */
  follow(): () => void {
    const again = () => {
      if (this.#asked.tenantId) this.#latest.ask(this.#asked);
    };
    const ends = [this.#bridge.on("changes", again), this.#bridge.on("customers", again)];
    return () => {
      for (const end of ends) end();
    };
  }
}
