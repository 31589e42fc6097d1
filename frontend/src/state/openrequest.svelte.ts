import { SvelteMap } from "svelte/reactivity";
import { type Bridge, type Fault, type RequestDetails, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";
import { Resting } from "../lib/resting";

interface Which {
  tenantId: string;
  id: string;
}

/** How long the hands must rest before what was typed is kept, in milliseconds. */
const pause = 600;

/** The one service request that is looked at: as it is kept at once, and read anew from Microsoft. */
export class OpenRequest {
  tenantId = $state("");
  /** Microsoft's number, or the local id of one that has none yet; empty: none is open. */
  id = $state("");
  /** Grows with every other request that is opened. */
  opening = $state(0);
  /** The request `id` of `tenantId`; null until answered. Never another one. */
  details = $state.raw<RequestDetails | null>(null);
  /** Why it can't be shown at all. */
  fault = $state.raw<Fault | null>(null);
  /** It is being read from Microsoft. */
  reading = $state(false);
  /** Why that reading failed: what is shown is what was kept. */
  unread = $state.raw<Fault | null>(null);

  /** Half-written notes by tenant and request, as far as they were looked at. The journal keeps them. */
  #notes = new SvelteMap<string, string>();
  #asked = new Set<string>();
  #resting = new Map<string, Resting>();
  readonly #bridge: Bridge;
  #kept: Latest<Which, RequestDetails>;
  #anew: Latest<Which, RequestDetails>;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#kept = new Latest(
      ({ tenantId, id }) => bridge.requests.get(tenantId, id),
      (details) => this.#take(details),
      (reason) => this.#failed(reason),
    );
    this.#anew = new Latest(
      ({ tenantId, id }) => bridge.requests.read(tenantId, id),
      (details) => {
        this.reading = false;
        this.unread = null;
        this.#show(details);
      },
      (reason) => {
        this.reading = false;
        this.unread = toFault(reason);
      },
    );
    bridge.on("customers", () => this.#again());
    bridge.on("outbox", () => this.#again());
  }

  /** Shows a request. One that is open already is read anew. */
  open(tenantId: string, id: string): void {
    if (tenantId === this.tenantId && id === this.id) {
      this.read();
      return;
    }
    this.close();
    this.opening++;
    this.tenantId = tenantId;
    this.id = id;
    this.#again();
  }

  close(): void {
    this.#kept.drop();
    this.#anew.drop();
    this.tenantId = this.id = "";
    this.details = null;
    this.fault = this.unread = null;
    this.reading = false;
  }

  /** Reads it with its notes from Microsoft; one that Microsoft does not have yet costs no call. */
  read(): void {
    if (!this.details?.id) return;
    this.reading = true;
    this.#anew.ask({ tenantId: this.tenantId, id: this.details.id });
  }

  /** Tries again to show it. */
  retry(): void {
    this.fault = null;
    this.#again();
  }

  /** The note that is being written on this request. */
  get note(): string {
    return this.#notes.get(this.#key) ?? "";
  }
  set note(text: string) {
    this.#notes.set(this.#key, text);
    this.#keep(this.tenantId, this.details?.id || this.id, pause);
  }

  /** A note is on its way: what was written of it is no longer kept here, unless it has been changed since. */
  forget(tenantId: string, id: string, text: string): void {
    const key = `${tenantId} ${id}`;
    if (this.#notes.get(key) !== text) return;
    this.#notes.set(key, "");
    this.#keep(tenantId, id, 0);
  }

  /** Keeps what is written of a note when the hands rest. */
  #keep(tenantId: string, id: string, wait: number): void {
    const key = `${tenantId} ${id}`;
    const resting = this.#resting.get(key) ?? new Resting();
    this.#resting.set(key, resting);
    const write = () =>
      this.#bridge.outbox.keepText(`note ${key}`, this.#notes.get(key) ?? "").catch(() => {}); // the next pause tries again
    resting.begin(wait, write);
    if (!wait) void resting.now();
  }

  /** Takes up the note that was being written when the window was closed. */
  async #takeUp(tenantId: string, id: string): Promise<void> {
    const key = `${tenantId} ${id}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const kept = await this.#bridge.outbox.keptText(`note ${key}`).catch(() => "");
    if (kept && !this.#notes.has(key)) this.#notes.set(key, kept);
  }

  get #key(): string {
    return `${this.tenantId} ${this.details?.id || this.id}`;
  }

  #again(): void {
    if (this.id) this.#kept.ask({ tenantId: this.tenantId, id: this.id });
  }

  #take(details: RequestDetails): void {
    const before = this.details?.id ?? "";
    this.#show(details);
    if (details.id && !before) this.read(); // just opened, or it just got its number
  }

  #show(details: RequestDetails): void {
    this.details = details;
    this.fault = null;
    // From here on the number names it: the local id ends when the user takes it off the outbox.
    if (!details.id) return;
    this.id = details.id;
    void this.#takeUp(this.tenantId, details.id);
  }

  /** What was thrown away is not shown as if it were there; any other failure keeps what is known. */
  #failed(reason: unknown): void {
    const fault = toFault(reason);
    if (fault.kind === "missing" && this.details) this.close();
    else this.fault = fault;
  }
}
