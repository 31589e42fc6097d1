import { type CustomerView, firstOfCustomer, home, isOfCustomer, type View } from "./views";

interface Place {
  view: View;
  tenantId: string;
}

/** How many steps back are kept. */
const depth = 50;

/** Where the window is, and the way back. Only `go`, `visit` and `back` move it. */
export class NavigationStore {
  view = $state<View>(home);
  /** The view that opening a customer shows: choosing another customer keeps it. */
  feature = $state<CustomerView>(firstOfCustomer);
  #way: Place[] = [];
  #selection: { readonly tenantId: string; select: (tenantId: string) => void };

  constructor(selection: { readonly tenantId: string; select: (tenantId: string) => void }) {
    this.#selection = selection;
  }

  /** Shows a view, of another customer if one is named. A customer's view without any customer shows the list. */
  go(view: View, tenantId = this.#selection.tenantId): void {
    const to = isOfCustomer(view) && !tenantId ? home : view;
    const from: Place = { view: this.view, tenantId: this.#selection.tenantId };
    if (to !== from.view || (isOfCustomer(to) && tenantId !== from.tenantId)) {
      this.#way = [...this.#way, from].slice(-depth);
    }
    if (isOfCustomer(to)) this.feature = to;
    this.view = to;
    if (tenantId !== from.tenantId) this.#selection.select(tenantId);
  }

  /** Opens a customer in the view that was last looked at. */
  open(tenantId: string): void {
    this.go(this.feature, tenantId);
  }

  /** What the navigation's entries do: as `go`, but the list is begun afresh. */
  visit(view: View): void {
    if (view === home) this.goHome();
    else this.go(view);
  }

  /** The list, begun afresh: what is opened from it starts with the customer's first view. */
  goHome(): void {
    this.go(home);
    this.feature = firstOfCustomer;
  }

  get canGoBack(): boolean {
    return this.#way.length > 0;
  }

  /** One step back; false when there is none. */
  back(): boolean {
    const to = this.#way.at(-1);
    if (!to) return false;
    this.#way = this.#way.slice(0, -1);
    this.view = to.view;
    if (isOfCustomer(to.view)) {
      this.feature = to.view;
      if (to.tenantId !== this.#selection.tenantId) this.#selection.select(to.tenantId);
    }
    return true;
  }
}
