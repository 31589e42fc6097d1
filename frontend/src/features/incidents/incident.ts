import type { AffectedCustomer, Incident } from "../../bridge/bridge";
import { severity } from "../../words/health";

/** The order in which one wants to read them: open ones, incidents, the worst, those that hit most customers. */
function byWeight(a: Incident, b: Incident): number {
  const advisory = (i: Incident) => Number(i.classification !== "incident");
  return (
    Number(b.open) - Number(a.open) ||
    (b.overSince ?? "").localeCompare(a.overSince ?? "") ||
    advisory(a) - advisory(b) ||
    severity(a.state) - severity(b.state) ||
    b.customers.length - a.customers.length ||
    a.id.localeCompare(b.id)
  );
}

/** What the columns order by. */
const orders: Record<string, (a: Incident, b: Incident, compare: Intl.Collator["compare"]) => number> = {
  issue: (a, b, compare) => compare(a.title, b.title),
  service: (a, b, compare) => compare(a.service, b.service),
  status: (a, b) => severity(a.state) - severity(b.state),
  since: (a, b) => (Date.parse(a.startsAt ?? "") || 0) - (Date.parse(b.startsAt ?? "") || 0),
  customers: (a, b) => a.customers.length - b.customers.length,
};

/** The incidents in the order of a column, equals by weight; of none: by weight. */
export function sorted(incidents: Incident[], by: string, desc: boolean, locale: string): Incident[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const order = orders[by];
  const sign = desc ? -1 : 1;
  return [...incidents].sort((a, b) => (order ? sign * order(a, b, compare) : 0) || byWeight(a, b));
}

/** Case and accents do not matter: "elec" finds "Électro". */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The affected customers whose name or domain has every word of the text. */
export function filtered(customers: AffectedCustomer[], text: string): AffectedCustomer[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return customers;
  return customers.filter((c) => {
    const of = folded(`${c.name} ${c.primaryDomain} ${c.displayDomain}`);
    return words.every((w) => of.includes(w));
  });
}

/** Affected customers in the order of what a column says, equals by name; of none: as they came. */
export function ordered(
  customers: AffectedCustomer[],
  says: ((customer: AffectedCustomer) => string) | undefined,
  desc: boolean,
  locale: string,
): AffectedCustomer[] {
  if (!says) return customers;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = desc ? -1 : 1;
  return [...customers].sort((a, b) => sign * compare(says(a), says(b)) || compare(a.name, b.name));
}
