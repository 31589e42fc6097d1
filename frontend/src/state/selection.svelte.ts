import { type Bridge, type CustomerDetails, type CustomerRow, type Fault, toFault } from "../bridge/bridge";
import { Latest } from "../lib/latest";

/** Who goes on within this time is passing by: a customer's details are read once the hand rests. In milliseconds. */
const rest = 120;

/** The words that a user keeps of a customer. */
export type Marks = Pick<CustomerDetails, "tags" | "aliases">;

/** What an edit made of the marks of one kind. */
export interface Edited {
  name: string;
  before: readonly string[];
  after: readonly string[];
}

interface Edit {
  kind: keyof Marks;
  change: (marks: string[]) => string[];
  /** It was written, or refused: the next answer tells what became of it. */
  done: boolean;
}

/** The customer that the window is about, and everything kept of it. */
export class SelectionStore {
  tenantId = $state("");
  /** Details of `tenantId`; null until answered. Never another customer's. */
  details = $state.raw<CustomerDetails | null>(null);
  /** Why there are no details. */
  fault = $state.raw<Fault | null>(null);
  /** The row it was chosen from: the name stands there before the details do. */
  #row = $state.raw<CustomerRow | null>(null);
  readonly row = $derived(this.details ?? this.#row);
  readonly name = $derived(this.row?.name || this.row?.displayDomain || "");
  /** The customer's marks as they are edited, also before its details are there. */
  readonly marks = $derived.by(() => {
    const { tags, aliases } = this.details ?? { tags: [], aliases: [] };
    const marks: Marks = { tags, aliases };
    for (const { kind, change } of this.#edits) marks[kind] = change(marks[kind]);
    return marks;
  });
  /** What was edited and is not read back yet. */
  #edits = $state.raw<readonly Edit[]>([]);
  #chosenAt = Number.NEGATIVE_INFINITY;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #written = 0;
  /** Edits run one after another: each changes what the one before left. */
  #editing: Promise<unknown> = Promise.resolve();
  readonly #bridge: Bridge;
  readonly #onfail: (reason: unknown) => void;
  #details: Latest<{ tenantId: string; written: number }, CustomerDetails>;

  constructor(bridge: Bridge, onfail: (reason: unknown) => void) {
    this.#bridge = bridge;
    this.#onfail = onfail;
    this.#details = new Latest(
      ({ tenantId }) => bridge.customers.get(tenantId),
      (details) => {
        this.details = details;
        this.fault = null;
        this.#edits = this.#edits.filter((edit) => !edit.done);
      },
      (reason) => {
        this.fault = toFault(reason);
        // What is gone is not shown as if it were there; any other failure keeps what is known.
        if (this.fault.kind === "missing") this.details = null;
      },
    );
    bridge.on("customers", () => this.refresh());
  }

  /** Chooses a customer; the empty id chooses nobody. */
  select(tenantId: string, row: CustomerRow | null = null): void {
    if (tenantId === this.tenantId) return;
    this.tenantId = tenantId;
    this.#row = row;
    this.details = null;
    this.#edits = [];
    this.fault = null;
    this.#details.drop();
    clearTimeout(this.#rest);
    const passing = Date.now() - this.#chosenAt < rest;
    this.#chosenAt = Date.now();
    if (passing) this.#rest = setTimeout(() => this.refresh(), rest);
    else this.refresh();
  }

  /** Reads the details again. */
  refresh(): void {
    // With its number, so that an answer under way from before an edit is none to this question.
    if (this.tenantId) this.#details.ask({ tenantId: this.tenantId, written: this.#written });
  }

  /**
   * Edits the marks of a customer, chosen or not: shown at once, and changed in what is kept at that moment. Answers
   * what became of it once it is kept; null: nothing, there was nothing to change or it was refused.
   */
  edit(tenantId: string, kind: Edit["kind"], change: Edit["change"]): Promise<Edited | null> {
    const edit: Edit = { kind, change, done: false };
    if (tenantId === this.tenantId) this.#edits = [...this.#edits, edit];
    const edited = this.#editing.then(async () => {
      const written = await this.#write(tenantId, edit).catch((reason) => {
        this.#onfail(reason);
        return null;
      });
      edit.done = true;
      this.#written++;
      if (tenantId === this.tenantId) this.refresh();
      return written;
    });
    this.#editing = edited;
    return edited;
  }

  async #write(tenantId: string, { kind, change }: Edit): Promise<Edited | null> {
    const { get, setTags, setAliases } = this.#bridge.customers;
    const { name, displayDomain, [kind]: before } = await get(tenantId);
    const after = change(before);
    if (after === before) return null;
    await { tags: setTags, aliases: setAliases }[kind](tenantId, after);
    return { name: name || displayDomain, before, after };
  }
}
