import { SvelteSet } from "svelte/reactivity";
import {
  type Bridge,
  Fault,
  type Finding,
  type OutgoingItem,
  type Preflight,
  type RequestChoices,
  type RequestDraft,
  type RequestTemplate,
  toFault,
} from "../bridge/bridge";
import { Latest } from "../lib/latest";
import { Resting } from "../lib/resting";
import * as m from "../paraglide/messages";
import { ChoicesStore } from "./choices.svelte";
import type { RequestWish } from "./outbox.svelte";

/** How long the hands must rest before what was typed is kept and checked, in milliseconds. */
const pause = 600;

export type DraftField = keyof RequestDraft;

/** A draft before anything is known of it. */
export const blankDraft: Readonly<RequestDraft> = {
  localId: "",
  tenantId: "",
  channel: "portal",
  title: "",
  description: "",
  severity: "",
  product: "",
  contact: "",
  contactMail: "",
  contactPhone: "",
  affectedUsers: "",
  stepsTried: "",
  incidentId: "",
  language: "",
  subscription: "",
  service: "",
  serviceName: "",
  classification: "",
  classificationName: "",
};

/** The texts without which a draft is not worth keeping. */
const texts: readonly DraftField[] = ["title", "description", "stepsTried", "affectedUsers"];

/** What a finding is about: the same one is shown once. */
const nameOf = (f: Finding) => `${f.kind} ${f.id}`;

/** What became of a draft whose dialog was left, and what is said of it. */
export const partings = { kept: m.newrequest_kept, nothing: null, failed: m.newrequest_not_kept };
export type Left = keyof typeof partings;

/** One request while it is written: kept at every pause, checked, and let go. One per opened dialog. */
export class DraftStore {
  draft = $state<RequestDraft>({ ...blankDraft });
  /** It can be written. A new one can at once: what its preparation brings fills what nobody typed meanwhile. */
  ready = $state(false);
  /** What it was in the outbox when it was opened; null: a new one, or a draft. */
  origin = $state.raw<OutgoingItem | null>(null);
  readonly choices: ChoicesStore;
  /** What the backend found when it last looked; null until then. */
  preflight = $state.raw<Preflight | null>(null);
  /** When it was last kept, RFC 3339; null: not since it was opened. */
  savedAt = $state<string | null>(null);
  /** Why it could not be opened, kept, or queued. */
  fault = $state.raw<Fault | null>(null);
  /** It is being queued. */
  busy = $state(false);
  /** It was tried to queue it: every field that is wrong says so. */
  tried = $state(false);

  #bridge: Bridge;
  #language: RequestDraft["language"];
  #incidentId = "";
  /** The draft as the backend has it, or as it was prepared: nothing is kept of what nobody touched. */
  #kept = "";
  #fresh = true;
  /** What was typed before the draft was prepared. */
  #early = new Set<string>();
  #preparing: Promise<void> | null = null;
  #offered = false;
  #over = false;
  #left = new SvelteSet<string>();
  readonly #resting = new Resting();
  /** Saves run one after another: the first one's answer names the draft that the second one changes. */
  #saving: Promise<boolean> = Promise.resolve(true);
  #check: Latest<RequestDraft, Preflight>;

  constructor(bridge: Bridge, language: RequestDraft["language"]) {
    this.#bridge = bridge;
    this.#language = language;
    this.choices = new ChoicesStore(bridge, (choices) => this.#offer(choices));
    this.#check = new Latest(
      (draft) => bridge.outbox.check(draft),
      (preflight) => {
        this.preflight = preflight;
      },
    );
  }

