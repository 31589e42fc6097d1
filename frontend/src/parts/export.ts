import type { FileFormat } from "../bridge/bridge";
import { formatDateTime } from "../lib/age";
import { now } from "../lib/clock";
import { intlLocale } from "../lib/locale";
import * as m from "../paraglide/messages";
import type { AppState } from "../state/app.svelte";
import type { View } from "../state/views";
import type { Chooser } from "../ui/choosing";
import { type Column, fileOf, wantedOf } from "../ui/grid";
import { askedOf } from "./asked";

/** What of a list goes into a file. */
export interface Exported<Row> {
  /** Under which its look is kept. */
  name: string;
  label: string;
  columns: readonly Column<Row>[];
  chooser: Chooser<Row>;
  total: number;
  sort?: string;
  desc?: boolean;
}

/** Where none is asked for, it is the one that was chosen last in this window. */
let last: FileFormat = "xlsx";

/**
 * Writes rows of a list into a file that the user chooses: those of these keys, or else those that are chosen, or else
 * all, in the order of the list, with the columns that are wanted, those for which there is no room among them.
 */
export async function exportRows<Row>(
  app: AppState,
  list: Exported<Row>,
  { of, format = last }: { of?: readonly string[]; format?: FileFormat } = {},
): Promise<void> {
  last = format;
  const { chooser, columns, name, label, total } = list;
  const chosen = of ?? (chooser.choice.size > 0 ? chooser.choice.keys : undefined);
  const keys = chosen ?? (await chooser.keys(0, total));
  const rows = await chooser.rows(keys);
  if (rows.length === 0) return; // who is asked for them says why
  try {
    const file = await app.bridge.lists.export({
      name: app.saved.current(name as View)?.name ?? label,
      format,
      about: about(app, list, rows.length, chosen !== undefined),
      ...fileOf(wantedOf(columns, app.preferences.look(name)), rows),
    });
    if (!file) return;
    app.notices.say(m.rows_exported({ count: rows.length, file }), {
      action: { text: m.rows_export_show(), run: () => void app.attempt(app.bridge.lists.show(file)) },
    });
  } catch (reason) {
    app.failed(reason);
  }
}

/** What the file says of itself: how much of the list it is, what the list left out, how it is sorted, and when that was. */
function about<Row>(app: AppState, list: Exported<Row>, count: number, chosen: boolean): string[] {
  const by = list.columns.find(({ id }) => id === list.sort)?.title;
  const asked = askedOf(app, list.name);
  return [
    chosen
      ? m.rows_file_chosen({ count, total: list.total, list: list.label })
      : m.rows_file_all({ count, list: list.label }),
    ...(asked.length > 0 ? [m.rows_file_asked({ what: asked.join(" · ") })] : []),
    ...(by ? [list.desc ? m.rows_file_sorted_down({ by }) : m.rows_file_sorted({ by })] : []),
    m.rows_file_written({ at: formatDateTime(new Date(now()).toISOString(), intlLocale()) ?? "" }),
  ];
}
