import type { IncidentRow } from "../../bridge/bridge";
import { severity } from "../../words/health";

/** The order in which one wants to read them: open ones, incidents, the worst, those that hit most customers. */
function byWeight(a: IncidentRow, b: IncidentRow): number {
  const advisory = (i: IncidentRow) => Number(i.classification !== "incident");
  return (
    Number(b.open) - Number(a.open) ||
    (b.overSince ?? "").localeCompare(a.overSince ?? "") ||
    advisory(a) - advisory(b) ||
    severity(a.state) - severity(b.state) ||
    b.count - a.count ||
    a.id.localeCompare(b.id)
  );
}

const moment = (at: string | null) => Date.parse(at ?? "") || 0;

/** What the columns order by. */
const orders: Record<string, (a: IncidentRow, b: IncidentRow, compare: Intl.Collator["compare"]) => number> =
  {
    issue: (a, b, compare) => compare(a.title, b.title),
    service: (a, b, compare) => compare(a.service, b.service),
    status: (a, b) => severity(a.state) - severity(b.state),
    since: (a, b) => moment(a.startsAt) - moment(b.startsAt),
    word: (a, b) => moment(a.lastWordAt) - moment(b.lastWordAt),
    customers: (a, b) => a.count - b.count,
    told: (a, b) => a.told - b.told,
    requests: (a, b) => a.requests - b.requests,
  };

/** The incidents in the order of a column, equals by weight; of none: by weight. */
export function sorted(
  incidents: readonly IncidentRow[],
  by: string,
  desc: boolean,
  locale: string,
): IncidentRow[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const order = orders[by];
  const sign = desc ? -1 : 1;
  return [...incidents].sort((a, b) => (order ? sign * order(a, b, compare) : 0) || byWeight(a, b));
}
