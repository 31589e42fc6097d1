import type { Description, Feature } from "./state/feature";
import { type View, views } from "./state/views";

// Each feature.ts is found by its place; each of its exports is a view.
const found = import.meta.glob<Record<string, Description>>("./features/*/feature.ts", { eager: true });
const described = Object.values(found).flatMap((module) => Object.values(module));

function placed(id: View, scope: Feature["scope"]): Feature {
  const description = described.find((d) => d.id === id);
  if (!description) throw new Error(`no features/*/feature.ts describes the view ${id} (state/views.ts)`);
  return { ...description, scope };
}

/** Every view, in the order of the navigation. */
export const features: readonly Feature[] = [
  ...views.all.map((id) => placed(id, "all")),
  ...views.customer.map((id) => placed(id, "customer")),
  ...views.program.map((id) => placed(id, "program")),
];

/** The view of that name. */
export function featureOf(id: View): Feature {
  return features.find((f) => f.id === id) as Feature;
}

/** The rest of the frame. */
export const late = () => import("./late");
