import type { Bridge, RequestPage, RequestQuery } from "../../bridge/bridge";
import { Latest } from "../../lib/latest";

const query: RequestQuery = {
  tenantId: "",
  state: "waiting",
  text: "",
  minDays: 0,
  sort: "",
  desc: false,
  offset: 0,
  limit: 1, // how many there are is asked
};

/** The service requests in which Microsoft waits for an answer: how many. */
export class Waiting {
  page = $state.raw<RequestPage | null>(null);
  #bridge: Bridge;
  #list: Latest<null, RequestPage>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#list = new Latest(
      () => bridge.requests.list(query),
      (page) => {
        this.page = page;
      },
    );
  }

  /** Reads them and follows them until the returned function is called. */
  follow(): () => void {
    const ask = () => this.#list.ask(null);
    ask();
    const ends = [this.#bridge.on("customers", ask), this.#bridge.on("outbox", ask)];
    return () => {
      for (const end of ends) end();
    };
  }
}
