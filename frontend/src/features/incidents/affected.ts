import type { IncidentCustomer } from "../../bridge/bridge";
import { formatNumber } from "../../lib/age";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { severity, stateWord } from "../../words/health";
import { toldWord } from "../../words/tellings";

/** Licences in use, of all. */
const seatsWord = ({ seats }: IncidentCustomer): string => {
  if (!seats) return "";
  const number = (n: number | null) => (n === null ? "?" : formatNumber(n, intlLocale()));
  return m.incidents_seats({ used: number(seats.used), total: number(seats.total) });
};

const requestWord = ({ request }: IncidentCustomer): string => request?.id || request?.localId || "";

/** The columns of the customers that an incident affects. */
export const affectedColumns = (): Column<IncidentCustomer>[] => [
  {
    id: "name",
    title: m.details_customer(),
    min: 200,
    grow: 2,
    sortable: true,
    fixed: true,
    text: (c) => c.name || c.displayDomain,
  },
  {
    id: "domain",
    title: m.details_primary_domain(),
    width: 168,
    sortable: true,
    under: "name",
    leaves: 7,
    text: (c) => c.displayDomain,
  },
  {
    id: "contact",
    title: m.incidents_column_contact(),
    width: 128,
    sortable: true,
    leaves: 6,
    text: (c) => c.contact,
  },
  {
    id: "phone",
    title: m.incidents_column_phone(),
    width: 136,
    sortable: true,
    leaves: 2,
    text: (c) => c.phones.join(", "),
  },
  {
    id: "mail",
    title: m.incidents_column_mail(),
    min: 140,
    sortable: true,
    leaves: 3,
    text: (c) => c.mails.join(", "),
  },
  {
    id: "tags",
    title: m.incidents_column_tags(),
    width: 96,
    sortable: true,
    leaves: 5,
    text: (c) => c.tags.join(", "),
  },
  {
    id: "seats",
    title: m.incidents_column_seats(),
    width: 112,
    align: "end",
    sortable: true,
    leaves: 4,
    text: seatsWord,
  },
  {
    id: "health",
    title: m.incidents_column_health(),
    width: 112,
    sortable: true,
    hidden: true,
    leaves: 8,
    text: (c) => stateWord(c.health),
  },
  {
    id: "told",
    title: m.incidents_column_told_one(),
    width: 164,
    sortable: true,
    text: ({ told }) => (told ? toldWord(told) : m.incidents_not_told()),
    data: (c) => c.told?.at ?? "",
  },
  {
    id: "request",
    title: m.incidents_column_request(),
    width: 132,
    sortable: true,
    leaves: 1,
    text: requestWord,
  },
];

/** Case and accents do not matter: "elec" finds "Électro". */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The affected customers with a tag, if one is named, who have every word of a text in what a desk knows them by. */
export function filtered(
  customers: readonly IncidentCustomer[],
  text: string,
  tag: string,
): readonly IncidentCustomer[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const wanted = folded(tag);
  return customers.filter((c) => {
    if (wanted && !c.tags.some((t) => folded(t) === wanted)) return false;
    if (words.length === 0) return true;
    const of = folded(
      [
        c.name,
        c.primaryDomain,
        c.displayDomain,
        c.contact,
        ...c.phones,
        ...c.mails,
        ...c.tags,
        requestWord(c),
      ].join(" "),
    );
    return words.every((w) => of.includes(w));
  });
}

const numbers: Record<string, (c: IncidentCustomer) => number> = {
  seats: (c) => c.seats?.total ?? -1,
  health: (c) => severity(c.health),
  told: (c) => Date.parse(c.told?.at ?? "") || 0,
};

/** Affected customers in the order of a column, equals by name; of none: as they came. What is empty stands last. */
export function ordered(
  customers: readonly IncidentCustomer[],
  by: string,
  desc: boolean,
  locale: string,
): readonly IncidentCustomer[] {
  const column = affectedColumns().find(({ id }) => id === by);
  if (!column) return customers;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const sign = desc ? -1 : 1;
  const number = numbers[by];
  const byName = (a: IncidentCustomer, b: IncidentCustomer) => compare(a.name, b.name);
  if (number) return [...customers].sort((a, b) => sign * (number(a) - number(b)) || byName(a, b));
  const said = new Map(customers.map((c) => [c, column.text?.(c) ?? ""]));
  const says = (c: IncidentCustomer) => said.get(c) ?? "";
  return [...customers].sort(
    (a, b) => Number(!says(a)) - Number(!says(b)) || sign * compare(says(a), says(b)) || byName(a, b),
  );
}
