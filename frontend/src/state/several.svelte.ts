import { SvelteSet } from "svelte/reactivity";
import {
  type AffectedCustomer,
  type Bridge,
  type Fault,
  type QueuedFor,
  type RequestDraft,
  toFault,
} from "../bridge/bridge";
import { blankDraft } from "./draft.svelte";

/** For how many customers at most one text makes requests in one go: each has to be filed by a person. */
export const mostCustomers = 200;

/** One text for several customers of an incident. It outlasts the dialog, so that Esc loses nothing. */
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

  constructor(bridge: Bridge, incidentId: string) {
    this.#bridge = bridge;
    this.incidentId = incidentId;
  }

  /** Prepares the text; the customers named are chosen, up to the most there may be. */
  async open(tenantIds: string[], language: string): Promise<void> {
    try {
      const [draft, { incidents }] = await Promise.all([
        this.#bridge.requests.prepare("", "", this.incidentId, language),
        this.#bridge.health.incidents(),
      ]);
      const affected = incidents.find((i) => i.id === this.incidentId)?.customers ?? [];
      this.customers = affected.filter((c) => tenantIds.includes(c.tenantId)).slice(0, mostCustomers);
      this.draft = { ...draft, channel: "portal" };
      this.ready = true;
      this.chooseAll();
    } catch (reason) {
      this.fault = toFault(reason);
    }
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
  }

  /** Makes and queues the requests. What fails at one customer stands in `result`; the others go on. */
  async queue(): Promise<boolean> {
    const tenantIds = this.customers.map((c) => c.tenantId).filter((id) => this.chosen.has(id));
    const first = tenantIds[0];
    if (!this.ready || this.busy || first === undefined) return false;
    this.busy = true;
    this.fault = null;
    try {
      const draft = $state.snapshot(this.draft);
      // Only the texts are looked at here: what speaks against one customer is that customer's answer.
      this.codes = (await this.#bridge.outbox.check({ ...draft, tenantId: first })).codes;
      if (Object.keys(this.codes).length > 0) return false;
      this.result = await this.#bridge.outbox.queueFor(draft, tenantIds);
      return true;
    } catch (reason) {
      this.fault = toFault(reason);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
