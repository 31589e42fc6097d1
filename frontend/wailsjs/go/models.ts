export namespace contract {
	
	export interface AffectedCustomer {
	    tenantId: string;
	    name: string;
	    primaryDomain: string;
	    displayDomain: string;
	}
	export interface Alert {
	    id: string;
	    kind: string;
	    state: string;
	    severity: string;
	    title: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    customers: number;
	    tenantId?: string;
	    customerName: string;
	    incidentId?: string;
	    requestId?: string;
	    service: string;
	    advisory: boolean;
	    since?: string;
	    life: number;
	    at?: string;
	    why: string;
	    whyAt?: string;
	    until?: string;
	    reason: string;
	    silencedBy: string;
	    announcedAt?: string;
	    closedAt?: string;
	}
	export interface AlertCount {
	    new: number;
	    worst: string;
	}
	export interface QuietHours {
	    from: string;
	    until: string;
	    days: string[];
	}
	export interface AlertRules {
	    off: string[];
	    onlyTags: string[];
	    neverTags: string[];
	    onlyServices: string[];
	    neverServices: string[];
	    class: string;
	    least: string;
	    quiet: QuietHours[];
	    warnDays: number;
	    staleHours: number;
	}
	export interface Alerts {
	    alerts: Alert[];
	}
	export interface Linked {
	    view: string;
	    tenantId: string;
	    incident: string;
	    requestId: string;
	}
	export interface Announces {
	    text: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	}
	export interface Announced {
	    new: number;
	    lines: Announces[];
	    linked: Linked;
	}
	export interface Problem {
	    kind: string;
	    message: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    remedy: string;
	    remedyKey: string;
	    tenant?: string;
	    code: string;
	    requestId: string;
	    at?: string;
	}
	export interface Announcements {
	    tenantId: string;
	    name: string;
	    asOf?: string;
	    problem?: Problem;
	    messages: partner.Announcement[];
	}
	
	export interface Announcing {
	    off: boolean;
	    nameless: boolean;
	}
	export interface Change {
	    id: string;
	    at?: string;
	    tenantId?: string;
	    name: string;
	    kind: string;
	    what: string;
	    aspect: string;
	    subject: string;
	    incidentId?: string;
	    title: string;
	    service: string;
	    before: string;
	    after: string;
	    startsAt?: string;
	    endsAt?: string;
	    text: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    seen: boolean;
	}
	export interface ChangeGroup {
	    key: string;
	    incidentId?: string;
	    tenantId?: string;
	    title: string;
	    service: string;
	    urgency: string;
	    at?: string;
	    count: number;
	    customers: number;
	    newest: Change[];
	}
	export interface ChangeGroups {
	    asOf?: string;
	    groups: ChangeGroup[];
	    more: boolean;
	}
	export interface ChangeQuery {
	    since: string;
	    until: string;
	    tenantId: string;
	    tag: string;
	    kinds: string[];
	    ids: string[];
	    group: string;
	    unseen: boolean;
	    limit: number;
	}
	export interface Changes {
	    asOf?: string;
	    changes: Change[];
	    more: boolean;
	}
	export interface Choice {
	    id: string;
	    name: string;
	}
	export interface Closing {
	    stays: boolean;
	    told: boolean;
	}
	export interface Consent {
	    tenantId: string;
	    name: string;
	    link: string;
	    to: string[];
	    subject: string;
	    text: string;
	    mayGrant: boolean;
	}
	export interface Freshness {
	    asOf?: string;
	    problem?: Problem;
	}
	export interface VerifiedDomain {
	    name: string;
	    display: string;
	    isDefault: boolean;
	    isInitial: boolean;
	}
	export interface Match {
	    field: string;
	    text: string;
	    score: number;
	    ranges: number[][];
	    target: string;
	    weak: boolean;
	    missing: string[];
	}
	export interface WithoutAccess {
	    reason: string;
	    message: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    advice: string;
	    adviceKey: string;
	    invitation?: string;
	    letters: Record<string, string>;
	}
	export interface CustomerDetails {
	    tenantId: string;
	    name: string;
	    primaryDomain: string;
	    displayDomain: string;
	    initialDomain: string;
	    domains: string[];
	    source: string;
	    sources: string[];
	    health: string;
	    healthAsOf?: string;
	    asOf?: string;
	    openIssues: number;
	    openRequests?: number;
	    delegationEnds?: string;
	    tags: string[];
	    aliases: string[];
	    favourite: boolean;
	    problem?: Problem;
	    withoutAccess?: WithoutAccess;
	    unlistedSince?: string;
	    match?: Match;
	    address: partner.Address;
	    addressLines: string[];
	    phones: string[];
	    technicalContacts: string[];
	    verifiedDomains: VerifiedDomain[];
	    detailSources: Record<string, string>;
	    subscriptions: partner.Subscription[];
	    delegations: partner.Delegation[];
	    requests: partner.RequestHead[];
	    links: partner.Link[];
	    freshness: Record<string, Freshness>;
	}
	export interface Failure {
	    kind: string;
	    message: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    remedy: string;
	    remedyKey: string;
	    tenant?: string;
	    code: string;
	    requestId: string;
	    fields?: Record<string, string>;
	    fieldMessages?: Record<string, message.Message>;
	}
	export interface CustomerFailure {
	    tenantId: string;
	    customer: string;
	    localId: string;
	    failure: Failure;
	}
	export interface CustomerRow {
	    tenantId: string;
	    name: string;
	    primaryDomain: string;
	    displayDomain: string;
	    initialDomain: string;
	    domains: string[];
	    source: string;
	    sources: string[];
	    health: string;
	    healthAsOf?: string;
	    asOf?: string;
	    openIssues: number;
	    openRequests?: number;
	    delegationEnds?: string;
	    tags: string[];
	    aliases: string[];
	    favourite: boolean;
	    problem?: Problem;
	    withoutAccess?: WithoutAccess;
	    unlistedSince?: string;
	    match?: Match;
	}
	export interface CustomerPage {
	    revision: number;
	    asOf?: string;
	    total: number;
	    without: number;
	    tookMicros: number;
	    customers: CustomerRow[];
	}
	export interface CustomerQuery {
	    text: string;
	    sort: string;
	    desc: boolean;
	    health: string;
	    tag: string;
	    attention: boolean;
	    problem: boolean;
	    favourite: boolean;
	    without: boolean;
	    offset: number;
	    limit: number;
	}
	
	export interface DeviceCode {
	    userCode: string;
	    verificationUrl: string;
	    expiresAt?: string;
	}
	export interface Evidence {
	    what: string;
	    ok: boolean;
	    detail: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    at?: string;
	}
	
	export interface Finding {
	    kind: string;
	    blocking: boolean;
	    text: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    remedyKey?: string;
	    id: string;
	    title: string;
	}
	
	export interface Gap {
	    from?: string;
	    to?: string;
	}
	export interface OutgoingStep {
	    at?: string;
	    event: string;
	    state: string;
	    problem?: Problem;
	}
	export interface RequestChange {
	    status: string;
	    severity: string;
	}
	export interface RequestDraft {
	    localId: string;
	    tenantId: string;
	    channel: string;
	    title: string;
	    description: string;
	    severity: string;
	    product: string;
	    contact: string;
	    contactMail: string;
	    contactPhone: string;
	    affectedUsers: string;
	    stepsTried: string;
	    incidentId: string;
	    language: string;
	    subscription: string;
	    service: string;
	    classification: string;
	    serviceName: string;
	    classificationName: string;
	}
	export interface OutgoingItem {
	    id: string;
	    localId: string;
	    tenantId: string;
	    customer: string;
	    title: string;
	    severity: string;
	    state: string;
	    channel: string;
	    createdAt?: string;
	    updatedAt?: string;
	    incidentId: string;
	    problem?: Problem;
	    product: string;
	    waiting: boolean;
	    unseen: boolean;
	    needsYou: boolean;
	    draft: RequestDraft;
	    note: string;
	    requestId: string;
	    requestTitle: string;
	    change?: RequestChange;
	    nextTryAt?: string;
	    sentAt?: string;
	    attempts: number;
	    behind: string;
	    editable: boolean;
	    history: OutgoingStep[];
	}
	export interface HandOff {
	    item: OutgoingItem;
	    url: string;
	    opened: boolean;
	    title: string;
	    text: string;
	}
	export interface Telling {
	    tenantId: string;
	    at?: string;
	    template: string;
	    wordAt?: string;
	    means: string;
	}
	export interface Issue {
	    id: string;
	    title: string;
	    service: string;
	    classification: string;
	    status: string;
	    state: string;
	    feature: string;
	    impact: string;
	    startsAt?: string;
	    endsAt?: string;
	    updatedAt?: string;
	    resolved: boolean;
	    open: boolean;
	    overSince?: string;
	    lastToldAt?: string;
	    lastWord: string;
	    told?: Telling;
	    posts: partner.Post[];
	}
	export interface ServiceHealth {
	    id: string;
	    name: string;
	    status: string;
	    state: string;
	    issues: Issue[];
	}
	export interface HealthReport {
	    tenantId: string;
	    name: string;
	    asOf?: string;
	    problem?: Problem;
	    state: string;
	    unknown: number;
	    services: ServiceHealth[];
	}
	export interface HistoryMonth {
	    month: string;
	    minutes: number;
	}
	export interface ServiceHistory {
	    id: string;
	    name: string;
	    minutes: number;
	    incidents: number;
	    months: HistoryMonth[];
	}
	export interface History {
	    tenantId: string;
	    name: string;
	    from?: string;
	    to?: string;
	    since?: string;
	    asOf?: string;
	    unread: Gap[];
	    services: ServiceHistory[];
	    events: Change[];
	}
	
	export interface Hosts {
	    cloud: string;
	    dated?: string;
	    hosts: string[];
	}
	export interface ImportLine {
	    line: number;
	    column: string;
	    message: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	}
	export interface ImportReport {
	    file: string;
	    read: number;
	    joined: number;
	    added: number;
	    updated: number;
	    unchanged: number;
	    bad: ImportLine[];
	    waiting: boolean;
	}
	export interface Incident {
	    id: string;
	    title: string;
	    service: string;
	    classification: string;
	    status: string;
	    state: string;
	    startsAt?: string;
	    updatedAt?: string;
	    open: boolean;
	    resolved: boolean;
	    overSince?: string;
	    customers: AffectedCustomer[];
	}
	export interface IncidentRequest {
	    id: string;
	    localId: string;
	    title: string;
	    state: string;
	}
	export interface Seats {
	    total: number;
	    used?: number;
	}
	export interface IncidentCustomer {
	    tenantId: string;
	    name: string;
	    primaryDomain: string;
	    displayDomain: string;
	    health: string;
	    contact: string;
	    phones: string[];
	    mails: string[];
	    tags: string[];
	    seats?: Seats;
	    told?: Telling;
	    request?: IncidentRequest;
	}
	export interface TagCount {
	    tag: string;
	    count: number;
	}
	export interface IncidentStep {
	    at?: string;
	    what: string;
	    status: string;
	    customers: number;
	}
	export interface IncidentDetails {
	    id: string;
	    title: string;
	    service: string;
	    startsAt?: string;
	    updatedAt?: string;
	    classification: string;
	    status: string;
	    state: string;
	    open: boolean;
	    resolved: boolean;
	    overSince?: string;
	    lastWordAt?: string;
	    count: number;
	    told: number;
	    requests: number;
	    asOf?: string;
	    feature: string;
	    impact: string;
	    toldTo: string;
	    posts: partner.Post[];
	    steps: IncidentStep[];
	    tags: TagCount[];
	    customers: IncidentCustomer[];
	    total: number;
	    unknown: number;
	    neverRead: number;
	}
	export interface IncidentHead {
	    id: string;
	    title: string;
	    service: string;
	    state: string;
	}
	export interface IncidentRow {
	    id: string;
	    title: string;
	    service: string;
	    startsAt?: string;
	    updatedAt?: string;
	    classification: string;
	    status: string;
	    state: string;
	    open: boolean;
	    resolved: boolean;
	    overSince?: string;
	    lastWordAt?: string;
	    count: number;
	    told: number;
	    requests: number;
	}
	export interface IncidentList {
	    asOf?: string;
	    incidents: IncidentRow[];
	    tags: TagCount[];
	    total: number;
	    unknown: number;
	    neverRead: number;
	}
	export interface IncidentQuery {
	    tag: string;
	    all: boolean;
	}
	
	
	
	export interface Incidents {
	    asOf?: string;
	    incidents: Incident[];
	    total: number;
	    unknown: number;
	    neverRead: number;
	}
	
	
	export interface ListColumn {
	    id: string;
	    title: string;
	    number: boolean;
	}
	export interface ListFile {
	    name: string;
	    format: string;
	    about: string[];
	    columns: ListColumn[];
	    rows: string[][];
	}
	export interface ListLook {
	    order: string[];
	    hidden: string[];
	    widths: Record<string, number>;
	    sort: string;
	    desc: boolean;
	    filter: Record<string, string>;
	    view: string;
	}
	export interface MailingMessage {
	    tenantId: string;
	    name: string;
	    domain: string;
	    tags: string[];
	    language: string;
	    template: string;
	    to: string[];
	    badTo: string[];
	    ownTo: boolean;
	    subject: string;
	    text: string;
	    wordAt?: string;
	    told?: Telling;
	}
	export interface Mailing {
	    incident: string;
	    title: string;
	    open: boolean;
	    messages: MailingMessage[];
	    noAddress: number;
	    untold: number;
	}
	
	export interface MailingOpened {
	    whole: boolean;
	}
	export interface MailingQuery {
	    incident: string;
	    tag: string;
	    tenantIds: string[];
	    template: string;
	    language: string;
	    program: string;
	    sender: string;
	    brief: boolean;
	}
	export interface MailingSaved {
	    path: string;
	    messages: number;
	    noAddress: number;
	}
	
	export interface Near {
	    customers: CustomerRow[];
	    several: boolean;
	    identifier: string;
	    isId: boolean;
	}
	export interface Notice {
	    key: string;
	    text: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    path: string;
	}
	export interface OutboxPage {
	    onTheirWay: number;
	    drafts: number;
	    needsYou: number;
	    damaged: Problem[];
	    sent: number;
	    elsewhere: number;
	    requests: OutgoingItem[];
	}
	
	
	export interface Overview {
	    revision: number;
	    asOf?: string;
	    customers: number;
	    without: number;
	    unlisted: number;
	    byHealth: Record<string, number>;
	    attention: number;
	    read: number;
	    unreadable: number;
	    neverRead: number;
	    healthMedian?: string;
	    healthOldest?: string;
	    incidents: number;
	    requests: number;
	    tags: TagCount[];
	}
	export interface OwnPortal {
	    name: string;
	    template: string;
	}
	export interface Permission {
	    api: string;
	    scope: string;
	    optional: boolean;
	    state: string;
	    problem?: Problem;
	}
	export interface Place {
	    view: string;
	    tenantId: string;
	    row: string;
	    scroll: number;
	    day: string;
	    paneClosed: boolean;
	}
	export interface Portals {
	    order: string[];
	    hidden: string[];
	    own: OwnPortal[];
	    hosts: string[];
	}
	export interface SavedView {
	    list: string;
	    name: string;
	    text: string;
	    sort: string;
	    desc: boolean;
	    filter: Record<string, string>;
	}
	export interface Reading {
	    healthEvery: number;
	    detailsEvery: number;
	    paused: boolean;
	    onMetered: string;
	}
	export interface Preferences {
	    language: string;
	    theme: string;
	    density: string;
	    paneWidth: number;
	    logLevel: string;
	    lockAfter: number;
	    toured: boolean;
	    lists: Record<string, ListLook>;
	    place: Place;
	    reading: Reading;
	    portals: Portals;
	    closing: Closing;
	    views: SavedView[];
	    alerts: AlertRules;
	    announces: Announcing;
	    verdictUntried: boolean;
	    sender: string;
	    ticketSystem: string;
	}
	export interface Preflight {
	    fields: Record<string, string>;
	    fieldMessages?: Record<string, message.Message>;
	    codes: Record<string, string>;
	    findings: Finding[];
	}
	
	export interface Profile {
	    name: string;
	    label: string;
	    colour: string;
	    current: boolean;
	}
	export interface ProxyInUse {
	    address: string;
	    source: string;
	    fixed: boolean;
	}
	export interface QueuedFor {
	    queued: OutgoingItem[];
	    failed: CustomerFailure[];
	}
	
	
	
	export interface RequestContact {
	    name: string;
	    mail: string;
	    phone: string;
	}
	export interface RequestChoices {
	    tenantId: string;
	    customer: string;
	    azure: Freshness;
	    subscriptions: Choice[];
	    services: Choice[];
	    products: string[];
	    incidents: IncidentHead[];
	    contact: RequestContact;
	}
	
	export interface RequestNote {
	    by: string;
	    at?: string;
	    text: string;
	    localId: string;
	    state: string;
	    problem?: Problem;
	}
	export interface RequestDetails {
	    id: string;
	    localId: string;
	    tenantId: string;
	    customer: string;
	    title: string;
	    severity: string;
	    state: string;
	    channel: string;
	    createdAt?: string;
	    updatedAt?: string;
	    incidentId: string;
	    problem?: Problem;
	    product: string;
	    waiting: boolean;
	    unseen: boolean;
	    needsYou: boolean;
	    description: string;
	    contact: string;
	    notesAsOf?: string;
	    notes: RequestNote[];
	    notesIncomplete: boolean;
	    outgoing?: OutgoingItem;
	    mayClose: boolean;
	    regrades: string[];
	    changes: OutgoingItem[];
	}
	
	
	export interface RequestRow {
	    id: string;
	    localId: string;
	    tenantId: string;
	    customer: string;
	    title: string;
	    severity: string;
	    state: string;
	    channel: string;
	    createdAt?: string;
	    updatedAt?: string;
	    incidentId: string;
	    problem?: Problem;
	    product: string;
	    waiting: boolean;
	    unseen: boolean;
	    needsYou: boolean;
	}
	export interface RequestPage {
	    asOf?: string;
	    unknown: number;
	    old: number;
	    problem?: Problem;
	    total: number;
	    counts: Record<string, number>;
	    requests: RequestRow[];
	}
	export interface RequestQuery {
	    tenantId: string;
	    state: string;
	    text: string;
	    minDays: number;
	    sort: string;
	    desc: boolean;
	    offset: number;
	    limit: number;
	}
	
	export interface RequestTemplate {
	    id: string;
	    name: string;
	    language: string;
	    title: string;
	    description: string;
	    stepsTried: string;
	    severity: string;
	    product: string;
	    builtIn: boolean;
	}
	export interface RequestTemplates {
	    templates: RequestTemplate[];
	    placeholders: string[];
	}
	
	
	
	
	export interface SessionStatus {
	    signedIn: boolean;
	    demo: boolean;
	    name: string;
	    username: string;
	    tenantId: string;
	    clientId: string;
	    cloud: string;
	    loginUrl: string;
	    graphUrl: string;
	    partnerCenterUrl: string;
	    azureUrl: string;
	    profile: string;
	    signingIn: boolean;
	    deviceCode?: DeviceCode;
	    problem?: Problem;
	    notices: Notice[];
	    version: string;
	}
	export interface SignInRequest {
	    clientId: string;
	    tenant: string;
	    cloud: string;
	    loginUrl: string;
	    graphUrl: string;
	    partnerCenterUrl: string;
	    azureUrl: string;
	    caFile: string;
	    proxy: string;
	    deviceCode: boolean;
	}
	export interface SyncFailure {
	    tenantId: string;
	    name: string;
	    optional?: boolean;
	    kind: string;
	    message: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    remedy: string;
	    remedyKey: string;
	    tenant?: string;
	    code: string;
	    requestId: string;
	    at?: string;
	}
	export interface SyncStatus {
	    running: boolean;
	    phase: string;
	    done: number;
	    failed: number;
	    total: number;
	    startedAt?: string;
	    finishedAt?: string;
	    healthRead: number;
	    link: string;
	    rest: string;
	    problem?: Problem;
	    lists: SyncFailure[];
	}
	
	
	export interface Ticket {
	    title: string;
	    markup: string;
	    text: string;
	    plain: string;
	    link: string;
	}
	export interface TicketQuery {
	    tenantId: string;
	    incident: string;
	    request: string;
	    system: string;
	    language: string;
	}
	export interface Trouble {
	    customers: HealthReport[];
	    total: number;
	    unknown: number;
	    neverRead: number;
	}
	export interface Verdict {
	    verdict: string;
	    sentence: string;
	    messageKey?: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<message.Message>>;
	    evidence: Evidence[];
	    triedAt?: string;
	    hostsDated?: string;
	    reached: boolean;
	    tookMillis: number;
	}
	
	export interface WebhookMessage {
	    id: string;
	    title: string;
	    state: string;
	    createdAt?: string;
	    sentAt?: string;
	    nextTryAt?: string;
	    attempts: number;
	    problem?: Problem;
	}
	export interface Webhook {
	    kind: string;
	    names: boolean;
	    host: string;
	    ending: string;
	    since?: string;
	    waiting: number;
	    messages: WebhookMessage[];
	}
	

}

