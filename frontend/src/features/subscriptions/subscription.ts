import * as m from "../../paraglide/messages";

/** What the list shows and sorts by. */
interface Pool {
  name: string;
  status: string;
  total: number;
  used: number | null;
  renewsAt: string | null;
}

/** The services' words for a subscription's status (api/facts.md 1.6, 1.7, 2.3). The list is open. */
const statuses: Record<string, () => string> = {
  enabled: m.subscriptions_status_enabled,
  active: m.subscriptions_status_active,
  warning: m.subscriptions_status_warning,
  suspended: m.subscriptions_status_suspended,
  deleted: m.subscriptions_status_deleted,
  lockedout: m.subscriptions_status_lockedout,
  pending: m.subscriptions_status_pending,
  expired: m.subscriptions_status_expired,
  disabled: m.subscriptions_status_disabled,
};

/** The status in the chosen language; a word that nobody knows is shown as the service wrote it. */
export function statusWord(status: string): string {
  return statuses[status.toLowerCase()]?.() ?? status;
}

/** Whether the subscription runs as it should. A status that nobody knows raises no alarm. */
export function isWell(status: string): boolean {
  const s = status.toLowerCase();
  return !["warning", "suspended", "deleted", "lockedout", "expired", "disabled"].includes(s);
}

/** What the columns order by; null is unknown. */
const values = {
  name: (p) => p.name,
  status: (p) => statusWord(p.status),
  used: (p) => p.used,
  total: (p) => p.total,
  free: (p) => (p.used == null ? null : p.total - p.used),
  renews: (p) => (p.renewsAt == null ? null : Date.parse(p.renewsAt)),
} satisfies Record<string, (p: Pool) => string | number | null>;
export type SortBy = keyof typeof values;

/** The rows in the chosen order; what is unknown stands last either way, equals by name. */
export function sorted<P extends Pool>(pools: P[], by: SortBy, desc: boolean, locale: string): P[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = desc ? -1 : 1;
  const value = values[by];
  return [...pools].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || compare(a.name, b.name);
    const order = typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y));
    return sign * order || compare(a.name, b.name);
  });
}
