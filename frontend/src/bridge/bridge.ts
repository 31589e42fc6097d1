import type {
  CustomerDetails,
  CustomerPage,
  CustomerQuery,
  HealthReport,
  ImportReport,
  Incidents,
  Overview,
  Preferences,
  SessionStatus,
  SignInRequest,
  SyncStatus,
} from "./types";

export * from "./fault";
export * from "./types";

/** A hint that something changed: read it again. The number only ever grows. */
export type EventName = "customers" | "sync" | "session";

/** Everything the window may ask of the backend. Each call rejects with a Fault. */
export interface Bridge {
  readonly customers: {
    /** A window of rows; offset and limit count rows. */
    list(query: CustomerQuery): Promise<CustomerPage>;
    get(tenantId: string): Promise<CustomerDetails>;
    /** The row number of a customer in the answer to the query, -1 if it is not in it. */
    position(tenantId: string, query: CustomerQuery): Promise<number>;
    overview(): Promise<Overview>;
    setFavourite(tenantId: string, favourite: boolean): Promise<void>;
    setTags(tenantId: string, tags: string[]): Promise<void>;
    setAliases(tenantId: string, aliases: string[]): Promise<void>;
    /** Lets the user choose a CSV file; an empty `file` in the answer: they thought better of it. */
    import(): Promise<ImportReport>;
  };
  readonly health: {
    report(tenantId: string): Promise<HealthReport>;
    incidents(): Promise<Incidents>;
  };
  readonly sync: {
    status(): Promise<SyncStatus>;
    start(full: boolean): Promise<void>;
    refresh(tenantId: string): Promise<void>;
    cancel(): Promise<void>;
  };
  readonly session: {
    status(): Promise<SessionStatus>;
    signIn(request: SignInRequest): Promise<void>;
    cancelSignIn(): Promise<void>;
    signOut(wipe: boolean): Promise<void>;
    startDemo(): Promise<void>;
    dismissNotice(key: string): Promise<void>;
  };
  readonly portal: {
    open(tenantId: string, portal: string): Promise<void>;
    openURL(url: string): Promise<void>;
  };
  readonly settings: {
    load(): Promise<Preferences>;
    save(preferences: Preferences): Promise<void>;
  };
  /** Calls fn on every event of that name until the returned function is called. */
  on(event: EventName, fn: (n: number) => void): () => void;
  setTitle(title: string): void;
  copy(text: string): Promise<void>;
}
