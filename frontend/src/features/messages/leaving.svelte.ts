import type { MailingMessage, MailingSaved, TellingMeans } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import type { AppState } from "../../state/app.svelte";
import type { MailingStore } from "./mailing.svelte";

const ids = (messages: readonly MailingMessage[]) => messages.map((one) => one.tenantId);

/** How messages leave the program: as files, to the mail program, by the clipboard, and what is kept of it. */
export class Leaving {
  /** Files are being written. */
  busy = $state(false);
  /** What was written last. */
  saved = $state.raw<MailingSaved | null>(null);

  #app: AppState;
  #store: MailingStore;

  constructor(app: AppState, store: MailingStore) {
    this.#app = app;
    this.#store = store;
  }

  zip = () => this.#save((query) => this.#app.bridge.telling.saveZip(query));
  csv = () => this.#save((query) => this.#app.bridge.telling.saveCSV(query));

  async #save(write: (query: ReturnType<MailingStore["query"]>) => Promise<MailingSaved>): Promise<void> {
    const whom = this.#store.chosen;
    if (this.busy || whom.length === 0) return;
    this.busy = true;
    try {
      const saved = await write(this.#store.query(ids(whom)));
      if (!saved.path) return;
      this.saved = saved;
      const count = saved.messages - saved.noAddress;
      if (count > 0) await this.#told(m.tell_saved_short({ count }), whom);
    } catch (reason) {
      this.#app.failed(reason);
    } finally {
      this.busy = false;
      this.#store.refresh();
    }
  }

  showFile(): void {
    if (this.saved) void this.#app.attempt(this.#app.bridge.telling.show(this.saved.path));
  }

  /** Opens it in the mail program; a text that does not go along goes to the clipboard. */
  async open(one: MailingMessage): Promise<void> {
    const { bridge, notices } = this.#app;
    try {
      const { whole } = await bridge.telling.open(this.#store.query([one.tenantId]));
      if (!whole) await bridge.copy(one.text);
      notices.say(
        whole ? m.tell_opened({ name: one.name }) : m.tell_opened_part(),
        this.#offer(one, "opened"),
      );
    } catch (reason) {
      this.#app.failed(reason);
    }
  }

  async copy(one: MailingMessage): Promise<void> {
    if (await this.#app.attempt(this.#app.bridge.copy(`${one.subject}\n\n${one.text}`)))
      this.#app.notices.say(m.tell_copied_one({ name: one.name }), this.#offer(one, "copied"));
  }

  async copyAddresses(): Promise<void> {
    const all = [...new Set(this.#store.chosen.flatMap((one) => one.to))];
    if (await this.#app.attempt(this.#app.bridge.copy(all.join("; "))))
      this.#app.notices.say(m.tell_copied_all({ count: all.length }));
  }

  /** That it went out is what the user says, not what was seen here. */
  #offer(one: MailingMessage, means: TellingMeans) {
    return { action: { text: m.tell_mark(), run: () => void this.mark([one], means) } };
  }

  async mark(whom: readonly MailingMessage[], means: TellingMeans = "byHand"): Promise<void> {
    if (whom.length === 0) return;
    try {
      const count = await this.#app.bridge.telling.markTold(this.#store.query(ids(whom)), means);
      await this.#told(m.tell_marked({ count }), whom);
    } catch (reason) {
      this.#app.failed(reason);
    }
    this.#store.refresh();
  }

  /** When each customer was told the last word of the incident. */
  async #lastOf(): Promise<Map<string, string | null>> {
    const all = await this.#app.bridge.telling.told(this.#store.incidentId);
    return new Map(all.map((one) => [one.tenantId, one.at]));
  }

  /** Says that these count as told, and offers to take it back: from those who were told nothing since. */
  async #told(text: string, whom: readonly MailingMessage[]): Promise<void> {
    const { bridge, undo } = this.#app;
    const incident = this.#store.incidentId;
    const before = new Map(whom.map((one) => [one.tenantId, one.told?.at]));
    const then = await this.#lastOf();
    const told = ids(whom).filter((id) => then.has(id) && then.get(id) !== before.get(id));
    undo.did(text, async () => {
      try {
        const now = await this.#lastOf();
        const still = told.filter((id) => now.get(id) === then.get(id));
        if (still.length === 0) this.#app.notices.say(m.tell_since(), { tone: "error" });
        else await bridge.telling.takeBack(incident, still);
        this.saved = null;
        return still.length > 0;
      } catch (reason) {
        this.#app.failed(reason);
        return false;
      } finally {
        this.#store.refresh();
      }
    });
  }

  /** Keeps to whom a customer's messages go; true when it is kept. */
  async setMails({ tenantId, name }: MailingMessage, mails: string[]): Promise<boolean> {
    const { bridge, undo } = this.#app;
    const set = (to: string[]) => bridge.telling.setMails(tenantId, to);
    const before = await set(mails);
    this.#store.refresh();
    undo.did(m.tell_mails_kept({ name }), async () => {
      const done = await this.#app.attempt(set(before));
      this.#store.refresh();
      return done;
    });
    return true;
  }
}
