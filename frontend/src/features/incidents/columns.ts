import type { AffectedCustomer, Incident } from "../../bridge/bridge";
import { ageText } from "../../lib/age";
import { now } from "../../lib/clock";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { classificationWord, overAgo, serviceName, statusWord } from "../../words/health";

/** What stands in an incident's status: Microsoft's word for it, or since when it is over. */
export const statusOf = (incident: Incident): string =>
  incident.open ? statusWord(incident.status) : overAgo(incident, now(), intlLocale());

/** The columns of the list of incidents, in the language of now. */
export const columns = (): Column<Incident>[] => [
  {
    id: "issue",
    title: m.incidents_column_issue(),
    min: 240,
    sortable: true,
    fixed: true,
    text: (incident) => incident.title,
  },
  {
    id: "id",
    title: m.incidents_column_id(),
    width: 96,
    under: "issue",
    leaves: 4,
    text: (incident) => incident.id,
  },
  {
    id: "kind",
    title: m.incidents_column_kind(),
    width: 96,
    under: "issue",
    leaves: 5,
    text: (incident) => classificationWord(incident.classification),
  },
  {
    id: "service",
    title: m.incidents_column_service(),
    width: 152,
    sortable: true,
    leaves: 3,
    text: (incident) => serviceName(incident.service),
  },
  { id: "status", title: m.incidents_column_status(), width: 208, sortable: true, leaves: 1, text: statusOf },
  {
    id: "since",
    title: m.incidents_column_since(),
    width: 84,
    sortable: true,
    leaves: 2,
    text: (incident) => ageText(incident.startsAt, now(), intlLocale()) ?? "",
    data: (incident) => incident.startsAt ?? "",
  },
  {
    id: "customers",
    title: m.incidents_column_customers(),
    width: 92,
    align: "end",
    sortable: true,
    text: (incident) => String(incident.customers.length),
  },
];

/** Those of the customers that an incident affects. */
export const affectedColumns = (): Column<AffectedCustomer>[] => [
  {
    id: "name",
    title: m.details_customer(),
    min: 200,
    grow: 2,
    sortable: true,
    fixed: true,
    text: (customer) => customer.name || customer.displayDomain,
  },
  {
    id: "domain",
    title: m.details_primary_domain(),
    min: 140,
    sortable: true,
    under: "name",
    leaves: 1,
    text: (customer) => customer.displayDomain,
  },
  { id: "request", title: m.incidents_request_column(), width: 40, iconOnly: true },
];
