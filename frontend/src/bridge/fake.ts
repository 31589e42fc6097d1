// @ts-nocheck This second world goes; its types are not worth mending.
import type { Bridge, EventName } from "./bridge";
import type { CustomerQuery, CustomerRow, Notice, Preferences, SessionStatus, SyncStatus } from "./contract";
import { type FakeCustomer, issues, makeCustomers } from "./fake-data";
import { FakeOutbox } from "./fake-outbox";
import { Fault } from "./fault";

export interface FakeOptions {
  customers?: number;
  /** How long each answer takes, in milliseconds. */
  latency?: number;
  signedIn?: boolean;
  demo?: boolean;
  online?: boolean;
  preferences?: Partial<Preferences>;
  notices?: Notice[];
  now?: number;
}

const rank = ["outage", "degraded", "advisory", "unknown", "healthy"];
const collator = new Intl.Collator("en", { sensitivity: "base" });

/** Makes calls fail: the method's path ("customers.list") to the fault that it rejects with. */
export type Failures = Map<string, Fault>;

/**
 * A backend in memory for `vite dev` and tests. It answers like the real one in shape and order; its
 * search is a plain substring match. No part of it is in the production bundle.
 */
export class FakeBridge implements Bridge {
  readonly all: FakeCustomer[];
  readonly failures: Failures = new Map();
  /** Every call, oldest first: "customers.list". */
  readonly calls: string[] = [];
  readonly opened: string[] = [];
  copied = "";
  title = "";
  status: SessionStatus;
  syncStatus: SyncStatus;
  kept: Preferences;
  revision = 1;
  #listeners = new Map<EventName, Set<(n: number) => void>>();
  #latency: number;
  #now: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: FakeOptions = {}) {
    this.#now = options.now ?? Date.now();
    this.#latency = options.latency ?? 0;
    const n = options.customers ?? 250;
    const signedIn = options.signedIn ?? true;
    this.all = makeCustomers(n, this.#now);
    this.kept = {
      language: "",
      theme: "",
      density: "",
      paneWidth: 0,
      columnWidths: {},
      sort: "",
      desc: false,
      ...options.preferences,
    };
    this.status = {
      signedIn,
      demo: options.demo ?? false,
      name: signedIn ? "Camille Okafor" : "",
      username: signedIn ? "camille@contosopartner.com" : "",
      tenantId: signedIn ? "9b1e7f0c-1111-4a6d-8c3b-000000000000" : "",
      clientId: signedIn ? "8a0d6f1c-2222-4a6d-8c3b-000000000000" : "",
      cloud: "global",
      profile: "default",
      signingIn: false,
      deviceCode: null,
      problem: null,
      notices: options.notices ?? [],
      version: "0.1.0",
    };
    this.syncStatus = {
      running: false,
      phase: "",
      done: n,
      failed: this.all.filter((c) => c.details.problem).length,
      total: n,
      startedAt: null,
      finishedAt: n ? new Date(this.#now - 180_000).toISOString() : null,
      online: options.online ?? true,
      problem:
        options.online === false
          ? {
              kind: "offline",
              message: "no such host",
              remedy: "check the network",
              remedyKey: "check-network",
              code: "",
              requestId: "",
              at: null,
            }
          : null,
    };
  }

  /** Emits a hint, as the backend does after a change. */
  emit(event: EventName): void {
    if (event === "customers") this.revision++;
    for (const fn of this.#listeners.get(event) ?? []) fn(this.revision);
  }

  on = (event: EventName, fn: (n: number) => void): (() => void) => {
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all.add(fn));
    return () => all.delete(fn);
  };

  setTitle = (title: string): void => {
    this.title = title;
    document.title = title;
  };

  copy = async (text: string): Promise<void> => {
    this.copied = text;
  };

  readonly customers: Bridge["customers"] = {
    list: (query) =>
      this.#answer("customers.list", () => {
        const rows = this.#matching(query);
        const end = query.limit ? query.offset + query.limit : undefined;
        return {
          revision: this.revision,
          asOf: this.syncStatus.finishedAt,
          total: rows.length,
          tookMicros: 100,
          customers: rows.slice(query.offset, end).map((row) => ({ ...row })),
        };
      }),
    get: (id) => this.#answer("customers.get", () => structuredClone(this.#find(id).details)),
    position: (id, query) =>
      this.#answer("customers.position", () => this.#matching(query).findIndex((r) => r.tenantId === id)),
    overview: () =>
      this.#answer("customers.overview", () => {
        const byHealth: Record<string, number> = {};
        const tags: Record<string, number> = {};
        for (const { details } of this.all) {
          byHealth[details.health] = (byHealth[details.health] ?? 0) + 1;
          for (const tag of details.tags) tags[tag] = (tags[tag] ?? 0) + 1;
        }
        return {
          revision: this.revision,
          asOf: this.syncStatus.finishedAt,
          customers: this.all.length,
          byHealth,
          problems: this.all.filter((c) => c.details.problem).length,
          incidents: this.#incidents().length,
          requests: this.all.reduce((sum, c) => sum + (c.details.openRequests ?? 0), 0),
          tags: Object.entries(tags).map(([tag, count]) => ({ tag, count })),
        };
      }),
    setFavourite: (id, favourite) =>
      this.#change("customers.setFavourite", id, (c) => (c.details.favourite = favourite)),
    setTags: (id, tags) => this.#change("customers.setTags", id, (c) => (c.details.tags = [...tags])),
    setAliases: (id, aliases) =>
      this.#change("customers.setAliases", id, (c) => (c.details.aliases = [...aliases])),
    import: () => {
      this.all.push(...makeCustomers(12, this.#now, 99));
      return this.#answer("customers.import", () => {
        this.emit("customers");
        return { file: "customers.csv", read: 12, added: 12, updated: 0, unchanged: 0 };
      });
    },
  };

  readonly health: Bridge["health"] = {
    report: (id) => this.#answer("health.report", () => structuredClone(this.#find(id).report)),
    incidents: () =>
      this.#answer("health.incidents", () => ({
        asOf: this.syncStatus.finishedAt,
        incidents: this.#incidents(),
      })),
  };

  /** What is outgoing, and the requests that Microsoft has: its parts of the bridge. */
  readonly post = new FakeOutbox(this, (call, value) => this.#answer(call, value));
  readonly requests = this.post.requests;
  readonly outbox = this.post.outbox;

  readonly sync: Bridge["sync"] = {
    status: () => this.#answer("sync.status", () => ({ ...this.syncStatus })),
    start: () => this.#answer("sync.start", () => this.#run()),
    refresh: () => this.#answer("sync.refresh", () => this.emit("customers")),
    cancel: () => this.#answer("sync.cancel", () => this.#stop()),
  };

  readonly session: Bridge["session"] = {
    status: () => this.#answer("session.status", () => structuredClone(this.status)),
    signIn: (request) => {
      this.status = { ...this.status, signingIn: true };
      if (request.deviceCode) {
        const expiresAt = new Date(Date.now() + 900_000).toISOString();
        this.status.deviceCode = {
          userCode: "F7K2QXM9",
          verificationUrl: "https://microsoft.com/devicelogin",
          expiresAt,
        };
      }
      this.emit("session");
      return this.#answer("session.signIn", () =>
        this.#session({
          signedIn: true,
          signingIn: false,
          deviceCode: null,
          username: "camille@contosopartner.com",
          name: "Camille Okafor",
        }),
      );
    },
    cancelSignIn: () =>
      this.#answer("session.cancelSignIn", () => this.#session({ signingIn: false, deviceCode: null })),
    signOut: () =>
      this.#answer("session.signOut", () => this.#session({ signedIn: false, name: "", username: "" })),
    startDemo: () => this.#answer("session.startDemo", () => undefined),
    dismissNotice: (key) =>
      this.#answer("session.dismissNotice", () =>
        this.#session({ notices: this.status.notices.filter((n) => n.key !== key) }),
      ),
  };

  readonly portal: Bridge["portal"] = {
    open: (id, portal) => this.#answer("portal.open", () => void this.opened.push(`${id} ${portal}`)),
    openURL: (url) => this.#answer("portal.openURL", () => void this.opened.push(url)),
  };

  readonly settings: Bridge["settings"] = {
    load: () => this.#answer("settings.load", () => ({ ...this.kept })),
    save: (value) =>
      this.#answer("settings.save", () => {
        this.kept = { ...value };
      }),
  };

  async #answer<T>(call: string, value: () => T): Promise<T> {
    this.calls.push(call);
    if (this.#latency) await new Promise((done) => setTimeout(done, this.#latency));
    else await Promise.resolve();
    const fault = this.failures.get(call);
    if (fault) throw fault;
    return value();
  }

  #find(id: string): FakeCustomer {
    const found = this.all.find((c) => c.details.tenantId === id);
    if (!found)
      throw new Fault({ kind: "missing", message: "no such customer", remedyKey: "check-delegation" });
    return found;
  }

  #change(call: string, id: string, change: (customer: FakeCustomer) => void): Promise<void> {
    return this.#answer(call, () => {
      change(this.#find(id));
      this.emit("customers");
    });
  }

  #session(change: Partial<SessionStatus>): void {
    this.status = { ...this.status, ...change };
    this.emit("session");
  }

  #incidents() {
    return issues(this.#now).flatMap(
      ({
        posts: _posts,
        feature: _feature,
        impact: _impact,
        endsAt: _end,
        resolved: _resolved,
        ...issue
      }) => {
        const customers = this.all
          .filter((c) => c.report.services.some((s) => s.issues.some((i) => i.id === issue.id)))
          .map(({ details: { tenantId, name, primaryDomain } }) => ({ tenantId, name, primaryDomain }));
        return customers.length ? [{ ...issue, customers }] : [];
      },
    );
  }

  #run(): void {
    this.#stop();
    this.syncStatus = { ...this.syncStatus, running: true, phase: "reading", done: 0 };
    this.emit("sync");
    this.#timer = setInterval(() => {
      this.syncStatus.done = Math.min(this.syncStatus.total, this.syncStatus.done + 5);
      if (this.syncStatus.done >= this.syncStatus.total) {
        this.syncStatus.finishedAt = new Date().toISOString();
        this.#stop();
        this.emit("customers");
      } else this.emit("sync");
    }, 100);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.syncStatus = { ...this.syncStatus, running: false, phase: "" };
    this.emit("sync");
  }

  #matching(query: CustomerQuery): CustomerRow[] {
    const text = query.text.trim().toLowerCase();
    const rows = this.all
      .map((c) => c.details)
      .filter((d) => !query.health || d.health === query.health)
      .filter((d) => !query.tag || d.tags.includes(query.tag))
      .filter((d) => !query.problem || d.problem !== null)
      .filter((d) => !query.favourite || d.favourite)
      .flatMap((d): CustomerRow[] => {
        if (!text) return [d];
        for (const [field, value] of [
          ["name", d.name],
          ["primaryDomain", d.primaryDomain],
          ["tenantId", d.tenantId],
          ["alias", d.aliases[0] ?? ""],
          ["tag", d.tags[0] ?? ""],
        ] as const) {
          const at = value.toLowerCase().indexOf(text);
          if (at >= 0)
            return [{ ...d, match: { field, text: value, score: 1, ranges: [[at, at + text.length]] } }];
        }
        return [];
      });
    if (text && !query.sort) return rows;
    const sign = query.desc ? -1 : 1;
    const by: Record<string, (a: CustomerRow, b: CustomerRow) => number> = {
      name: () => 0,
      domain: (a, b) => collator.compare(a.primaryDomain, b.primaryDomain),
      requests: (a, b) => (a.openRequests ?? -1) - (b.openRequests ?? -1),
      age: (a, b) => (b.asOf ?? "").localeCompare(a.asOf ?? ""),
      health: (a, b) =>
        rank.indexOf(a.health) - rank.indexOf(b.health) || (b.openRequests ?? 0) - (a.openRequests ?? 0),
    };
    const compare = by[query.sort] ?? (by.health as (a: CustomerRow, b: CustomerRow) => number);
    return rows.sort((a, b) => sign * compare(a, b) || sign * collator.compare(a.name, b.name));
  }
}
