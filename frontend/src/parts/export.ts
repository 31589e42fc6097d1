import * as m from "../paraglide/messages";
import type { AppState } from "../state/app.svelte";
import type { View } from "../state/views";
import type { Chooser } from "../ui/choosing";
import { type Column, sheetOf, wantedOf } from "../ui/grid";

/** What of a list goes into a file. */
interface Exported<Row> {
  /** Under which its look is kept. */
  name: string;
  label: string;
  columns: readonly Column<Row>[];
  chooser: Chooser<Row>;
  total: number;
}

/**
 * Writes rows of a list into a file that the user chooses: those of these keys, or else those that are chosen, or else
 * all, in the order of the list, with the columns that are wanted, those for which there is no room among them.
 */
export async function exportRows<Row>(
  app: AppState,
  list: Exported<Row>,
  of?: readonly string[],
): Promise<void> {
  const { chooser, columns, name, label, total } = list;
  const chosen = of ?? (chooser.choice.size > 0 ? chooser.choice.keys : undefined);
  const keys = chosen ?? (await chooser.keys(0, total));
  const rows = await chooser.rows(keys);
  if (rows.length === 0) return; // who is asked for them says why
  const sheet = sheetOf(wantedOf(columns, app.preferences.look(name)), rows, { exact: true });
  try {
    const file = await app.bridge.lists.export(app.saved.current(name as View)?.name ?? label, sheet);
    if (!file) return;
    app.notices.say(m.rows_exported({ count: rows.length, file }), {
      action: { text: m.rows_export_show(), run: () => void app.attempt(app.bridge.lists.show(file)) },
    });
  } catch (reason) {
    app.failed(reason);
  }
}
