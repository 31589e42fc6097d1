import {
  type Bridge,
  type Fault,
  type HandOff,
  type OutboxPage,
  type OutgoingItem,
  toFault,
  wayOf,
} from "../bridge/bridge";
import { Latest } from "../lib/latest";
import * as m from "../paraglide/messages";
import { NoteWriter } from "./note.svelte";
import type { NoticesStore } from "./notices.svelte";
import type { UndoStore } from "./undo.svelte";

/** What the dialog for a new request is to be about; empty fields are open. */
export interface RequestWish {
  tenantId: string;
  incidentId: string;
  /** Several customers with one text; else empty. */
  tenantIds: string[];
  /** The draft that is gone on with; empty: a new one. */
  localId: string;
}

/** What became of a number that was entered, and what its field says; a failure is said as a notice. */
export const filings = { done: null, wrong: m.out_number_wrong, failed: null };
export type Filed = keyof typeof filings;

/** What was just handed off, with what went to the clipboard. */
export interface Handed extends HandOff {
  copied: boolean;
}

/**
 * Everything outgoing, and the only way to change it: what can't be done is said as a notice, and the
 * methods answer with null or false. What became of the outbox's content meanwhile is said too.
 */
export class OutboxStore {
  /** null until the backend answered. */
  value = $state.raw<OutboxPage | null>(null);
  /** Why the list can't be shown; the last one stays. */
  fault = $state.raw<Fault | null>(null);
  readonly onTheirWay = $derived(this.value?.onTheirWay ?? 0);
  readonly needsYou = $derived(this.value?.needsYou ?? 0);
  readonly drafts = $derived(this.value?.drafts ?? 0);
  /** The panel at the right. */
  panel = $state(false);
  /** How often the panel was asked for: each time it takes the focus, open or not. */
  asked = $state(0);
  /** What the dialog for a request is open for (features/newrequest); null: it is closed. */
  request = $state.raw<RequestWish | null>(null);
  /**
   * What was just handed off. The dialog with the steps at the portal and the field for the number
   * shows itself while this is set (features/outbox): whoever calls handOff shows nothing more.
   */
  handed = $state.raw<Handed | null>(null);
  /** The note that is being rewritten; null: none. */
  note = $state.raw<NoteWriter | null>(null);

  #bridge: Bridge;
  #notices: NoticesStore;
  #undo: UndoStore;
  #onfail: (reason: unknown) => void;
  #list: Latest<null, OutboxPage>;

  constructor(bridge: Bridge, notices: NoticesStore, undo: UndoStore, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#notices = notices;
    this.#undo = undo;
    this.#onfail = onfail;
    this.#list = new Latest(
      () => bridge.outbox.list(),
      (page) => this.#take(page),
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    bridge.on("outbox", () => this.refresh());
  }

  refresh(): void {
    this.#list.ask(null);
  }

  openPanel(): void {
    this.panel = true;
    this.asked++;
    this.refresh();
  }

  closePanel(): void {
    this.panel = false;
  }

  togglePanel(): void {
    if (this.panel) this.closePanel();
    else this.openPanel();
  }

  /** Opens the dialog for a new request. */
  newRequest(about: Partial<Omit<RequestWish, "localId">> = {}): void {
    this.request = { tenantId: "", incidentId: "", tenantIds: [], ...about, localId: "" };
  }

  /** Opens the dialog with what is outgoing: a draft as it was left, anything else is taken back by its first change. */
  edit(localId: string): void {
    const item = this.find(localId);
    this.request = { tenantId: item?.tenantId ?? "", incidentId: "", tenantIds: [], localId };
  }

  find(localId: string): OutgoingItem | undefined {
    return this.value?.requests.find((i) => i.localId === localId);
  }

