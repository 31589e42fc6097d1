export type AllView = "customers" | "incidents" | "desk";
export type Feature = "overview" | "health" | "requests" | "subscriptions" | "access";
export type View = AllView | Feature;

/** The customer's features, in the order of the navigation. */
export const features: readonly Feature[] = ["overview", "health", "requests", "subscriptions", "access"];

export const isFeature = (view: View): view is Feature => (features as readonly string[]).includes(view);

interface Place {
  view: View;
  tenantId: string;
}

/** How many steps back are kept. */
const depth = 50;

/** Where the window is, and the way back. Only `go` and `back` move it. */
export class NavigationStore {
  view = $state<View>("customers");
  /** The feature that opening a customer shows: choosing another customer keeps the feature. */
  feature = $state<Feature>("overview");
  #way: Place[] = [];
  #selection: { readonly tenantId: string; select: (tenantId: string) => void };

  constructor(selection: { readonly tenantId: string; select: (tenantId: string) => void }) {
    this.#selection = selection;
  }

  /** Shows a view, of another customer if one is named. A feature without any customer shows the list. */
  go(view: View, tenantId = this.#selection.tenantId): void {
    const to = isFeature(view) && !tenantId ? "customers" : view;
    const from: Place = { view: this.view, tenantId: this.#selection.tenantId };
    if (to !== from.view || (isFeature(to) && tenantId !== from.tenantId)) {
      this.#way = [...this.#way, from].slice(-depth);
    }
    if (isFeature(to)) this.feature = to;
    this.view = to;
    if (tenantId !== from.tenantId) this.#selection.select(tenantId);
  }

  /** Opens a customer in the feature that was last looked at. */
  open(tenantId: string): void {
    this.go(this.feature, tenantId);
  }

  /** The list, begun afresh: what is opened from it starts with the overview. */
  goHome(): void {
    this.go("customers");
    this.feature = "overview";
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
    if (isFeature(to.view)) {
      this.feature = to.view;
      if (to.tenantId !== this.#selection.tenantId) this.#selection.select(to.tenantId);
    }
    return true;
  }
}
