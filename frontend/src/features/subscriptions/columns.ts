import type { Subscription } from "../../bridge/bridge";
import { formatNumber } from "../../lib/age";
import { now } from "../../lib/clock";
import { daysLeft } from "../../lib/days";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { nextWords, statusWord } from "../../words/subscriptions";

const number = (n: number) => formatNumber(n, intlLocale());

/** How many licences are free; more may be used than there are. */
function free({ used, total }: Subscription): string {
  if (used == null) return "";
  return used > total ? m.subscriptions_over({ count: number(used - total) }) : number(total - used);
}

/** How many days are left, of a change that is near. */
export function untilThen({ renewsAt, next }: Subscription): string {
  const left = renewsAt && next !== "over" ? daysLeft(renewsAt, now()) : 0;
  return left > 0 && left <= 90 ? m.subscriptions_days_left({ count: left }) : "";
}

/** The columns of a customer's subscriptions, in the language of now. */
export const columns = (): Column<Subscription>[] => [
  {
    id: "name",
    title: m.subscriptions_column_name(),
    min: 160,
    wrap: true,
    sortable: true,
    fixed: true,
    text: (s) => s.name,
  },
  {
    id: "status",
    title: m.subscriptions_column_status(),
    width: 104,
    sortable: true,
    leaves: 2,
    text: (s) => statusWord(s.status),
  },
  {
    id: "used",
    title: m.subscriptions_column_used(),
    width: 84,
    align: "end",
    sortable: true,
    leaves: 3,
    text: (s) => (s.used == null ? m.subscriptions_unknown() : number(s.used)),
  },
  {
    id: "total",
    title: m.subscriptions_column_total(),
    width: 64,
    align: "end",
    sortable: true,
    leaves: 1,
    text: (s) => number(s.total),
  },
  {
    id: "free",
    title: m.subscriptions_column_free(),
    width: 64,
    align: "end",
    sortable: true,
    leaves: 4,
    text: free,
  },
  {
    id: "renews",
    title: m.subscriptions_column_renews(),
    min: 240,
    wrap: true,
    sortable: true,
    text: (s) => nextWords(s, now(), intlLocale()),
  },
];
