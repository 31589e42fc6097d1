import type { Bridge } from "../bridge/bridge";
import type { KeptLook } from "./looks";
import type { NavigationStore } from "./navigation.svelte";
import { OpenRequest } from "./openrequest.svelte";
import { RequestList } from "./requestlist.svelte";

/** What the store needs of the navigation. */
type Way = Pick<NavigationStore, "view" | "go" | "back">;

/** Service requests: those of all customers, those of the selected one, and the one that is looked at. */
export class RequestsStore {
  /** All customers'. */
  readonly desk: RequestList;
  /** The selected customer's. */
  readonly list: RequestList;
  readonly current: OpenRequest;
  #navigation: Way;
  /** It was opened from another view: leaving it goes back there. */
  #elsewhere = false;

  constructor(bridge: Bridge, navigation: Way, looks: { desk: KeptLook; list: KeptLook }) {
    this.desk = new RequestList(bridge, looks.desk);
    this.list = new RequestList(bridge, looks.list);
    this.current = new OpenRequest(bridge);
    this.#navigation = navigation;
  }

  /** Shows a request among those of its customer; id is Microsoft's number or a local id. */
  open(tenantId: string, id: string): void {
    this.#elsewhere ||= this.#navigation.view !== "requests";
    this.current.open(tenantId, id);
    this.#navigation.go("requests", tenantId);
  }

  /** Closes the request: back to the rows, or to the view that it was opened from. */
  leave(): void {
    this.current.close();
    if (this.#elsewhere) this.#navigation.back();
    this.stay();
  }

  /** The customer's requests are the place to go back to, wherever they were opened from. */
  stay(): void {
    this.#elsewhere = false;
  }
}
