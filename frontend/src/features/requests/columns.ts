import type { RequestRow } from "../../bridge/bridge";
import { ageText, formatDate } from "../../lib/age";
import { now } from "../../lib/clock";
import { intlLocale } from "../../lib/locale";
import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";
import { isOutState, outLook } from "../../words/outgoing";
import { severityWord, statusWord } from "../../words/requests";
import { nameOf } from "./request";

/** When something last happened to a request. */
export const movedAt = (row: RequestRow): string | null => row.updatedAt ?? row.createdAt;

const stateText = ({ state, channel, unseen }: RequestRow): string =>
  isOutState(state) ? outLook(state, channel, unseen).word() : statusWord(state);

/** The columns of a list of requests, in the language of now; of more than one customer, or of one. */
export function columns(customers: boolean): Column<RequestRow>[] {
  const all: Column<RequestRow>[] = [
    {
      id: "state",
      title: m.requests_column_state(),
      width: 148,
      min: 96,
      sortable: true,
      under: "title",
      apart: true,
      leaves: 1,
      text: stateText,
    },
    {
      id: "title",
      title: m.requests_column_title(),
      min: 256,
      grow: 3,
      sortable: true,
      fixed: true,
      text: (row) => row.title || m.requests_untitled(),
    },
    {
      id: "customer",
      title: m.requests_column_customer(),
      min: 140,
      grow: 2,
      sortable: true,
      under: "title",
      text: (row) => row.customer,
    },
    {
      id: "id",
      title: m.requests_column_id(),
      width: 150,
      under: "title",
      apart: true,
      leaves: 5,
      text: nameOf,
    },
    {
      id: "product",
      title: m.requests_column_product(),
      min: 120,
      under: "title",
      leaves: 6,
      text: (row) => row.product,
    },
    {
      id: "severity",
      title: m.requests_column_severity(),
      width: 88,
      sortable: true,
      leaves: 3,
      text: (row) => severityWord(row.severity),
    },
    {
      id: "created",
      title: m.requests_column_created(),
      width: 104,
      sortable: true,
      leaves: 4,
      text: (row) => formatDate(row.createdAt, intlLocale()) ?? "",
      data: (row) => row.createdAt ?? "",
    },
    {
      id: "updated",
      title: m.requests_column_updated(),
      width: 92,
      sortable: true,
      leaves: 2,
      text: (row) => ageText(movedAt(row), now(), intlLocale()) ?? "",
      data: (row) => movedAt(row) ?? "",
    },
  ];
  return all.filter((column) => customers || column.id !== "customer");
}
