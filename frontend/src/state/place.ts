import { untrack } from "svelte";
import { Resting } from "../lib/resting";
import type { CustomersStore } from "./customers.svelte";
import type { IncidentsStore } from "./incidents.svelte";
import type { NavigationStore } from "./navigation.svelte";
import type { PreferencesStore } from "./preferences.svelte";
import type { RequestsStore } from "./requests.svelte";
import type { SelectionStore } from "./selection.svelte";
import { home, isOfCustomer, type View, views } from "./views";

const known: readonly string[] = Object.values(views).flat();

/** Views that one passes through: no window begins there. */
const passing: readonly View[] = views.program;

/** What tells where the window is. */
interface Places {
  preferences: PreferencesStore;
  customers: CustomersStore;
  selection: SelectionStore;
  navigation: NavigationStore;
  incidents: IncidentsStore;
  requests: RequestsStore;
}

const resting = new Resting();

/** How long nothing must have moved before the place is worth keeping, in milliseconds. */
const rest = 1_000;

/** What is chosen in a view of all customers. */
const rows: Partial<Record<View, (app: Places) => string>> = {
  incidents: (app) => app.incidents.selectedId,
  desk: (app) => app.requests.desk.selected,
};

/**
 * Begins where the window was last: view, customer, what was chosen there. The first start of a day begins with what
 * is new, one step ahead of that.
 */
export function returnTo(app: Places): void {
  const { day } = app.preferences.value.place;
  comeBack(app);
  if (day && day !== today()) app.navigation.go("today");
}

/** The day by the clock on the wall here; Swedes write it as ISO 8601 does. */
const today = () => new Date().toLocaleDateString("sv");

function comeBack(app: Places): void {
  const { view, tenantId, row, scroll } = app.preferences.value.place;
  const to = (view || home) as View;
  if (!known.includes(to) || (isOfCustomer(to) && !tenantId)) return;
  if (tenantId) app.selection.select(tenantId);
  if (to === "incidents") app.incidents.select(row);
  if (to === "desk") app.requests.desk.selected = row;
  app.customers.first = scroll;
  app.navigation.begin(to);
}

/** Keeps the place once it rests. For an effect: it follows what it reads. */
export function keepPlace(app: Places): () => void {
  const { view } = app.navigation;
  const { tenantId } = app.selection;
  if (passing.includes(view)) return () => {};
  const place = {
    view: view === home ? "" : view,
    tenantId,
    row: rows[view]?.(app) ?? "",
    scroll: app.customers.first,
    day: today(),
  };
  resting.begin(rest, () => app.preferences.place(place));
  return () => resting.stop();
}

/** A customer that was returned to and is none any more, of another partner or left: the list is shown instead. */
export function leaveMissing(app: Places): void {
  const { navigation, selection, preferences } = app;
  const returned = preferences.value.place.tenantId === selection.tenantId;
  if (!returned || selection.fault?.kind !== "missing") return;
  untrack(() => {
    selection.select("");
    if (isOfCustomer(navigation.view)) navigation.begin(home);
  });
}