  /** Begins with what is wished: a draft of the outbox, or a new one for a customer and an incident. */
  async open(wish: Pick<RequestWish, "tenantId" | "incidentId" | "localId">): Promise<void> {
    this.#incidentId = wish.incidentId;
    this.fault = null;
    try {
      if (!wish.localId) return await this.#prepare(wish.tenantId);
      const { requests } = await this.#bridge.outbox.list();
      const item = requests.find((i) => i.localId === wish.localId);
      if (!item) throw new Fault({ kind: "missing", message: "this request is no longer in the outbox" });
      this.#fresh = false;
      this.origin = item.state === "draft" ? null : item;
      // One of the command line may name no language: it goes out in English.
      this.#begin({ ...item.draft, localId: item.localId, language: item.draft.language || "en" });
    } catch (reason) {
      this.fault = toFault(reason);
    }
  }

  /** Says for which customer it is; before that it can't be kept. */
  async chooseCustomer(tenantId: string): Promise<void> {
    try {
      await this.#prepare(tenantId);
    } catch (reason) {
      this.fault = toFault(reason);
    }
  }

  /** Puts texts in, as a template or a button does. */
  change(patch: Partial<RequestDraft>): void {
    Object.assign(this.draft, patch);
    for (const field of Object.keys(patch)) this.typed(field);
  }

  /** The draft as a template would have it, filled for this customer; null: `fault` says why not. */
  async fill({ id, language }: RequestTemplate): Promise<RequestDraft | null> {
    const { tenantId, incidentId } = this.draft;
    // Only an open incident can fill a text.
    const open = this.choices.value?.incidents.some((i) => i.id === incidentId) ? incidentId : "";
    try {
      return await this.#bridge.requests.prepare(tenantId, id, open, language);
    } catch (reason) {
      this.fault = toFault(reason);
      return null;
    }
  }

