import {
  type Bridge,
  type Fault,
  type Mailing,
  type MailingMessage,
  type MailingQuery,
  type MailingTemplate,
  toFault,
} from "../../bridge/bridge";
import { Latest } from "../../lib/latest";

/** Customers that are to be told of an incident: these, or all whom it affects. */
export interface TellingWish {
  incidentId: string;
  tenantIds: readonly string[];
}

/** What is asked of the messages besides for whom. */
export interface Asked {
  /** Empty: each customer's next one. */
  template: MailingTemplate | "";
  /** Empty: each customer's. */
  language: string;
  sender: string;
}

/** The messages that tell customers of one incident: the list, who is ticked, and the one that is looked at. */
export class MailingStore {
  readonly incidentId: string;
  /** What is known of the messages, without their texts; null until the backend answered. */
  mailing = $state.raw<Mailing | null>(null);
  /** Why they can't be shown. */
  fault = $state.raw<Fault | null>(null);
  asked = $state.raw<Asked>({ template: "", language: "", sender: "" });
  /** Whose message is looked at. */
  currentId = $state("");
  /** The message as it will leave; null while it is read. */
  preview = $state.raw<MailingMessage | null>(null);
  /** What the list is narrowed to: a part of a name or domain. */
  filter = $state("");
  /** The customers who were ticked off. */
  off = $state.raw<ReadonlySet<string>>(new Set());
  /** Only these customers; none: all whom the incident affects. */
  named = $state.raw<readonly string[]>([]);

  /** Those without an address first: they ask for somebody. */
  readonly messages: readonly MailingMessage[] = $derived(
    [...(this.mailing?.messages ?? [])].sort((a, b) => Number(a.to.length > 0) - Number(b.to.length > 0)),
  );
  readonly shown: readonly MailingMessage[] = $derived.by(() => {
    const text = this.filter.trim().toLocaleLowerCase();
    if (!text) return this.messages;
    return this.messages.filter((one) => `${one.name} ${one.domain}`.toLocaleLowerCase().includes(text));
  });
  readonly chosen: readonly MailingMessage[] = $derived(
    this.messages.filter((one) => !this.off.has(one.tenantId)),
  );
  readonly current: MailingMessage | null = $derived(
    this.shown.find((one) => one.tenantId === this.currentId) ?? this.shown[0] ?? null,
  );
  /** "Not you" is for customers that somebody names. */
  readonly wantsNames: boolean = $derived(this.asked.template === "not-you" && this.named.length === 0);

  #bridge: Bridge;
  #language: () => string;
  #list: Latest<MailingQuery, Mailing>;
  #preview: Latest<MailingQuery, Mailing>;

  constructor(bridge: Bridge, wish: TellingWish, sender: string, language: () => string) {
    this.#bridge = bridge;
    this.#language = language;
    this.incidentId = wish.incidentId;
    this.named = wish.tenantIds;
    this.asked = { ...this.asked, sender };
    this.#list = new Latest(
      (query) => bridge.telling.drafts(query),
      (mailing) => {
        this.mailing = mailing;
        this.fault = null;
        this.look();
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
    this.#preview = new Latest(
      (query) => bridge.telling.drafts(query),
      ({ messages: [one] }) => {
        this.preview = one ?? null;
      },
      (reason) => {
        this.fault = toFault(reason);
      },
    );
  }

  /** Reads the messages and follows what they are made of until the returned function is called. */
  follow(): () => void {
    this.refresh();
    return this.#bridge.on("customers", () => this.refresh());
  }

  refresh(): void {
    if (this.wantsNames) {
      this.mailing = this.preview = null;
      this.#list.drop();
      return;
    }
    this.#list.ask({ ...this.query(this.named), sender: "", brief: true });
  }

  /** Asks otherwise. */
  ask(change: Partial<Asked>): void {
    this.asked = { ...this.asked, ...change };
    if (Object.keys(change).some((key) => key !== "sender")) this.refresh();
    else this.look();
  }

  /** Adds a customer to those that are named. */
  name(tenantId: string): void {
    this.named = [...new Set([...this.named, tenantId])];
    this.currentId = tenantId;
    this.refresh();
  }

  show(tenantId: string): void {
    this.currentId = tenantId;
    this.look();
  }

  /** Reads the text of the current one. */
  look(): void {
    const id = this.current?.tenantId;
    if (this.preview?.tenantId !== id) this.preview = null;
    if (id) this.#preview.ask(this.query([id]));
    else this.#preview.drop();
  }

  tick(tenantIds: readonly string[], on: boolean): void {
    const off = new Set(this.off);
    for (const id of tenantIds) {
      if (on) off.delete(id);
      else off.add(id);
    }
    this.off = off;
  }

  /** The question for the messages of these customers. */
  query(tenantIds: readonly string[]): MailingQuery {
    const { template, language, sender } = this.asked;
    return {
      incident: this.incidentId,
      tag: "",
      tenantIds: [...tenantIds],
      template,
      language,
      program: this.#language(),
      sender: sender.trim(),
      brief: false,
    };
  }
}
