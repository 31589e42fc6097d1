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

const fields: Record<string, () => string> = {
  domain: m.customers_field_domain,
  initialDomain: m.customers_field_initialDomain,
  tenantId: m.customers_field_tenantId,
  alias: m.customers_field_alias,
  tag: m.customers_field_tag,
};

/** What a field is called where the match is in none of the columns; empty for the columns' own. */
export const fieldWord = (field: string): string => fields[field]?.() ?? "";
