import type { CustomerRow } from "../bridge/bridge";
import type { AppState } from "./app.svelte";

/** What opening needs of the window. */
type Window = Pick<AppState, "selection" | "navigation" | "requests" | "incidents" | "health" | "showing">;

/**
 * Opens a customer of the list where it shows what it was found by: at the request, at the incident. An incident by
 * which the next row was found just as well is opened for all customers.
 */
export function openFound(app: Window, row: CustomerRow, next?: CustomerRow): void {
  const { field, target, score } = row.match ?? { field: "name" as const, target: "", score: 0 };
  if (field === "incident" && next?.match?.target === target && next.match.score === score) {
    app.incidents.select(target);
    app.navigation.go("incidents");
    return;
  }
  app.selection.select(row.tenantId, row);
  if (field === "request" || field === "requestContact" || field === "outgoing") {
    app.requests.open(row.tenantId, target);
  } else if (field === "incident") {
    app.health.lookFor(row.tenantId, target);
    app.navigation.go("health", row.tenantId);
  } else {
    const place = app.showing(field);
    if (place) app.navigation.go(place, row.tenantId);
    else app.navigation.open(row.tenantId);
  }
}
