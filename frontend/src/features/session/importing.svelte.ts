import type { ImportReport } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";

/** An import from wherever the file came: chosen or dropped. */
export class Importing {
  /** A file some lines of which can't be taken: the others wait for a yes. */
  waiting = $state.raw<ImportReport | null>(null);
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  async take(call: Promise<ImportReport>): Promise<void> {
    const report = await call;
    if (report.waiting) this.waiting = report;
    else if (report.file) {
      this.#app.notices.say(m.session_imported({ count: report.read, file: report.file }));
    }
  }

  takeGood(): Promise<void> {
    this.waiting = null;
    return this.take(this.#app.bridge.customers.importGood());
  }
}
