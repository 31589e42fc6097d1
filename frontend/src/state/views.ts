/**
 * The views in the order of the navigation: those of all customers above, those of the chosen customer below. Those of
 * the program itself stand in the header.
 * A new view is its name here and a folder under features, whose feature.ts says the rest (state/feature.ts).
 */
export const views = {
  all: ["today", "customers", "incidents", "desk"],
  customer: ["overview", "health", "requests", "subscriptions", "access", "announcements", "history"],
  program: ["settings"],
} as const;

/** What a view is about: all customers, the chosen one, or the program. */
export type Scope = keyof typeof views;
export type View = (typeof views)[Scope][number];
export type CustomerView = (typeof views)["customer"][number];

/** Where the window begins, and where it goes when there is nothing else to show. */
export const home: View = "customers";
/** What opening a customer shows at first. */
export const firstOfCustomer: CustomerView = views.customer[0];

/** Whether a view shows one customer, and nothing without one. */
export const isOfCustomer = (view: View): view is CustomerView =>
  views.customer.some((each) => each === view);
