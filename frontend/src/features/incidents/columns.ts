import type { IncidentRow } from "../../bridge/bridge";
import { ageText, formatNumber } from "../../lib/age";
import { now } from "../../lib/clock";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { classificationWord, overAgo, serviceName, statusWord } from "../../words/health";

/** What stands in an incident's status: Microsoft's word for it, or since when it is over. */
export const statusOf = (incident: IncidentRow): string =>
  incident.open ? statusWord(incident.status) : overAgo(incident, now(), intlLocale());

/** Of how many of an incident's customers something is known; none says nothing. */
const some = (n: number) => (n > 0 ? formatNumber(n, intlLocale()) : "");

/** The columns of the list of incidents, in the language of now. */
export const columns = (): Column<IncidentRow>[] => [
  {
    id: "issue",
    title: m.incidents_column_issue(),
    min: 240,
    grow: 3,
    sortable: true,
    fixed: true,
    text: (incident) => incident.title,
  },
  {
    id: "id",
    title: m.incidents_column_id(),
    width: 96,
    under: "issue",
    leaves: 7,
    text: (incident) => incident.id,
  },
  {
    id: "kind",
    title: m.incidents_column_kind(),
    width: 96,
    under: "issue",
    leaves: 8,
    text: (incident) => classificationWord(incident.classification),
  },
  {
    id: "service",
    title: m.incidents_column_service(),
    width: 148,
    sortable: true,
    leaves: 4,
    text: (incident) => serviceName(incident.service),
  },
  { id: "status", title: m.incidents_column_status(), width: 176, sortable: true, leaves: 1, text: statusOf },
  {
    id: "since",
    title: m.incidents_column_since(),
    width: 84,
    sortable: true,
    leaves: 5,
    text: (incident) => ageText(incident.startsAt, now(), intlLocale()) ?? "",
    data: (incident) => incident.startsAt ?? "",
  },
  {
    id: "word",
    title: m.incidents_column_word(),
    width: 104,
    sortable: true,
    leaves: 3,
    text: (incident) => ageText(incident.lastWordAt, now(), intlLocale()) ?? "",
    data: (incident) => incident.lastWordAt ?? "",
  },
  {
    id: "customers",
    title: m.incidents_column_customers(),
    width: 92,
    align: "end",
    sortable: true,
    text: (incident) => formatNumber(incident.count, intlLocale()),
    data: (incident) => String(incident.count),
  },
  {
    id: "told",
    title: m.incidents_column_told(),
    width: 96,
    align: "end",
    sortable: true,
    leaves: 2,
    text: (incident) => some(incident.told),
    data: (incident) => String(incident.told),
  },
  {
    id: "requests",
    title: m.incidents_column_requests(),
    width: 104,
    align: "end",
    sortable: true,
    leaves: 6,
    text: (incident) => some(incident.requests),
    data: (incident) => String(incident.requests),
  },
];
