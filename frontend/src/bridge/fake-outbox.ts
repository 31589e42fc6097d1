// @ts-nocheck This second world goes; its types are not worth mending.
import type { Bridge } from "./bridge";
import type {
  OutgoingItem,
  RequestDetails,
  RequestDraft,
  RequestNote,
  RequestRow,
  RequestTemplate,
} from "./contract";
import type { FakeBridge } from "./fake";
import { check, emptyDraft, inOrder, inState, matches } from "./fake-rules";
import { Fault } from "./fault";

type Answer = <T>(call: string, value: () => T) => Promise<T>;

const builtIn: RequestTemplate[] = [
  {
    id: "builtin-incident-en",
    name: "Follow-up on an incident",
    language: "en",
    title: "{incident}: {incidentTitle}",
    description: "{customer} is affected by {incident} ({incidentTitle}).",
    stepsTried: "",
    severity: "moderate",
    product: "{service}",
    builtIn: true,
  },
  {
    id: "builtin-mail-fr",
    name: "Messages en retard",
    language: "fr",
    title: "Les messages arrivent en retard chez {customer}",
    description: "Depuis ce matin, les messages reçus par {domain} arrivent en retard.",
    stepsTried: "Suivi des messages consulté.",
    severity: "moderate",
    product: "Exchange Online",
    builtIn: true,
  },
];

const waitingStates = ["queued", "sending", "uncertain", "blocked", "rejected", "handed-off"];

/** The service requests and the outbox of the fake: what is sent arrives at once while it is online. */
export class FakeOutbox {
  items: OutgoingItem[] = [];
  templates: RequestTemplate[] = [];
  readonly texts = new Map<string, string>();
  readonly #fake: FakeBridge;
  readonly #answer: Answer;
  #next = 1;

  constructor(fake: FakeBridge, answer: Answer) {
    this.#fake = fake;
    this.#answer = answer;
  }

