import { SvelteSet } from "svelte/reactivity";
import {
  type AffectedCustomer,
  type Bridge,
  type Fault,
  type OutgoingItem,
  type QueuedFor,
  type RequestDraft,
  toFault,
} from "../bridge/bridge";
import { Resting } from "../lib/resting";
import { blankDraft, type DraftField } from "./draft.svelte";

/** For how many customers at most one text makes requests in one go: each has to be filed by a person. */
export const mostCustomers = 200;

/** How long the hands must rest before what was typed is kept, in milliseconds. */
const pause = 600;

/** What is kept of a half-written text. */
const written: readonly DraftField[] = ["title", "description", "stepsTried", "severity", "language"];

/**
 * One text for several customers of an incident. It outlasts the dialog, so that Esc loses nothing, and the
 * journal keeps it until it is queued, so that no end of the program loses it.
 */
export class SeveralStore {
  readonly incidentId: string;
  draft = $state<RequestDraft>({ ...blankDraft });
  /** The draft was prepared: it can be written. */
  ready = $state(false);
  customers = $state.raw<AffectedCustomer[]>([]);
  readonly chosen = new SvelteSet<string>();
  /** What is wrong with the texts, by field; empty until it was tried to queue them. */
  codes = $state.raw<Record<string, string>>({});
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** What became of it, once it was queued. */
  result = $state.raw<QueuedFor | null>(null);
  #bridge: Bridge;
  /** The customers of the last wish: another wish is another choice. */
  #wished = "";
  /** The texts as they are kept, and as they were prepared. */
  #kept = "";
  #prepared = "";
  readonly #resting = new Resting();
  /** Answers run one after another: the last wish is the one that counts. */
  #opening: Promise<void> = Promise.resolve();

  constructor(bridge: Bridge, incidentId: string) {
    this.#bridge = bridge;
    this.incidentId = incidentId;
  }

  /**
   * Prepares the text, unless it is there, and takes the customers named, up to the most there may be. All are
   * chosen, except that the same wish a second time leaves the choice as it was.
   */
  open(tenantIds: string[], language: string): Promise<void> {
    this.#opening = this.#opening.then(() => this.#open(tenantIds, language));
    return this.#opening;
  }

  chooseAll(): void {
    for (const { tenantId } of this.customers) this.chosen.add(tenantId);
  }

  choose(tenantId: string, wanted: boolean): void {
    if (wanted) this.chosen.add(tenantId);
    else this.chosen.delete(tenantId);
  }

  typed(field: string): void {
    const { [field]: _, ...codes } = this.codes;
    this.codes = codes;
    this.#resting.begin(pause, () => this.keep());
  }

  /** Keeps the text as it is; one that nobody touched is not kept. */
  async keep(): Promise<void> {
    this.#resting.stop();
    if (this.ready && !this.busy && !this.result) await this.#write(this.#worth());
  }

  /** Makes and queues the requests. What fails at one customer stands in `result`; the others go on. */
  async queue(): Promise<boolean> {
    const tenantIds = this.customers.map((c) => c.tenantId).filter((id) => this.chosen.has(id));
    const first = tenantIds[0];
    if (!this.ready || this.busy || first === undefined) return false;
    this.busy = true;
    this.fault = null;
    try {
      await this.#write(this.#worth());
      const draft = $state.snapshot(this.draft);
      // Only the texts are looked at here: what speaks against one customer is that customer's answer.
      this.codes = (await this.#bridge.outbox.check({ ...draft, tenantId: first })).codes;
      if (Object.keys(this.codes).length > 0) return false;
      this.result = await this.#bridge.outbox.queueFor(draft, tenantIds);
      await this.#write(""); // what failed is a draft of its customer now
      return true;
    } catch (reason) {
      this.fault = toFault(reason);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** One that failed at first was queued after all. */
  queuedAfterAll(item: OutgoingItem): void {
    if (!this.result) return;
    const { queued, failed } = this.result;
    this.result = { queued: [item, ...queued], failed: failed.filter((f) => f.localId !== item.localId) };
  }

  async #open(tenantIds: string[], language: string): Promise<void> {
    this.fault = null;
    try {
      const [customers] = await Promise.all([
        this.#named(tenantIds),
        this.ready ? undefined : this.#prepare(language),
      ]);
      this.customers = customers.slice(0, mostCustomers);
      const known = new Set(this.customers.map((c) => c.tenantId));
      for (const id of this.chosen) if (!known.has(id)) this.chosen.delete(id);
      const wished = [...tenantIds].sort().join();
      if (wished !== this.#wished) this.chooseAll();
      this.#wished = wished;
      this.ready = true;
    } catch (reason) {
      this.fault = toFault(reason);
    }
  }

  /** The customers named: of an incident, those that it still affects. */
  async #named(tenantIds: string[]): Promise<AffectedCustomer[]> {
    if (!this.incidentId) return this.#bridge.customers.rows(tenantIds);
    const { customers } = await this.#bridge.health.incident(this.incidentId, { tag: "", all: false });
    return customers.filter((c) => tenantIds.includes(c.tenantId));
  }

  async #prepare(language: string): Promise<void> {
    const [draft, kept] = await Promise.all([
      this.#bridge.requests.prepare("", "", this.incidentId, language),
      this.#bridge.outbox.keptText(this.#key).catch(() => ""), // without it the text begins anew
    ]);
    this.draft = { ...draft, channel: "portal" };
    this.#prepared = this.#texts();
    this.#kept = kept;
    Object.assign(this.draft, readTexts(kept));
  }

  get #key(): string {
    return `incident ${this.incidentId}`;
  }

  #texts(): string {
    return JSON.stringify(Object.fromEntries(written.map((field) => [field, this.draft[field]])));
  }

  /** What is worth keeping: nothing of what nobody touched. */
  #worth(): string {
    const texts = this.#texts();
    return texts === this.#prepared ? "" : texts;
  }

  async #write(texts: string): Promise<void> {
    this.#resting.stop();
    if (texts === this.#kept) return;
    try {
      await this.#bridge.outbox.keepText(this.#key, texts);
      this.#kept = texts;
    } catch {
      // The dialog has it still; the next pause tries again.
    }
  }
}

/** What was kept of a text; nothing where it can't be read. */
function readTexts(kept: string): Partial<RequestDraft> {
  try {
    const texts = JSON.parse(kept || "{}") as Record<string, unknown>;
    return Object.fromEntries(written.flatMap((f) => (typeof texts[f] === "string" ? [[f, texts[f]]] : [])));
  } catch {
    return {};
  }
}
