import type { Portals } from "../bridge/bridge";

/** Those of the portals that the user lets be shown. */
export const shown = <L extends { portal: string }>(links: readonly L[], portals: Portals): L[] =>
  links.filter((link) => !portals.hidden.includes(link.portal));

/** The keys of all portals, in the user's order: what the order lacks follows, the user's own last. */
export function inOrder(all: readonly string[], { order, own }: Portals): string[] {
  const keys = [...all, ...own.map((o) => o.name)];
  return [...order.filter((key) => keys.includes(key)), ...keys.filter((key) => !order.includes(key))];
}