  queue(localId: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.queue(localId));
  }

  takeBack(localId: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.takeBack(localId));
  }

  /** Undoes a change that was not sent: it is no text to be kept. */
  async undo(localId: string): Promise<boolean> {
    const back = await this.takeBack(localId);
    return back !== null && (await this.discard(localId));
  }

  /** Files over the portal what was written for Azure: the same text, and the page to put it on. */
  async overPortal(localId: string): Promise<HandOff | null> {
    const item = await this.#do(this.#bridge.outbox.overPortal(localId));
    return item && this.handOff(localId);
  }

  /** Queues that a request is closed at Microsoft. */
  close(tenantId: string, requestId: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.close(tenantId, requestId));
  }

  /** Queues that an Azure ticket gets another severity. */
  regrade(tenantId: string, requestId: string, severity: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.regrade(tenantId, requestId, severity));
  }

  addNote(tenantId: string, requestId: string, text: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.addNote(tenantId, requestId, text));
  }

  /**
   * Begins to rewrite a note at one of the places that show it. One in the line is taken back first: its old
   * text must not go out meanwhile. A note that is being rewritten goes on, wherever it was begun.
   */
  async writeNote(item: OutgoingItem, place: string): Promise<void> {
    const { localId } = item;
    if (this.note?.localId !== localId) {
      if (this.note && !(await this.note.keep())) return;
      const waits = item.state === "queued" || item.state === "blocked";
      const note = waits ? await this.takeBack(localId) : item;
      if (!note) return;
      this.note = new NoteWriter(note, (text) => this.#do(this.#bridge.outbox.saveNote(localId, text)));
    }
    this.note.place = place;
    this.note.wanted = true;
  }

  /** Ends the rewriting: the text is kept as a draft, or queued. false: it goes on, with its text. */
  async finishNote(queue: boolean): Promise<boolean> {
    const { note } = this;
    if (!note || !(await note.finish(async () => !queue || this.queue(note.localId)))) return false;
    this.note = null;
    return true;
  }

  /** Takes down the number that Microsoft gave. A wrong one is for its field to say, not for a notice. */
  async filed(localId: string, number: string): Promise<Filed> {
    const call = this.#bridge.outbox.filed(localId, number).then(
      () => "done" as const,
      (reason) => {
        if (toFault(reason).kind === "invalid") return "wrong" as const;
        throw reason;
      },
    );
    return (await this.#do(call)) ?? "failed";
  }

  /** Says of an uncertain one that Microsoft does not have it: it goes out again. */
  notThere(localId: string): Promise<OutgoingItem | null> {
    return this.#do(this.#bridge.outbox.notThere(localId));
  }

  /** Opens the customer's support page, puts the text on the clipboard and shows what is to be done there. */
  async handOff(localId: string): Promise<HandOff | null> {
    const handed = await this.#do(this.#bridge.outbox.handOff(localId, true));
    if (!handed) return null;
    const copied = await this.#bridge.copy(handed.text).then(
      () => true,
      () => false, // the dialog says so, and has the text
    );
    this.handed = { ...handed, copied };
    return handed;
  }

  /** Throws something unsent away; the notice brings a request's text back. What arrived is only taken off the list. */
  async discard(localId: string): Promise<boolean> {
    const item = this.find(localId);
    if (!(await this.#did(this.#bridge.outbox.discard(localId)))) return false;
    if (item && item.state !== "sent" && wayOf(item.channel).request) {
      this.#undo.did(m.outbox_discarded({ title: item.title || m.outbox_untitled() }), () =>
        this.#did(this.#bridge.outbox.save({ ...item.draft, localId: "" })),
      );
    }
    return true;
  }

  /** Tries everything that waits, now. */
  async send(): Promise<boolean> {
    return this.#did(this.#bridge.outbox.send());
  }

  /** As `send`, where nobody asked for it: what can't be done is not worth a notice. */
  wake(): void {
    this.#bridge.outbox.send().catch(() => {});
  }

  #take(page: OutboxPage): void {
    const before = this.value;
    this.value = page;
    this.fault = null;
    if (before) void this.#tell(before, page);
  }

  async #tell(before: OutboxPage, now: OutboxPage): Promise<void> {
    const { newsOf } = await import("./outnews"); // the first picture has no news
    for (const { text, tone } of newsOf(before.requests, now.requests)) {
      this.#notices.say(text, { tone, action: { text: m.outbox_show(), run: () => this.openPanel() } });
    }
  }

  async #did(call: Promise<unknown>): Promise<boolean> {
    return (await this.#do(call.then(() => true))) === true;
  }

  async #do<T>(call: Promise<T>): Promise<T | null> {
    try {
      return await call;
    } catch (reason) {
      this.#onfail(reason);
      return null;
    } finally {
      this.refresh();
    }
  }
}