  /** A field was changed: what was wrong with it may no longer be. */
  typed(field: string): void {
    if (this.preflight && field in this.preflight.codes) {
      const { [field]: _, ...codes } = this.preflight.codes;
      this.preflight = { ...this.preflight, codes };
    }
    if (this.#preparing) this.#early.add(field);
    this.#resting.begin(pause, () => this.#rest());
  }

  /** The focus left a field: from now on it says what is wrong with it. */
  left(field: string): void {
    if (field) this.#left.add(field);
  }

  /** The code of what is wrong with a field (Preflight.codes); empty: nothing that may be said yet. */
  wrong(field: DraftField): string {
    return this.tried || this.#left.has(field) ? (this.preflight?.codes[field] ?? "") : "";
  }

  /** Keeps it if it differs from what is kept; false: it could not be, and `fault` says why. */
  keep(anyway = false): Promise<boolean> {
    this.#resting.stop();
    const prepared = this.#preparing?.catch(() => {}); // why it failed is said
    this.#saving = Promise.all([this.#saving, prepared]).then(() => this.#save(anyway));
    return this.#saving;
  }

  /**
   * Keeps it, checks it, and lets it go. null: it was not queued; `preflight` or `fault` says why, and
   * the draft is as it was.
   */
  async queue(): Promise<OutgoingItem | null> {
    if (!this.ready || this.busy) return null;
    this.busy = true;
    this.tried = true;
    this.fault = null;
    try {
      const unkept = this.draft.localId === "" || this.origin !== null;
      if (!(await this.keep(unkept))) return null;
      this.#check.drop();
      const seen = new Set(this.preflight?.findings.map(nameOf));
      this.preflight = await this.#bridge.outbox.check($state.snapshot(this.draft));
      const { fields, findings } = this.preflight;
      if (Object.keys(fields).length > 0 || findings.some((f) => f.blocking)) return null;
      if (findings.some((f) => !seen.has(nameOf(f)))) return null; // it is shown now; the user decides
      const item = await this.#bridge.outbox.queue(this.draft.localId);
      this.#end();
      return item;
    } catch (reason) {
      this.fault = toFault(reason);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** What can no longer be changed, since it went out meanwhile, is gone on with as a new draft. */
  async keepAsNew(): Promise<boolean> {
    await this.#saving;
    this.draft.localId = "";
    this.origin = null;
    return this.keep(true);
  }

  /** The dialog is left. A new draft without a word in it is thrown away, one that nobody touched is not kept. */
  async leave(): Promise<Left> {
    this.#resting.stop();
    if (!this.ready) this.#end();
    if (this.#over) return "nothing";
    await this.#saving;
    const { localId } = this.draft;
    const empty = texts.every((field) => !this.draft[field].trim());
    if (this.#fresh && empty) {
      this.#end();
      if (localId) await this.#bridge.outbox.discard(localId).catch(() => {}); // an empty draft harms nobody
      return "nothing";
    }
    if (!(await this.keep())) return "failed";
    this.#end();
    return this.savedAt ? "kept" : "nothing";
  }

  /** It is thrown away, or done: nothing is kept any more. Answers with its name in the outbox, if it has one. */
  async drop(): Promise<string> {
    this.#end();
    await this.#saving;
    return this.draft.localId;
  }

  async #prepare(tenantId: string): Promise<void> {
    const { requests } = this.#bridge;
    this.draft = { ...blankDraft, tenantId, incidentId: this.#incidentId, language: this.#language };
    this.#kept = JSON.stringify(this.draft);
    this.#early.clear();
    this.ready = true;
    this.#preparing = requests
      .prepare(tenantId, "", this.#incidentId, this.#language)
      .then((draft) => this.#begin(draft));
    try {
      await this.#preparing;
    } finally {
      this.#preparing = null;
    }
  }

  #begin(draft: RequestDraft): void {
    if (this.#over) return; // it was left before it was there
    this.#offered = false;
    this.#kept = JSON.stringify(draft);
    const typed = Object.entries($state.snapshot(this.draft)).filter(([field]) => this.#early.has(field));
    this.draft = { ...draft, ...Object.fromEntries(typed) };
    this.ready = true;
    if (!draft.tenantId) return;
    this.choices.follow(draft.tenantId);
    if (draft.service) this.choices.chooseService(draft.service);
    this.#check.ask($state.snapshot(this.draft));
  }

  /**
   * What is known fills what is empty in a new draft, without counting as written. The contact is offered
   * once: whoever clears it wants none.
   */
  #offer({ contact, subscriptions }: RequestChoices): void {
    const untouched = JSON.stringify(this.draft) === this.#kept;
    const { draft } = this;
    if (this.#fresh && !this.#offered && !draft.contact && !draft.contactMail && !draft.contactPhone) {
      draft.contact = contact.name;
      draft.contactMail = contact.mail;
      draft.contactPhone = contact.phone;
    }
    this.#offered = true;
    const only = subscriptions.length === 1 ? subscriptions[0] : undefined;
    if (!draft.subscription && only) draft.subscription = only.id;
    if (untouched) this.#kept = JSON.stringify(draft);
  }

  async #rest(): Promise<void> {
    if (this.#over || this.busy) return; // what is being queued must not be taken back by its own autosave
    const kept = this.keep();
    if (!this.#preparing) this.#check.ask($state.snapshot(this.draft));
    await kept;
  }

  async #save(anyway: boolean): Promise<boolean> {
    if (this.#over || !this.draft.tenantId) return true;
    const draft = $state.snapshot(this.draft);
    if (!anyway && JSON.stringify(draft) === this.#kept) return true;
    try {
      const { localId } = await this.#put(draft);
      this.draft.localId = localId;
      this.#kept = JSON.stringify({ ...draft, localId });
      this.savedAt = new Date().toISOString();
      this.origin = null;
      this.fault = null;
      return true;
    } catch (reason) {
      this.fault = toFault(reason);
      return false;
    }
  }

  /** A draft that was thrown away elsewhere meanwhile is kept as a new one: nothing typed is lost. */
  async #put(draft: RequestDraft): Promise<OutgoingItem> {
    try {
      return await this.#bridge.outbox.save(draft);
    } catch (reason) {
      if (!draft.localId || toFault(reason).kind !== "missing") throw reason;
      return await this.#bridge.outbox.save({ ...draft, localId: "" });
    }
  }

  #end(): void {
    this.#resting.stop();
    this.#over = true;
    this.#check.drop();
    this.choices.close();
  }
}
