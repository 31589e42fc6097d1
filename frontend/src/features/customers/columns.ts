import type { CustomerRow, Match, MatchField } from "../../bridge/bridge";
import { ageText, formatDay } from "../../lib/age";
import { now } from "../../lib/clock";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { reasonSentence } from "../../words/faults";
import { stateWord } from "../../words/health";

/** A name of forty letters stands whole in so many px, with the space around it. */
const wholeName = 284;

/** The columns of the list, in the language of now. Tags take room where somebody wrote some. */
export const columns = (tagged: boolean): Column<CustomerRow>[] => [
  {
    id: "favourite",
    title: m.customers_col_favourite(),
    width: 36,
    iconOnly: true,
    text: (row) => (row.favourite ? m.customers_col_favourite() : ""),
  },
  {
    id: "name",
    title: m.customers_col_name(),
    min: wholeName,
    grow: 4,
    sortable: true,
    fixed: true,
    text: (row) => row.name,
  },
  {
    id: "domain",
    title: m.customers_col_domain(),
    min: 140,
    grow: 3,
    sortable: true,
    under: "name",
    text: (row) => row.displayDomain,
  },
  { id: "health", title: m.customers_col_health(), width: 160, min: 96, sortable: true, text: healthText },
  {
    id: "requests",
    title: m.customers_col_requests(),
    width: 86,
    align: "end",
    sortable: true,
    leaves: 1,
    text: (row) => (row.withoutAccess ? "" : (row.openRequests?.toString() ?? "?")),
    data: (row) => (row.withoutAccess ? "" : (row.openRequests?.toString() ?? "")),
  },
  {
    id: "tags",
    title: m.details_tags(),
    min: 68, // beside the pane in a window of 1280 px
    hidden: !tagged,
    leaves: 3,
    text: (row) => row.tags.join(", "),
  },
  {
    id: "age",
    title: m.customers_col_updated(),
    width: 86,
    sortable: true,
    leaves: 2,
    text: (row) => (row.withoutAccess ? "" : (ageText(row.asOf, now(), intlLocale()) ?? m.never())),
    data: (row) => (row.withoutAccess ? "" : (row.asOf ?? "")),
  },
  {
    id: "expiry",
    title: m.customers_col_expiry(),
    width: 116,
    sortable: true,
    hidden: true,
    leaves: 4,
    text: (row) => formatDay(row.delegationEnds, intlLocale()) ?? "",
    data: (row) => row.delegationEnds ?? "",
  },
  {
    id: "aliases",
    title: m.details_aliases(),
    min: 96,
    hidden: true,
    leaves: 5,
    text: (row) => row.aliases.join(", "),
  },
  {
    id: "initial",
    title: m.customers_col_initial(),
    min: 160,
    hidden: true,
    leaves: 6,
    text: (row) => row.initialDomain,
  },
  {
    id: "tenantId",
    title: m.details_tenant_id(),
    width: 284,
    hidden: true,
    leaves: 7,
    text: (row) => row.tenantId,
  },
];

/** Columns that are nothing but their text. */
export const plain: readonly string[] = ["expiry", "aliases", "initial", "tenantId"];

/** Those of the customers without delegated access, of whom nothing is read. */
export const columnsApart = (): Column<CustomerRow>[] => [
  ...columns(false).filter(({ id }) => ["favourite", "name", "domain"].includes(id)),
  {
    id: "why",
    title: m.customers_col_why(),
    min: 220,
    grow: 6,
    wrap: true,
    text: (row) => (row.withoutAccess ? reasonSentence(row.withoutAccess) : ""),
  },
];

function healthText(row: CustomerRow): string {
  if (row.withoutAccess) return m.customers_apart_sign();
  return row.openIssues > 0 ? `${stateWord(row.health)} ${row.openIssues}` : stateWord(row.health);
}

/** A text of a row with what was found in it; the ranges are those of the text that was found, which may be another form. */
export function matchIn({ match }: CustomerRow, field: MatchField, text: string) {
  return match?.field === field ? { text: match.text, ranges: match.ranges } : { text, ranges: null };
}

/** Where a match may be; null: in a column of its own. */
const fields: Record<MatchField, (() => string) | null> = {
  name: null,
  primaryDomain: null,
  domain: m.customer_field_domain,
  initialDomain: m.customer_field_initialDomain,
  tenantId: m.customer_field_tenantId,
  alias: m.customer_field_alias,
  tag: m.customer_field_tag,
  phone: m.customer_field_phone,
  contact: m.customer_field_contact,
  address: m.customer_field_address,
  organization: m.customer_field_organization,
  incident: m.customer_field_incident,
  request: m.customer_field_request,
  requestContact: m.customer_field_requestContact,
  outgoing: m.customer_field_outgoing,
  product: m.customer_field_product,
  delegation: m.customer_field_delegation,
};
/** Other names of the customer: what follows is the name itself. */
const names: readonly MatchField[] = ["domain", "initialDomain", "tenantId", "alias", "tag"];

/** What a customer that was found lacks of what was typed; empty: nothing. */
export const lacks = ({ missing, weak }: Match): string =>
  missing.length > 0 ? m.customer_missing({ words: missing.join(" ") }) : weak ? m.customer_weak() : "";

/** What stands before a match that is in none of the columns; empty for the columns' own. */
export function foundIn({ field }: Match): string {
  const word = fields[field]?.();
  if (!word) return "";
  return names.includes(field)
    ? m.customers_found_in({ field: word })
    : m.customers_found_fact({ field: word });
}
