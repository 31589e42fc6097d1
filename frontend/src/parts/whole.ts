import type { Choice } from "../lib/choice.svelte";
import type { AppState } from "../state/app.svelte";
import { chooserOf } from "../ui/choosing";
import type { Column } from "../ui/grid";

/** A list of which all rows are here. What changes is asked for each time. */
interface Whole<Row> {
  /** Under which its look is kept. */
  name: string;
  label: () => string;
  columns: () => Column<Row>[];
  /** In the order that the list says. */
  rows: () => readonly Row[];
  key: (row: Row) => string;
  choice: () => Choice;
  /** The column that it is sorted by at first; none: another order of its own. */
  first?: string;
  /** Columns of which the biggest and the newest are wanted first. */
  down?: readonly string[];
}

/** Such a list for List and ListTools. It stays sorted as somebody left it. */
export function whole<Row>({ preferences }: AppState, of: Whole<Row>) {
  const look = () => preferences.look(of.name);
  const sortable = (id: string) => of.columns().some((column) => column.sortable && column.id === id);
  const sort = () => (sortable(look().sort) ? look().sort : (of.first ?? ""));
  const desc = () => sortable(look().sort) && look().desc;
  return {
    name: of.name,
    get label() {
      return of.label();
    },
    get columns() {
      return of.columns();
    },
    get chooser() {
      return chooserOf(of.choice(), of.rows, of.key);
    },
    get total() {
      return of.rows().length;
    },
    row: (index: number) => of.rows()[index],
    key: of.key,
    get sort() {
      return sort();
    },
    get desc() {
      return desc();
    },
    onsort: (id: string) =>
      preferences.setLook(of.name, {
        sort: id,
        desc: sort() === id ? !desc() : (of.down?.includes(id) ?? false),
      }),
  };
}
