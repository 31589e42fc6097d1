import type { Delegation } from "../../bridge/bridge";
import { isActive } from "../../words/delegations";

/** What the active delegations say together. */
export interface Reach {
  active: number;
  /** The soonest end of an active delegation; null when none has an end. */
  first: string | null;
  /** The last end; null when one of them has no end, or when there is none. */
  last: string | null;
  /** At least one active delegation has no end date. */
  forever: boolean;
  /** The roles of all of them, each once, sorted. */
  roles: string[];
}

/** Sums the delegations up that let the partner in at time now. */
export function reach(delegations: Delegation[], now: number): Reach {
  const lasting = delegations.filter((d) => isActive(d, now));
  // A reseller contract has no end and no roles: where a granular delegation exists, that one is what ends.
  const granular = lasting.filter((d) => d.kind === "gdap");
  const active = granular.length > 0 ? granular : lasting;
  const ends = active
    .flatMap((d) => (d.endsAt == null ? [] : [d.endsAt]))
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const forever = ends.length < active.length;
  return {
    active: active.length,
    first: ends[0] ?? null,
    last: forever ? null : (ends.at(-1) ?? null),
    forever,
    roles: [...new Set(active.flatMap((d) => d.roles).filter(Boolean))].sort(),
  };
}
