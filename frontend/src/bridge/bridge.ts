import type {
  AlertCount,
  Alerts,
  Announced,
  Announcements,
  ChangeGroups,
  ChangeQuery,
  Changes,
  Choice,
  Consent,
  CustomerDetails,
  CustomerPage,
  CustomerQuery,
  CustomerRow,
  EventName,
  HandOff,
  HealthReport,
  History,
  ImportReport,
  IncidentDetails,
  IncidentList,
  IncidentQuery,
  Linked,
  ListFile,
  LockWait,
  Mailing,
  MailingOpened,
  MailingQuery,
  MailingSaved,
  OutboxPage,
  OutgoingItem,
  Overview,
  Permission,
  Preferences,
  Preflight,
  Profile,
  ProxyInUse,
  QueuedFor,
  RequestChoices,
  RequestDetails,
  RequestDraft,
  RequestPage,
  RequestQuery,
  RequestTemplate,
  RequestTemplates,
  SessionStatus,
  SignInRequest,
  SyncStatus,
  Telling,
  Ticket,
  TicketQuery,
  Verdict,
  Webhook,
  WebhookKind,
  WebhookMessage,
} from "./contract";

export * from "./contract";
export * from "./fault";
export * from "./way";

/** Everything the window may ask of the backend. Each call rejects with a Fault. */
export interface Bridge {
  readonly customers: {
    /** A window of rows; offset and limit count rows. */
    list(query: CustomerQuery): Promise<CustomerPage>;
    get(tenantId: string): Promise<CustomerDetails>;
    /** The row number of a customer in the answer to the query, -1 if it is not in it. */
    position(tenantId: string, query: CustomerQuery): Promise<number>;
    /** The tenant ids of all rows of the answer to the query, in its order. */
    keys(query: CustomerQuery): Promise<string[]>;
    /** How many customers each of these lists counts in its head. */
    count(queries: CustomerQuery[]): Promise<number[]>;
    /** The rows of these tenant ids; who is gone is left out. */
    rows(tenantIds: string[]): Promise<CustomerRow[]>;
    /** Gives several customers a tag or takes it from them; answers with whom that changed. */
    tagSeveral(tenantIds: string[], tag: string, on: boolean): Promise<string[]>;
    favourSeveral(tenantIds: string[], on: boolean): Promise<string[]>;
    overview(): Promise<Overview>;
    setFavourite(tenantId: string, favourite: boolean): Promise<void>;
    setTags(tenantId: string, tags: string[]): Promise<void>;
    setAliases(tenantId: string, aliases: string[]): Promise<void>;
    /** Lets the user choose a CSV file; an empty `file` in the answer: they thought better of it. */
    import(): Promise<ImportReport>;
    /** Imports a file that was dropped on the window: what is in it as base64. */
    importDropped(name: string, content: string): Promise<ImportReport>;
    /** Takes the good lines of the file whose bad ones the last import told of. */
    importGood(): Promise<ImportReport>;
  };
  readonly health: {
    report(tenantId: string): Promise<HealthReport>;
    /** Each issue once, without its customers. With `all` it reads every customer's report. */
    incidentList(query: IncidentQuery): Promise<IncidentList>;
    /** One issue with the customers that it affects. */
    incident(id: string, query: IncidentQuery): Promise<IncidentDetails>;
    /** The customer's message center, the newest message first. */
    messages(tenantId: string): Promise<Announcements>;
  };
  readonly changes: {
    /** What changed, the last change first. */
    find(query: ChangeQuery): Promise<Changes>;
    /** The same, those of an incident together, the most urgent first; the limit is one of groups. */
    groups(query: ChangeQuery): Promise<ChangeGroups>;
    /** How many groups were not seen. */
    unseen(): Promise<number>;
    /** Marks changes as seen; the number takes that back. */
    see(query: ChangeQuery): Promise<number>;
    unsee(undo: number): Promise<void>;
    /** A customer's minutes of incident in the last days. */
    history(tenantId: string, days: number): Promise<History>;
  };
  readonly verdict: {
    /** Whose trouble it is, of a service and a customer (empty: all), within ten seconds; untried: by what is kept alone. */
    ask(service: string, tenantId: string, untried: boolean): Promise<Verdict>;
  };
  readonly telling: {
    /** The messages that tell customers of an incident; nothing is sent. */
    drafts(query: MailingQuery): Promise<Mailing>;
    /** Asks where to, writes them there, and keeps who was told; an empty path: the user thought better of it. */
    saveZip(query: MailingQuery): Promise<MailingSaved>;
    saveCSV(query: MailingQuery): Promise<MailingSaved>;
    /** Shows where such a file lies. */
    show(path: string): Promise<void>;
    /** Opens the message of the one customer that is named in the user's mail program; nobody counts as told by that. */
    open(query: MailingQuery): Promise<MailingOpened>;
    /** Keeps that these were told, by a means that leaves no file: copied, opened, byHand. Answers with how many. */
    markTold(query: MailingQuery, means: string): Promise<number>;
    /** Takes the last telling of each of these customers back. */
    takeBack(incident: string, tenantIds: string[]): Promise<number>;
    told(incident: string): Promise<Telling[]>;
    /** To whom a customer's messages go, none: to the technical contacts. Answers with what was there before. */
    setMails(tenantId: string, mails: string[]): Promise<string[]>;
  };
  readonly webhook: {
    /** Where alerts are announced beside the window, and what is on its way there. */
    get(): Promise<Webhook>;
    /** An empty address: the one that is kept. */
    set(kind: WebhookKind, address: string, names: boolean): Promise<Webhook>;
    /** Sends a message that says what it is; the answer is what became of it. */
    test(): Promise<WebhookMessage>;
    /** A new signing key, which nothing tells again. */
    renew(): Promise<string>;
    /** Lets one message go again, also where nobody knows whether it arrived. */
    retry(id: string): Promise<Webhook>;
    discard(id: string): Promise<Webhook>;
    /** Answers with how many messages that had not arrived went with it. */
    remove(): Promise<number>;
  };
  readonly requests: {
    /** A window of service requests, those that are on their way among them. */
    list(query: RequestQuery): Promise<RequestPage>;
    /** One request as it is kept; id is Microsoft's number or a local id. */
    get(tenantId: string, id: string): Promise<RequestDetails>;
    /** Reads it with its notes anew from Microsoft. */
    read(tenantId: string, id: string): Promise<RequestDetails>;
    choices(tenantId: string): Promise<RequestChoices>;
    classifications(tenantId: string, service: string): Promise<Choice[]>;
    /** A draft filled from a template and an incident; each argument may be empty. */
    prepare(tenantId: string, template: string, incidentId: string, language: string): Promise<RequestDraft>;
    templates(): Promise<RequestTemplates>;
    saveTemplate(template: RequestTemplate): Promise<RequestTemplate>;
    deleteTemplate(id: string): Promise<void>;
  };
  readonly outbox: {
    list(): Promise<OutboxPage>;
    /** Keeps a draft as it is typed; an empty localId: a new one. What was queued is taken back by it. */
    save(draft: RequestDraft): Promise<OutgoingItem>;
    check(draft: RequestDraft): Promise<Preflight>;
    queue(localId: string): Promise<OutgoingItem>;
    queueFor(draft: RequestDraft, tenantIds: string[]): Promise<QueuedFor>;
    addNote(tenantId: string, requestId: string, text: string): Promise<OutgoingItem>;
    overPortal(localId: string): Promise<OutgoingItem>;
    close(tenantId: string, requestId: string): Promise<OutgoingItem>;
    regrade(tenantId: string, requestId: string, severity: string): Promise<OutgoingItem>;
    /** Keeps what is being written before it can be a draft; an empty text is forgotten. */
    keepText(key: string, text: string): Promise<void>;
    keptText(key: string): Promise<string>;
    saveNote(localId: string, text: string): Promise<OutgoingItem>;
    takeBack(localId: string): Promise<OutgoingItem>;
    discard(localId: string): Promise<void>;
    /** Answers with the text to paste and the customer's support page, which it opens if asked. */
    handOff(localId: string, open: boolean): Promise<HandOff>;
    filed(localId: string, number: string): Promise<OutgoingItem>;
    notThere(localId: string): Promise<OutgoingItem>;
    send(): Promise<void>;
  };
  readonly alerts: {
    /** What asks for somebody, the worst first; or all: also what was acted on, is kept silent or is over. */
    list(all: boolean): Promise<Alerts>;
    count(): Promise<AlertCount>;
    acknowledge(ids: string[]): Promise<void>;
    /** Until a time (RFC 3339) that lies ahead. */
    snooze(ids: string[], until: string, reason: string): Promise<void>;
    reopen(ids: string[]): Promise<void>;
    /** What the window is to say of alerts that are new, once. */
    announced(): Promise<Announced>;
    /** Says whether somebody looks at the window. */
    watch(watched: boolean): Promise<void>;
  };
  readonly sync: {
    status(): Promise<SyncStatus>;
    start(full: boolean): Promise<void>;
    refresh(tenantId: string): Promise<void>;
    /** A sync that removes the customers whom the lists name no more, however many they are. */
    confirmRemovals(): Promise<void>;
    cancel(): Promise<void>;
  };
  readonly session: {
    status(): Promise<SessionStatus>;
    signIn(request: SignInRequest): Promise<void>;
    /** Signs in at the tenant of a customer that wants to see more than the sign-in shows. */
    signInAt(tenantId: string, deviceCode: boolean): Promise<void>;
    /** How the app comes to be approved at a customer, with a letter in a language. */
    consent(tenantId: string, language: string): Promise<Consent>;
    /** Opens that letter in the user's mail program. */
    mailConsent(tenantId: string, language: string): Promise<void>;
    /** Approves the app at a customer through Partner Center. */
    grantConsent(tenantId: string): Promise<void>;
    /** Opens the page on which the code of the sign-in under way is typed. */
    openDevicePage(): Promise<void>;
    cancelSignIn(): Promise<void>;
    signOut(wipe: boolean): Promise<void>;
    startDemo(): Promise<void>;
    dismissNotice(key: string): Promise<void>;
  };
  readonly lock: {
    /** What the window waits for before the profile is opened; empty: it is open. Answers at once. */
    waits(): Promise<LockWait | "">;
    /** Starts a locked window and ends this one. */
    close(): Promise<void>;
    /** Starts a window that opens the profile and ends this one. */
    open(passphrase: string): Promise<void>;
    /** Ends this window, whatever is preferred when it is closed. */
    leave(): Promise<void>;
    /** Says that what rested is kept: the window that is about to end waits for it. */
    kept(): Promise<void>;
    /** Puts this window out of sight; a start of the program shows it again. */
    hide(): Promise<void>;
    hasPassphrase(): Promise<boolean>;
    /** An empty one removes it. */
    setPassphrase(passphrase: string): Promise<void>;
  };
  readonly profiles: {
    /** Those of this computer, known without opening any. */
    list(): Promise<Profile[]>;
    /** Makes one that nothing is kept in yet. */
    add(label: string, colour: string): Promise<Profile>;
    /** What is empty stays as it is. */
    change(name: string, label: string, colour: string): Promise<Profile>;
    /** Takes one off this computer, with all that is kept in it. */
    remove(name: string): Promise<void>;
    /** Opens one in the place of this window, which ends; true: it has a window, which is in front now, and this one stays. */
    switch(name: string): Promise<boolean>;
  };
  readonly portal: {
    open(tenantId: string, portal: string): Promise<void>;
    /** Where a template of the user's own leads for a customer Contoso, with hosts that may be led to besides Microsoft's. */
    example(template: string, hosts: string[]): Promise<string>;
    /** Opens a link of a text from outside, where such a text may lead. */
    openURL(url: string): Promise<void>;
    /** Where the tenantry: link leads that came last, once; an empty view: none came. */
    linked(): Promise<Linked>;
    /** A customer's matter as a text for a ticket system. */
    ticket(query: TicketQuery): Promise<Ticket>;
  };
  readonly network: {
    /** Through what Microsoft is reached. */
    proxy(): Promise<ProxyInUse>;
    /** Has every request go through another one: its address, direct, or empty for what the system says. */
    setProxy(address: string): Promise<void>;
    /** Asks Microsoft which permissions the app was granted at home. */
    permissions(): Promise<Permission[]>;
    /** Asks the sign-in service for its public document. */
    try(): Promise<void>;
  };
  readonly settings: {
    load(): Promise<Preferences>;
    /** Keeps those fields of the preferences. */
    save(preferences: Preferences, changed: (keyof Preferences)[]): Promise<void>;
    /** Asks where to, and writes a file for whoever looks into a fault; its path, empty when the user thought better of it. */
    saveDiagnostics(): Promise<string>;
    /** The licences of what the program is made of. */
    licences(): Promise<string>;
  };
  readonly lists: {
    /** Asks where to, and writes a list there; the file's path, empty when the user thought better of it. */
    export(list: ListFile): Promise<string>;
    /** Shows where such a file lies. */
    show(path: string): Promise<void>;
  };
  /** Calls fn on every event of that name until the returned function is called. */
  on(event: EventName, fn: (n: number) => void): () => void;
  /** Titles the page and its window; on the task bar stands how much waits, which is not what the page is called. */
  setTitle(title: string, waiting?: string): void;
  copy(text: string): Promise<void>;
}
