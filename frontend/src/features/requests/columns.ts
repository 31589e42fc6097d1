import * as m from "../../paraglide/messages";
import type { Column } from "../../ui/grid";

/** Which columns have room; the number stands under the title where it has no column of its own. */
export interface Room {
  /** Of the place for the rows, in px. */
  width: number;
  /** Rows of more than one customer. */
  customers: boolean;
}

/** The columns of a list of requests, in the language of now: what there is no room for is left out. */
export function columns({ width, customers }: Room): Column[] {
  const spare = spareOf({ width, customers });
  const all: (Column | false)[] = [
    { id: "state", title: m.requests_column_state(), width: spare < 400 ? 142 : 148, sortable: true },
    customers && { id: "customer", title: m.requests_column_customer(), min: 110, grow: 2, sortable: true },
    { id: "title", title: m.requests_column_title(), min: 130, grow: 3, sortable: true },
    hasNumber({ width, customers }) && { id: "id", title: m.requests_column_id(), width: 150 },
    spare >= 480 && { id: "severity", title: m.requests_column_severity(), width: 88, sortable: true },
    spare >= 640 && { id: "created", title: m.requests_column_created(), width: 104, sortable: true },
    spare >= 400 && { id: "updated", title: m.requests_column_updated(), width: 92, sortable: true },
  ];
  return all.filter((c) => c !== false);
}

/** Whether the number has a column of its own. */
export const hasNumber = (room: Room): boolean => spareOf(room) >= 800;

/** The customer's column takes its share first. */
const spareOf = ({ width, customers }: Room): number => width - (customers ? 160 : 0);
