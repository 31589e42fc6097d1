import type { Component } from "svelte";
import type { View } from "./state/navigation.svelte";

/** The views that are loaded after the list: when they are first shown, or when nothing else is to do. */
export const views: Record<Exclude<View, "customers">, () => Promise<{ default: Component }>> = {
  incidents: () => import("./features/incidents/IncidentsView.svelte"),
  desk: () => import("./features/requests/DeskView.svelte"),
  overview: () => import("./features/details/OverviewView.svelte"),
  health: () => import("./features/health/HealthView.svelte"),
  requests: () => import("./features/requests/RequestsView.svelte"),
  subscriptions: () => import("./features/subscriptions/SubscriptionsView.svelte"),
  access: () => import("./features/access/AccessView.svelte"),
};

/** The rest of the frame. */
export const late = () => import("./late");
