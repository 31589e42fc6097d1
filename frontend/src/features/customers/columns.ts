import type { Match, MatchField } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";

/** The columns of the list, in the language of now. */
export const columns = (): Column[] => [
  { id: "favourite", title: m.customers_col_favourite(), width: 40, iconOnly: true },
  { id: "name", title: m.customers_col_name(), min: 130, grow: 4, sortable: true },
  { id: "domain", title: m.customers_col_domain(), min: 110, grow: 3, sortable: true },
  { id: "health", title: m.customers_col_health(), width: 152, min: 96, sortable: true },
  { id: "requests", title: m.customers_col_requests(), width: 96, align: "end", sortable: true },
  { id: "age", title: m.customers_col_updated(), width: 108, sortable: true },
];

/** Those of the customers without delegated access, of whom nothing is read. */
export const columnsApart = (): Column[] => [
  ...columns().slice(0, 3),
  { id: "why", title: m.customers_col_why(), min: 220, grow: 6, wrap: true },
];

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
