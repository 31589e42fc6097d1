import { statusWord } from "../../words/subscriptions";

/** What the list shows and sorts by. */
interface Pool {
  name: string;
  status: string;
  total: number;
  used: number | null;
  renewsAt: string | null;
}

/** What the columns order by; null is unknown. */
const values: Record<string, (p: Pool) => string | number | null> = {
  name: (p) => p.name,
  status: (p) => statusWord(p.status),
  used: (p) => p.used,
  total: (p) => p.total,
  free: (p) => (p.used == null ? null : p.total - p.used),
  renews: (p) => (p.renewsAt == null ? null : Date.parse(p.renewsAt)),
};

/** The rows in the order of a column, by name for one that has none; what is unknown stands last either way, equals by name. */
export function sorted<P extends Pool>(pools: P[], by: string, desc: boolean, locale: string): P[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = desc ? -1 : 1;
  const value = values[by] ?? ((p: Pool) => p.name);
  return [...pools].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || compare(a.name, b.name);
    const order = typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y));
    return sign * order || compare(a.name, b.name);
  });
}