export namespace message {
	
	export interface Message {
	    key: string;
	    params?: Record<string, string>;
	    parts?: Record<string, Array<Message>>;
	}

}

export namespace partner {
	
	export interface Address {
	    street: string;
	    city: string;
	    state: string;
	    postalCode: string;
	    country: string;
	}
	export interface Post {
	    at: string | null;
	    html: string;
	    text: string;
	    type?: string;
	}
	export interface Announcement {
	    id: string;
	    title: string;
	    services: string[];
	    category: string;
	    severity: string;
	    major: boolean;
	    actionBy: string | null;
	    startsAt: string | null;
	    updatedAt: string | null;
	    posts: Post[];
	}
	export interface Delegation {
	    id: string;
	    name: string;
	    kind: string;
	    status: string;
	    roles: string[];
	    endsAt: string | null;
	    autoExtend: boolean;
	}
	export interface Link {
	    portal: string;
	    url: string;
	    source: string;
	}
	
	export interface RequestHead {
	    id: string;
	    title: string;
	    severity: string;
	    status: string;
	    product: string;
	    createdAt: string | null;
	    updatedAt: string | null;
	    azure: boolean;
	}
	export interface Subscription {
	    id: string;
	    name: string;
	    sku: string;
	    status: string;
	    total: number;
	    used: number | null;
	    isTrial: boolean;
	    renewsAt: string | null;
	    source: string;
	    commerceIds: string[];
	    autoRenews?: boolean | null;
	    next: string;
	}

}