  readonly requests: Bridge["requests"] = {
    list: (query) =>
      this.#answer("requests.list", () => {
        const rows = inOrder(
          this.#rows().filter((row) => matches(row, query)),
          query,
        );
        const of = (state: string) => rows.filter((row) => inState(row, state)).length;
        const shown = rows.filter((row) => inState(row, query.state));
        return {
          asOf: this.#fake.syncStatus.finishedAt,
          unknown: query.tenantId ? 0 : 3,
          old: 0,
          problem: null,
          total: shown.length,
          counts: {
            open: of("open"),
            waiting: of("waiting"),
            needsYou: of("needsYou"),
            outgoing: of("outgoing"),
            closed: of("closed"),
          },
          requests: shown.slice(query.offset, query.limit ? query.offset + query.limit : undefined),
        };
      }),
    get: (tenantId, id) => this.#answer("requests.get", () => this.#details(tenantId, id)),
    read: (tenantId, id) => this.#answer("requests.read", () => this.#details(tenantId, id)),
    choices: (tenantId) =>
      this.#answer("requests.choices", () => ({
        tenantId,
        customer: this.#name(tenantId),
        azure: { asOf: this.#fake.syncStatus.finishedAt, problem: null },
        subscriptions: [{ id: "132d901f-189d-4381-9214-fe68e27e05a1", name: "Azure plan" }],
        services: [
          { id: "vm", name: "Virtual Machine running Linux" },
          { id: "billing", name: "Billing" },
        ],
        products: ["Exchange Online", "Microsoft Teams", "SharePoint Online"],
        incidents: [
          { id: "EX730151", title: "Messages arrive late", service: "Exchange Online", state: "degraded" },
        ],
        contact: { name: this.#fake.status.name, mail: this.#fake.status.username, phone: "" },
      })),
    classifications: (_tenantId, service) =>
      this.#answer("requests.classifications", () => [
        { id: `${service}-1`, name: "Cannot connect" },
        { id: `${service}-2`, name: "Performance" },
      ]),
    prepare: (tenantId, template, incidentId, language) =>
      this.#answer("requests.prepare", () => {
        const from = [...this.templates, ...builtIn].find((t) => t.id === template);
        const name = this.#name(tenantId);
        const fill = (text: string) => (name ? text.replaceAll("{customer}", name) : text);
        return {
          ...emptyDraft(tenantId, language),
          title: fill(from?.title ?? (incidentId ? `${incidentId}: Messages arrive late` : "")),
          description: fill(from?.description ?? (incidentId ? "{customer} is affected." : "")),
          severity: from?.severity ?? "minimal",
          product: from?.product ?? "",
          stepsTried: from?.stepsTried ?? "",
          incidentId,
          contact: this.#fake.status.name,
          contactMail: this.#fake.status.username,
        };
      }),
    templates: () =>
      this.#answer("requests.templates", () => ({
        templates: [...this.templates, ...builtIn],
        placeholders: ["customer", "domain", "tenantId", "contact", "incident", "incidentTitle", "service"],
      })),
    saveTemplate: (template) =>
      this.#answer("requests.saveTemplate", () => {
        const kept = { ...template, id: template.id || `mine-${this.#next++}`, builtIn: false };
        this.templates = [kept, ...this.templates.filter((t) => t.id !== kept.id)];
        return kept;
      }),
    deleteTemplate: (id) =>
      this.#answer("requests.deleteTemplate", () => {
        this.templates = this.templates.filter((t) => t.id !== id);
      }),
  };

  readonly outbox: Bridge["outbox"] = {
    list: () =>
      this.#answer("outbox.list", () => ({
        onTheirWay: this.items.filter((i) => waitingStates.includes(i.state)).length,
        drafts: this.items.filter((i) => i.state === "draft").length,
        needsYou: this.items.filter((i) => i.needsYou).length,
        damaged: [],
        sent: this.items.filter((i) => i.state === "sent").length,
        elsewhere: 0,
        requests: structuredClone(this.items),
      })),
    save: (draft) => this.#answer("outbox.save", () => this.#save(draft)),
    check: (draft) => this.#answer("outbox.check", () => check(draft)),
    queue: (id) => this.#answer("outbox.queue", () => this.#queue(this.#find(id))),
    queueFor: (draft, tenantIds) =>
      this.#answer("outbox.queueFor", () => ({
        queued: tenantIds.map((tenantId) => {
          const kept = this.#save({ ...draft, localId: "", tenantId });
          return this.#queue(this.#find(kept.localId));
        }),
        failed: [],
      })),
    addNote: (tenantId, requestId, text) =>
      this.#answer("outbox.addNote", () => {
        const title = this.#rows().find((row) => row.id === requestId)?.title ?? requestId;
        const item = {
          ...this.#new(tenantId),
          channel: "note",
          note: text,
          requestId,
          requestTitle: title,
          title,
        };
        this.items.unshift(item);
        return this.#queue(item);
      }),
    keepText: (key, text) => this.#answer("outbox.keepText", () => void this.texts.set(key, text)),
    keptText: (key) => this.#answer("outbox.keptText", () => this.texts.get(key) ?? ""),
    saveNote: (id, text) => this.#to("outbox.saveNote", id, { note: text, state: "draft" }),
    takeBack: (id) => this.#to("outbox.takeBack", id, { state: "draft", problem: null }),
    discard: (id) =>
      this.#answer("outbox.discard", () => {
        this.items = this.items.filter((i) => i.localId !== id);
        this.#fake.emit("outbox");
      }),
    handOff: (id, open) =>
      this.#answer("outbox.handOff", () => {
        const item = this.#move(this.#find(id), { state: "handed-off", needsYou: true }, "handed-off");
        const url = "https://admin.cloud.microsoft/#/support/requests";
        if (open) this.#fake.opened.push(url);
        const title = `${item.title} [${item.localId}]`;
        return { item, url, opened: open, title, text: `${title}\n\n${item.draft.description}` };
      }),
    filed: (id, number) =>
      this.#to("outbox.filed", id, { state: "sent", id: number, needsYou: false, problem: null }),
    notThere: (id) => this.#to("outbox.notThere", id, { state: "queued", needsYou: false }),
    send: () =>
      this.#answer("outbox.send", () => {
        for (const item of this.items)
          if (["queued", "blocked"].includes(item.state) && item.channel !== "portal") this.#queue(item);
      }),
  };

  #name = (tenantId: string): string =>
    this.#fake.all.find((c) => c.details.tenantId === tenantId)?.details.name ?? "";

  #find(id: string): OutgoingItem {
    const found = this.items.find((i) => i.localId === id);
    if (!found) throw new Fault({ kind: "missing", message: `nothing outgoing is called ${id}` });
    return found;
  }

  #to = (call: string, id: string, change: Partial<OutgoingItem>): Promise<OutgoingItem> =>
    this.#answer(call, () => this.#move(this.#find(id), change, change.state ?? ""));

  #move(item: OutgoingItem, change: Partial<OutgoingItem>, event: string): OutgoingItem {
    Object.assign(item, change, { updatedAt: new Date().toISOString() });
    item.editable = ["draft", "queued", "blocked", "rejected"].includes(item.state);
    item.history.push({ at: item.updatedAt, event, state: item.state, problem: item.problem });
    this.#fake.emit("outbox");
    return structuredClone(item);
  }

  #new(tenantId: string): OutgoingItem {
    const now = new Date().toISOString();
    return {
      id: "",
      localId: `TNT-7F3K${String(this.#next++).padStart(2, "0")}`,
      tenantId,
      customer: this.#name(tenantId),
      title: "",
      severity: "",
      state: "draft",
      channel: "portal",
      createdAt: now,
      updatedAt: now,
      incidentId: "",
      problem: null,
      product: "",
      needsYou: false,
      draft: emptyDraft(tenantId, "en"),
      note: "",
      requestId: "",
      requestTitle: "",
      nextTryAt: null,
      sentAt: null,
      attempts: 0,
      behind: "",
      editable: true,
      history: [],
    };
  }

  #save(draft: RequestDraft): OutgoingItem {
    const item = draft.localId ? this.#find(draft.localId) : this.#new(draft.tenantId);
    if (!draft.localId) this.items.unshift(item);
    const { title, severity, product, incidentId, channel } = draft;
    Object.assign(item, {
      title,
      severity,
      product,
      incidentId,
      channel: channel || "portal",
      state: "draft",
    });
    item.draft = { ...draft, localId: item.localId };
    this.#fake.emit("outbox");
    return structuredClone(item);
  }

  #queue(item: OutgoingItem): OutgoingItem {
    if (item.channel === "portal") return this.#move(item, { state: "queued", needsYou: true }, "queued");
    this.#move(item, { state: "queued" }, "queued");
    if (!this.#fake.syncStatus.online)
      return this.#move(item, { problem: this.#fake.syncStatus.problem }, "held");
    return this.#move(
      item,
      {
        state: "sent",
        id: item.channel === "azure" ? "119120321001170" : "",
        sentAt: new Date().toISOString(),
      },
      "delivered",
    );
  }

  #rows(): RequestRow[] {
    const known = this.#fake.all.flatMap((c) =>
      c.details.requests.map(
        (r): RequestRow => ({
          id: r.id,
          localId: "",
          tenantId: c.details.tenantId,
          customer: c.details.name,
          title: r.title,
          severity: r.severity,
          state: r.status,
          channel: "partnercenter",
          createdAt: r.createdAt,
          updatedAt: r.updatedAt,
          incidentId: "",
          problem: null,
          product: "Exchange Online",
          waiting: r.status === "attention_needed",
        }),
      ),
    );
    return [...this.items.filter((i) => i.channel !== "note"), ...known];
  }

  #details(tenantId: string, id: string): RequestDetails {
    const row = this.#rows().find((r) => r.tenantId === tenantId && (r.id === id || r.localId === id));
    if (!row) throw new Fault({ kind: "missing", message: "this request is not in the list" });
    const outgoing = this.items.find((i) => i.localId === row.localId && row.localId) ?? null;
    const pending = this.items.filter((i) => i.channel === "note" && i.requestId === row.id && row.id);
    const support: RequestNote = {
      by: "Microsoft Support",
      at: row.updatedAt,
      text: "We have received your request and are looking into it.",
      localId: "",
      state: "",
      problem: null,
    };
    const own = pending.map(
      (i): RequestNote => ({
        by: this.#fake.status.name,
        at: i.createdAt,
        text: i.note,
        localId: i.state === "sent" ? "" : i.localId,
        state: i.state === "sent" ? "" : i.state,
        problem: i.problem,
      }),
    );
    return structuredClone({
      ...row,
      description: outgoing?.draft.description ?? "Since Monday messages arrive up to four hours late.",
      contact: "Sam Rivera",
      notesAsOf: this.#fake.syncStatus.finishedAt,
      notes: row.id ? [support, ...own] : [],
      outgoing,
    });
  }
}
