import { type CustomerView, firstOfCustomer, home, isOfCustomer, type View } from "./views";

interface Place {
  view: View;
  tenantId: string;
  /** What had the focus as the place was left (see `mark`). */
  mark: unknown;
}

/** How many steps back are kept. */
const depth = 50;

/** Where the window is, the way back, and the way on again. Only `begin`, `go`, `visit`, `back` and `forward` move it. */
export class NavigationStore {
  view = $state<View>(home);
  /** The view that opening a customer shows: choosing another customer keeps it. */
  feature = $state<CustomerView>(firstOfCustomer);
  /** Says what has the focus, so that it can be found again when the place is come back to. */
  mark: () => unknown = () => null;
  /** A customer is opened from elsewhere than the list. */
  elsewhere: () => void = () => {};
  /** What leads back within the view that is shown, to all that it lists; null: it shows that. */
  within = $state.raw<(() => void) | null>(null);
  /** A view was gone to by its own entry. */
  visited: (view: View) => void = () => {};
  /** The mark of the place that was come back to; null: it was gone to. */
  returned: unknown = null;
  #way = $state.raw<readonly Place[]>([]);
  #ahead = $state.raw<readonly Place[]>([]);
  #selection: { readonly tenantId: string; select: (tenantId: string) => void };

  constructor(selection: { readonly tenantId: string; select: (tenantId: string) => void }) {
    this.#selection = selection;
  }

  /** Begins in a view, with no way back. */
  begin(view: View): void {
    if (isOfCustomer(view)) this.feature = view;
    this.view = view;
  }

  /** Shows a view, of another customer if one is named. A customer's view without any customer shows the list. */
  go(view: View, tenantId = this.#selection.tenantId): void {
    const to = isOfCustomer(view) && !tenantId ? home : view;
    const from = this.#here();
    const another = tenantId !== from.tenantId;
    if (to !== from.view || (isOfCustomer(to) && another)) {
      this.#way = [...this.#way, from].slice(-depth);
      this.#ahead = [];
      this.returned = null;
    }
    if (isOfCustomer(to) && from.view !== home && (another || !isOfCustomer(from.view))) this.elsewhere();
    if (isOfCustomer(to)) this.feature = to;
    this.view = to;
    if (another) this.#selection.select(tenantId);
  }

  /** Opens a customer in the view that was last looked at. */
  open(tenantId: string): void {
    this.go(this.feature, tenantId);
  }

  /** What the navigation's entries do: as `go`, but the list is begun afresh. */
  visit(view: View): void {
    if (view === home) this.goHome();
    else this.go(view);
    this.visited(view);
  }

  /** The list, begun afresh: what is opened from it starts with the customer's first view. */
  goHome(): void {
    this.go(home);
    this.feature = firstOfCustomer;
  }

  get canGoBack(): boolean {
    return this.within !== null || this.#way.length > 0;
  }

  get canGoForward(): boolean {
    return this.#ahead.length > 0;
  }

  /** One step back; false when there is none. */
  back(): boolean {
    if (this.within) {
      this.within();
      return true;
    }
    const to = this.#way.at(-1);
    if (!to) return false;
    this.#ahead = [...this.#ahead, this.#here()];
    this.#way = this.#way.slice(0, -1);
    this.#return(to);
    return true;
  }

  /** To where `back` came from; false when nothing was gone back from. */
  forward(): boolean {
    const to = this.#ahead.at(-1);
    if (!to) return false;
    this.#way = [...this.#way, this.#here()];
    this.#ahead = this.#ahead.slice(0, -1);
    this.#return(to);
    return true;
  }

  #here(): Place {
    return { view: this.view, tenantId: this.#selection.tenantId, mark: this.mark() };
  }

  #return(to: Place): void {
    this.returned = to.mark;
    this.view = to.view;
    if (!isOfCustomer(to.view)) return;
    this.feature = to.view;
    if (to.tenantId !== this.#selection.tenantId) this.#selection.select(to.tenantId);
  }
}
