// Generated from app/contract by "make generate"; do not edit.

export const eventNames = [
  "customers",
  "sync",
  "session",
  "outbox",
  "alerts",
  "changes",
  "told",
  "leaving",
  "staying",
  "keychain",
  "linked",
  "announced",
] as const;
export type EventName = (typeof eventNames)[number];

export const mailingTemplates = [
  "first",
  "update",
  "resolved",
  "not-you",
] as const;
export type MailingTemplate = (typeof mailingTemplates)[number];

export const tellingMeanses = [
  "files",
  "csv",
  "copied",
  "opened",
  "byHand",
] as const;
export type TellingMeans = (typeof tellingMeanses)[number];

export const eventKinds = [
  "health",
  "incident",
  "request",
  "subscription",
  "domain",
  "address",
  "delegation",
  "access",
  "customer",
] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventWhats = [
  "worse",
  "better",
  "unclear",
  "opened",
  "updated",
  "resolved",
  "vanished",
  "passed",
  "closed",
  "changed",
  "added",
  "removed",
  "unread",
] as const;
export type EventWhat = (typeof eventWhats)[number];

export const urgencies = [
  "good",
  "neutral",
  "warning",
  "trouble",
] as const;
export type Urgency = (typeof urgencies)[number];

export const healthStates = [
  "outage",
  "degraded",
  "advisory",
  "unknown",
  "healthy",
] as const;
export type HealthState = (typeof healthStates)[number];

export const verdictWords = [
  "microsoft",
  "probably-microsoft",
  "network",
  "customer",
  "healthy",
  "unclear",
] as const;
export type VerdictWord = (typeof verdictWords)[number];

export const faultKinds = [
  "offline",
  "throttled",
  "signin",
  "consent",
  "denied",
  "missing",
  "invalid",
  "conflict",
  "retired",
  "upstream",
  "corrupt",
  "internal",
] as const;
export type FaultKind = (typeof faultKinds)[number] | (string & {});

export const remedies = [
  "ask-admin",
  "ask-customer",
  "ask-own-admin",
  "assign-role",
  "azure-role",
  "check-app-registration",
  "check-delegation",
  "check-disk",
  "check-network",
  "check-policy",
  "check-proxy",
  "check-webhook",
  "choose-cloud",
  "close-files",
  "close-other",
  "compare-and-choose",
  "confirm-removals",
  "consent-role",
  "correct-input",
  "decide-webhook",
  "fix-permissions",
  "free-quota",
  "free-space",
  "get-delegation",
  "give-passphrase",
  "grant-consent",
  "key-in-file",
  "key-in-keychain",
  "managed-device",
  "other-disk",
  "other-place",
  "over-portal",
  "partner-role",
  "raise-file-size",
  "raise-open-files",
  "rebuild-cache",
  "release-file",
  "report-bug",
  "report-upstream",
  "restore-key",
  "see-help",
  "set-clock",
  "sign-in-again",
  "sign-in-at-customer",
  "sign-in-in-browser",
  "trust-authority",
  "update-program",
  "use-file-secrets",
  "use-portal",
  "wait-and-retry",
] as const;
export type Remedy = (typeof remedies)[number] | (string & {});

export const parts = [
  "details",
  "health",
  "subscriptions",
  "delegations",
  "requests",
  "links",
  "azure",
  "announcements",
  "profile",
  "tenantInformation",
] as const;
export type Part = (typeof parts)[number];

export const neededParts = [
  "details",
  "health",
  "subscriptions",
  "delegations",
  "requests",
] as const;
export type NeededPart = (typeof neededParts)[number];

export const customerSources = [
  "gdap",
  "gdapcustomer",
  "contract",
  "partnercenter",
  "import",
] as const;
export type CustomerSource = (typeof customerSources)[number] | (string & {});

export const detailGroups = [
  "address",
  "phones",
  "contacts",
  "domains",
] as const;
export type DetailGroup = (typeof detailGroups)[number];

export const nextSteps = [
  "renews",
  "ends",
  "turns",
  "grace",
  "deleted",
  "suspended",
  "over",
] as const;
export type NextStep = (typeof nextSteps)[number];

export const origins = [
  "graph",
  "partnercenter",
  "import",
] as const;
export type Origin = (typeof origins)[number];

export const accessReasons = [
  "pending",
  "ended",
  "none",
  "unproven",
  "gone",
] as const;
export type AccessReason = (typeof accessReasons)[number] | (string & {});

export const customerSorts = [
  "name",
  "domain",
  "health",
  "requests",
  "expiry",
  "age",
  "updated",
] as const;
export type CustomerSort = (typeof customerSorts)[number];

export const matchFields = [
  "tenantId",
  "name",
  "alias",
  "tag",
  "name",
  "primaryDomain",
  "domain",
  "initialDomain",
  "outgoing",
  "request",
  "incident",
  "product",
  "delegation",
  "phone",
  "contact",
  "requestContact",
  "organization",
  "address",
] as const;
export type MatchField = (typeof matchFields)[number];

export const syncPhases = [
  "listing",
  "reading",
] as const;
export type SyncPhase = (typeof syncPhases)[number];

export const channels = [
  "azure",
  "portal",
  "note",
  "change",
] as const;
export type Channel = (typeof channels)[number];

export const acts = [
  "handOff",
  "openAgain",
  "filed",
  "send",
  "queue",
  "notThere",
  "edit",
  "correct",
  "takeBack",
  "open",
  "discard",
  "remove",
  "overPortal",
] as const;
export type Act = (typeof acts)[number];

export const outStates = [
  "draft",
  "queued",
  "sending",
  "uncertain",
  "blocked",
  "rejected",
  "handed-off",
  "sent",
] as const;
export type OutState = (typeof outStates)[number];

export const outEvents = [
  "queued",
  "taken-back",
  "started",
  "delivered",
  "handed-off",
  "found",
  "not-found",
  "failed",
  "lost",
  "interrupted",
  "not-settled",
  "held",
  "released",
  "seen",
] as const;
export type OutEvent = (typeof outEvents)[number];

export const grantingStatuses = [
  "active",
  "expiring",
] as const;
export type GrantingStatus = (typeof grantingStatuses)[number];

export const requestStatuses = [
  "none",
  "open",
  "attention_needed",
  "closed",
] as const;
export type RequestStatus = (typeof requestStatuses)[number] | (string & {});

export const requestStates = [
  "none",
  "open",
  "attention_needed",
  "closed",
  "draft",
  "queued",
  "sending",
  "uncertain",
  "blocked",
  "rejected",
  "handed-off",
  "sent",
] as const;
export type RequestState = (typeof requestStates)[number] | (string & {});

export const requestChannels = [
  "azure",
  "portal",
  "note",
  "change",
  "partnercenter",
] as const;
export type RequestChannel = (typeof requestChannels)[number];

export const severities = [
  "minimal",
  "moderate",
  "critical",
] as const;
export type Severity = (typeof severities)[number];

export const deskStates = [
  "open",
  "waiting",
  "needsYou",
  "onTheirWay",
  "closed",
] as const;
export type DeskState = (typeof deskStates)[number];

export const deskOrders = [
  "updated",
  "created",
  "severity",
  "state",
  "customer",
  "title",
] as const;
export type DeskOrder = (typeof deskOrders)[number];

export const alertKinds = [
  "health",
  "access",
  "delegation",
  "renewal",
  "request",
  "gone",
  "came",
  "stale",
] as const;
export type AlertKind = (typeof alertKinds)[number] | (string & {});

export const alertStates = [
  "new",
  "acknowledged",
  "snoozed",
  "closed",
] as const;
export type AlertState = (typeof alertStates)[number];

export const alertSeverities = [
  "critical",
  "warning",
  "notice",
] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const alertWhies = [
  "began",
  "worse",
  "woke",
  "reopened",
] as const;
export type AlertWhy = (typeof alertWhies)[number];

export const alertRules = [
  "kind",
  "tag",
  "service",
  "class",
  "state",
] as const;
export type AlertRule = (typeof alertRules)[number];

export const alertClasses = [
  "all",
] as const;
export type AlertClass = (typeof alertClasses)[number];

export const alertLeasts = [
  "advisory",
  "degraded",
  "outage",
] as const;
export type AlertLeast = (typeof alertLeasts)[number];

export const webhookKinds = [
  "generic",
  "teams",
  "slack",
] as const;
export type WebhookKind = (typeof webhookKinds)[number];

export const quietDaies = [
  "sun",
  "mon",
  "tue",
  "wed",
  "thu",
  "fri",
  "sat",
] as const;
export type QuietDay = (typeof quietDaies)[number];

export const announcementCategories = [
  "preventOrFixIssue",
  "planForChange",
  "stayInformed",
] as const;
export type AnnouncementCategory = (typeof announcementCategories)[number] | (string & {});

export const findingKinds = [
  "delegation-ended",
  "delegation-ends",
  "without-access",
  "incident",
  "duplicate",
  "placeholder",
] as const;
export type FindingKind = (typeof findingKinds)[number];

export const portals = [
  "admin",
  "exchange",
  "entra",
  "teams",
  "azure",
  "intune",
  "defender",
  "purview",
  "powerplatform",
  "partnercenter",
  "servicehealth",
  "support",
  "status",
] as const;
export type Portal = (typeof portals)[number] | (string & {});

export const linkStates = [
  "online",
  "offline",
] as const;
export type LinkState = (typeof linkStates)[number];

export const cloudNames = [
  "global",
  "usgov",
  "usgovdod",
  "china",
  "custom",
] as const;
export type CloudName = (typeof cloudNames)[number];

export const graphPermissions = [
  "User.Read",
  "Directory.Read.All",
  "DelegatedAdminRelationship.Read.All",
  "Organization.Read.All",
  "Domain.Read.All",
  "ServiceHealth.Read.All",
  "ServiceMessage.Read.All",
] as const;
export type GraphPermission = (typeof graphPermissions)[number];

export const optionalPermissions = [
  "CrossTenantInformation.ReadBasic.All",
] as const;
export type OptionalPermission = (typeof optionalPermissions)[number];

export const permissionAPIs = [
  "graph",
  "partner-center",
  "azure",
] as const;
export type PermissionAPI = (typeof permissionAPIs)[number];

export const permissionStates = [
  "granted",
  "missing",
  "unknown",
] as const;
export type PermissionState = (typeof permissionStates)[number];

export const languages = [
  "en",
  "fr",
] as const;
export type Language = (typeof languages)[number];

export const themes = [
  "light",
  "dark",
] as const;
export type Theme = (typeof themes)[number];

export const profileColours = [
  "blue",
  "orange",
  "teal",
  "pink",
  "green",
  "lavender",
  "ochre",
  "grey",
] as const;
export type ProfileColour = (typeof profileColours)[number];

export const densities = [
  "comfortable",
  "compact",
] as const;
export type Density = (typeof densities)[number];

export const ticketSystems = [
  "halopsa",
  "connectwise",
  "autotask",
  "plain",
  "markdown",
  "html",
] as const;
export type TicketSystem = (typeof ticketSystems)[number];

export const fileFormats = [
  "xlsx",
  "csv",
  "json",
] as const;
export type FileFormat = (typeof fileFormats)[number];

export const logLevels = [
  "debug",
  "info",
  "warn",
  "error",
  "off",
] as const;
export type LogLevel = (typeof logLevels)[number];

export const proxySources = [
  "setting",
  "environment",
  "system",
  "none",
] as const;
export type ProxySource = (typeof proxySources)[number];

export const onMetereds = [
  "less",
  "never",
] as const;
export type OnMetered = (typeof onMetereds)[number];

export const rests = [
  "paused",
  "metered",
  "sparing",
] as const;
export type Rest = (typeof rests)[number];

export const lockWaits = [
  "press",
  "passphrase",
  "keychain",
  "retry",
] as const;
export type LockWait = (typeof lockWaits)[number];

/** Address is a postal address; any field may be empty. It is its own JSON shape. */
export interface Address {
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}

/** AffectedCustomer names a customer in an incident. */
export interface AffectedCustomer {
  tenantId: string;
  name: string;
  primaryDomain: string;
  /** as people write it (no punycode) */
  displayDomain: string;
}

/** Alert is one thing that asks, or asked, for somebody. */
export interface Alert extends Said {
  id: string;
  kind: AlertKind;
  state: AlertState;
  severity: AlertSeverity | "";
  /** English: what it tells of */
  title: string;
  /** that it affects; of one that is over, that it affected at most */
  customers: number;
  /** null: it is of no one customer */
  tenantId: string | null;
  customerName: string;
  /** of the incident that it tells of */
  incidentId: string | null;
  /** of the service request */
  requestId: string | null;
  service: string;
  /** Microsoft calls the incident an advisory */
  advisory: boolean;
  /** when it was found to begin, this time */
  since: string | null;
  /** how often it has begun */
  life: number;
  /** when what is to come comes; of "stale", since when nothing was read */
  at: string | null;
  /** it is new, or was last */
  why: AlertWhy;
  whyAt: string | null;
  /** the end of the snooze */
  until: string | null;
  /** of the snooze */
  reason: string;
  /** the rule that keeps it silent; empty: none */
  silencedBy: AlertRule | "";
  /** null: not yet */
  announcedAt: string | null;
  /** when it was found to be over */
  closedAt: string | null;
}

/** AlertCount is how many alerts ask for somebody, and how bad the worst of them is. */
export interface AlertCount {
  new: number;
  /** empty: there is none */
  worst: AlertSeverity | "";
}

/** AlertRules say which alerts stay silent, and when none is announced. What is silent is listed all the same. */
export interface AlertRules {
  /** kinds */
  off: AlertKind[];
  /** customers with none of these are silent; empty: nobody is for that */
  onlyTags: string[];
  neverTags: string[];
  onlyServices: string[];
  neverServices: string[];
  /** empty: incidents alone */
  class: AlertClass | "";
  /** the least bad state of a service that is heard; empty: any trouble */
  least: AlertLeast | "";
  quiet: QuietHours[];
  /** how long before an end it is told; 0: 30 */
  warnDays: number;
  /** how old all that was read may be; 0: 24 */
  staleHours: number;
}

/** Alerts are what asks for somebody, the worst first; or all of them. */
export interface Alerts {
  alerts: Alert[];
}

/** Announced is what the window says of alerts that are new. */
export interface Announced {
  /** how many there are; 0: nothing is to be said */
  new: number;
  /** what the most urgent are about, and how many more there are */
  lines: Announces[];
  /** where it leads */
  linked: Linked;
}

/** Announcement is a message of the customer's message center: what Microsoft is going to change, and what is to be done about it. It is its own JSON shape. */
export interface Announcement {
  id: string;
  title: string;
  services: string[];
  /** the service's word, camelCase */
  category: AnnouncementCategory;
  /** normal, high, critical */
  severity: string;
  major: boolean;
  /** zero: no action is required */
  actionBy: string | null;
  startsAt: string | null;
  updatedAt: string | null;
  posts: Post[];
}

/** Announcements is one customer's message center, the newest message first. */
export interface Announcements {
  tenantId: string;
  name: string;
  /** null: never read */
  asOf: string | null;
  problem: Problem | null;
  messages: Announcement[];
}

/** Announces is one line of it. */
export interface Announces extends Said {
  /** English */
  text: string;
}

/** Announcing is how the user of a window is told of alerts that are new. */
export interface Announcing {
  /** not at all; they are listed all the same */
  off: boolean;
  /** what the system shows names no customer: others may see it */
  nameless: boolean;
}

/** Change is one entry of the log of changes. */
export interface Change extends Said {
  id: string;
  /** when it was noticed */
  at: string | null;
  /** null: it is of no one customer, as Microsoft's next word on an incident */
  tenantId: string | null;
  /** the customer's, on that day */
  name: string;
  kind: EventKind;
  what: EventWhat;
  /** which side of the subject changed; empty: it as a whole */
  aspect: string;
  /** id of an incident, a request, a subscription, a delegation, or a domain */
  subject: string;
  incidentId: string | null;
  title: string;
  service: string;
  before: string;
  after: string;
  /** of an incident, by Microsoft's word */
  startsAt: string | null;
  /** likewise; null: not over, or not told */
  endsAt: string | null;
  /** what happened, in English */
  text: string;
  seen: boolean;
}

/** ChangeGroup is the changes of one incident, or all others of one customer. */
export interface ChangeGroup {
  key: string;
  /** null: it is a customer's */
  incidentId: string | null;
  /** null: it is an incident's */
  tenantId: string | null;
  /** the incident's, or the customer's name */
  title: string;
  service: string;
  urgency: Urgency;
  /** of the last change */
  at: string | null;
  count: number;
  customers: number;
  /** the last few of them */
  newest: Change[];
}

/** ChangeGroups is changes that belong together, the most urgent first. */
export interface ChangeGroups {
  asOf: string | null;
  groups: ChangeGroup[];
  /** the limit left some out */
  more: boolean;
}

/** ChangeQuery says which changes are asked for. The zero value asks for all. */
export interface ChangeQuery {
  /** RFC 3339; empty: as far back as is known */
  since: string;
  /** likewise, included; empty: until now */
  until: string;
  /** of one customer; empty: of all */
  tenantId: string;
  /** of customers with a tag; empty: of all */
  tag: string;
  kinds: EventKind[];
  /** these alone; empty: all */
  ids: string[];
  /** of one group; empty: of all */
  group: string;
  unseen: boolean;
  /** 0: none */
  limit: number;
}

/** Changes is what changed at the customers, the last change first. */
export interface Changes {
  /** how old the list of customers is: what happened since is not known */
  asOf: string | null;
  changes: Change[];
  /** the limit left some out */
  more: boolean;
}

/** Check is one finding of the doctor. */
export interface Check extends Said {
  /** profile, keychain, journal, cache, cloud, authority, proxy, network, clock, sign-in, permissions, or "list" and its source */
  name: string;
  ok: boolean;
  /** English: what is right, or what is wrong */
  message: string;
  /** English advice; empty: nothing is wrong */
  remedy: string;
  /** the key of the advice, for translation */
  remedyKey: Remedy | "";
  /** the customer's at whom it failed; empty: at home, or nowhere */
  tenant?: string | null;
  code: string;
}

/** Choice is an entry of a list to choose from. */
export interface Choice {
  id: string;
  name: string;
}

/** Closing is what becomes of the program when a person closes its window. */
export interface Closing {
  /** it goes on without one; false: it ends */
  stays: boolean;
  /** that it does was said */
  told: boolean;
}

/** Consent is how the app comes to be approved at a customer: by the customer's administrator, who opens a link, or by the partner itself. */
export interface Consent {
  tenantId: string;
  name: string;
  /** for the customer's administrator */
  link: string;
  /** the customer's technical contacts, as far as known */
  to: string[];
  subject: string;
  text: string;
  /** the delegation lets the partner approve it itself */
  mayGrant: boolean;
}

/** CustomerDetails is everything known of one customer but its health report. */
export interface CustomerDetails extends CustomerRow {
  address: Address;
  /** as its country writes it on an envelope, without the country */
  addressLines: string[];
  phones: string[];
  technicalContacts: string[];
  verifiedDomains: VerifiedDomain[];
  /** of each of these four: who told it; none where nothing is known */
  detailSources: Partial<Record<DetailGroup, string>>;
  subscriptions: Subscription[];
  delegations: Delegation[];
  requests: RequestHead[];
  links: Link[];
  /** of every part, also of one that was never read */
  freshness: Partial<Record<Part, Freshness>>;
}

/** CustomerFailure says why something failed at one customer. */
export interface CustomerFailure {
  tenantId: string;
  customer: string;
  /** the draft that was kept; empty: none */
  localId: string;
  /** of kind conflict: it looks like a request that exists; the user decides */
  failure: Failure;
}

/** CustomerPage is a window of rows and what lies around it. */
export interface CustomerPage {
  revision: number;
  asOf: string | null;
  /** rows that match */
  total: number;
  without: number;
  tookMicros: number;
  customers: CustomerRow[];
}

/** CustomerQuery asks for a window of rows. */
export interface CustomerQuery {
  text: string;
  /** name, domain, health, requests, expiry, age; empty: relevance with a text, else health */
  sort: CustomerSort | "";
  desc: boolean;
  /** a health state, or empty */
  health: HealthState | "";
  tag: string;
  /** only customers with trouble */
  attention: boolean;
  /** only customers that could not be read in full */
  problem: boolean;
  /** only favourites */
  favourite: boolean;
  without: boolean;
  offset: number;
  /** 0: all */
  limit: number;
}

/** CustomerRow is one customer in a list. */
export interface CustomerRow {
  tenantId: string;
  name: string;
  primaryDomain: string;
  /** the primary domain as people write it (no punycode) */
  displayDomain: string;
  initialDomain: string;
  domains: string[];
  /** graph, partnercenter or import: the strongest list that names it */
  source: Origin;
  /** every list that names it */
  sources: CustomerSource[];
  health: HealthState;
  healthAsOf: string | null;
  /** age of the row: the older of details and health */
  asOf: string | null;
  openIssues: number;
  /** null: never read */
  openRequests: number | null;
  delegationEnds: string | null;
  tags: string[];
  aliases: string[];
  favourite: boolean;
  problem: Problem | null;
  withoutAccess: WithoutAccess | null;
  /** since when no list names it, though that is not confirmed; null: one does */
  unlistedSince: string | null;
  /** search only */
  match?: Match | null;
}

/** Delegation is what allows the partner in. It is its own JSON shape. */
export interface Delegation {
  id: string;
  name: string;
  /** "gdap", "dap" or "reseller" */
  kind: string;
  /** the service's word, lower case: "active", "expired", … */
  status: string;
  roles: string[];
  /** zero, in JSON null: no end */
  endsAt: string | null;
  autoExtend: boolean;
}

/** DeviceCode is what the user has to type and where. */
export interface DeviceCode {
  userCode: string;
  verificationUrl: string;
  expiresAt: string | null;
}

/** Draft is a service request as the user writes it. Texts are trimmed; lines end in "\n". */
export interface Draft {
  title: string;
  description: string;
  severity: string;
  /** a Microsoft 365 product, in the user's words */
  product: string;
  /** name of the person whom Microsoft calls */
  contact: string;
  contactMail: string;
  contactPhone: string;
  affectedUsers: string;
  stepsTried: string;
  /** the health issue that it belongs to */
  incidentId: string;
  /** "en" or "fr": of the headings that Tenantry adds */
  language: Language | "";
  subscription: string;
  /** SupportService.ID */
  service: string;
  /** ProblemClassification.ID */
  classification: string;
  serviceName: string;
  classificationName: string;
}

/** Evidence is one thing that a verdict stands on. */
export interface Evidence extends Said {
  /** a word that stays: "host NAME", "gateway", "proxy", "clock", "incident ID", "customer ID", "customers", "health", "probes" */
  what: string;
  /** it speaks against trouble */
  ok: boolean;
  detail: string;
  at: string | null;
}

/** Failure is what a bound call rejects with (as a JSON string) and what --json prints. */
export interface Failure extends Said {
  kind: FaultKind;
  /** English */
  message: string;
  remedy: string;
  remedyKey: Remedy;
  tenant?: string | null;
  code: string;
  requestId: string;
  /** field name to what is wrong with it, in English */
  fields?: Record<string, string> | null;
  fieldMessages?: Record<string, Message> | null;
}

/** Finding is something that speaks against sending. */
export interface Finding extends Said {
  /** delegation-ended, delegation-ends, without-access, incident, duplicate, placeholder */
  kind: FindingKind;
  /** it can't be queued; else the user decides */
  blocking: boolean;
  /** English */
  text: string;
  /** of a blocking one */
  remedyKey?: Remedy | "" | null;
  /** of the incident or the request (its number or local id), or the placeholder */
  id: string;
  title: string;
}

/** First is what the page is given with its first byte, to be shown before it asks for anything. What is null it asks for. */
export interface First {
  preferences: Preferences;
  /** what the window waits for before the profile is opened */
  waits: LockWait | "";
  profiles: Profile[];
  sync: SyncStatus;
  session: SessionStatus | null;
  overview: Overview | null;
  /** the first rows in the order of the preferences */
  customers: CustomerPage | null;
}

/** Freshness says since when a part is known and what kept it from being fresher. */
export interface Freshness {
  asOf: string | null;
  problem: Problem | null;
}

/** Gap is a time of which nothing is known. */
export interface Gap {
  from: string | null;
  to: string | null;
}

/** HandOff is what a person needs to file a request on the customer's support page. */
export interface HandOff {
  item: OutgoingItem;
  url: string;
  /** the page was opened in the browser */
  opened: boolean;
  /** with the reference by which it is found again */
  title: string;
  /** everything, title first: for the clipboard */
  text: string;
}

/** HealthReport is one customer's service health. */
export interface HealthReport {
  tenantId: string;
  name: string;
  asOf: string | null;
  problem: Problem | null;
  state: HealthState;
  /** 1: nobody knows how the customer is; its services may be known in part */
  unknown: number;
  services: ServiceHealth[];
}

/** History is the minutes of incident of one customer, and the changes that tell of them. */
export interface History {
  tenantId: string;
  name: string;
  from: string | null;
  to: string | null;
  /** since when its changes are known; what was before is not known; null: never */
  since: string | null;
  /** when its health was read last: what happened since is not known; null: never */
  asOf: string | null;
  /** when else nothing is known of it */
  unread: Gap[];
  services: ServiceHistory[];
  events: Change[];
}

/** HistoryMonth is the minutes of incident of one month, in UTC. */
export interface HistoryMonth {
  /** 2006-01 */
  month: string;
  minutes: number;
}

/** Hosts are the hosts that a verdict tries in a national cloud. */
export interface Hosts {
  cloud: string;
  /** when Microsoft published them */
  dated: string | null;
  hosts: string[];
}

/** ImportLine says why a line of a file can't be taken. */
export interface ImportLine extends Said {
  line: number;
  /** as the file names it; empty: the line as a whole */
  column: string;
  message: string;
}

/** ImportReport says what an import did. */
export interface ImportReport {
  file: string;
  /** customers in the file */
  read: number;
  /** rows of a customer that stood above already */
  joined: number;
  added: number;
  updated: number;
  unchanged: number;
  bad: ImportLine[];
  waiting: boolean;
}

/** Incident is one issue with the customers it affects; of one that is over, with those that it did. */
export interface Incident {
  id: string;
  title: string;
  service: string;
  classification: string;
  status: string;
  state: HealthState;
  startsAt: string | null;
  updatedAt: string | null;
  open: boolean;
  /** neither open nor resolved: Microsoft tells of it no more */
  resolved: boolean;
  /** when it was resolved, or first missed; null while it is open */
  overSince: string | null;
  customers: AffectedCustomer[];
}

/** IncidentCustomer is a customer in an incident, with what a desk needs to tell it. */
export interface IncidentCustomer extends AffectedCustomer {
  health: HealthState;
  /** who was named last in a service request; empty: nobody */
  contact: string;
  phones: string[];
  /** technical contacts */
  mails: string[];
  tags: string[];
  /** null: not known */
  seats: Seats | null;
  /** the last that it was told of this issue; null: nothing */
  told: Telling | null;
  /** null: none about this issue is open or on its way, as far as is known */
  request: IncidentRequest | null;
}

/** IncidentDetails is one issue with what Microsoft wrote of it, what became of it, and the customers it affects. */
export interface IncidentDetails extends IncidentRow, Unspoken {
  asOf: string | null;
  feature: string;
  impact: string;
  /** the customer in whose report the posts stand; empty: no report that is kept has them */
  toldTo: string;
  /** newest first */
  posts: Post[];
  /** the last one first */
  steps: IncidentStep[];
  /** of the customers it affects, whatever the query says */
  tags: TagCount[];
  customers: IncidentCustomer[];
}

/** IncidentHead names an open issue. */
export interface IncidentHead {
  id: string;
  title: string;
  service: string;
  state: HealthState;
}

/** IncidentList is each issue once, without its customers: open ones first, then those that are over. */
export interface IncidentList extends Unspoken {
  asOf: string | null;
  incidents: IncidentRow[];
  /** those by which the list can be narrowed */
  tags: TagCount[];
}

/** IncidentQuery narrows what is told of incidents. The zero value asks for what is open, or over since a day at most. */
export interface IncidentQuery {
  /** of customers with a tag alone; empty: of all */
  tag: string;
  /** what is over since thirty days at most too: that reads every customer's report */
  all: boolean;
}

/** IncidentRequest is a service request about an issue: written here about it, or with its id in the title. */
export interface IncidentRequest {
  /** Microsoft's number; empty: none yet */
  id: string;
  /** of one that was written here; else empty */
  localId: string;
  title: string;
  state: RequestState;
}

/** IncidentRow is an issue in the list, with what the desk did about it. */
export interface IncidentRow {
  id: string;
  title: string;
  service: string;
  startsAt: string | null;
  updatedAt: string | null;
  classification: string;
  status: string;
  state: HealthState;
  open: boolean;
  /** neither open nor resolved: Microsoft tells of it no more */
  resolved: boolean;
  /** when it was resolved, or first missed; null while it is open */
  overSince: string | null;
  /** when Microsoft wrote last; null: no post of it has a time */
  lastWordAt: string | null;
  /** customers that it affects */
  count: number;
  /** those of them of whom somebody kept that they were told */
  told: number;
  /** those of them with a request about it that is open or on its way */
  requests: number;
}

/** IncidentStep is what became of an issue at a time. */
export interface IncidentStep {
  /** by Microsoft's word; where it has none, when it was noticed */
  at: string | null;
  what: EventWhat;
  /** Microsoft's word, camelCase */
  status: string;
  /** at whom it was noticed to begin or to end; 0: it is of all */
  customers: number;
}

/** Incidents is each issue once: open ones first, then those that are over since a day at most. */
export interface Incidents extends Unspoken {
  asOf: string | null;
  incidents: Incident[];
}

/** Issue is an incident or an advisory with its story. */
export interface Issue {
  id: string;
  title: string;
  service: string;
  /** incident, advisory */
  classification: string;
  status: string;
  state: HealthState;
  feature: string;
  impact: string;
  startsAt: string | null;
  endsAt: string | null;
  updatedAt: string | null;
  resolved: boolean;
  /** it is trouble still */
  open: boolean;
  /** when it was resolved, or first missed; null while it is open */
  overSince: string | null;
  /** null: Microsoft tells of it; else when it last did */
  lastToldAt: string | null;
  /** the status line of the newest post that has words; empty: none */
  lastWord: string;
  /** the last that the customer was told of it from here; null: nothing, as far as is known */
  told: Telling | null;
  /** newest first */
  posts: Post[];
}

/** Link opens a portal in the customer's context. Its address was checked by portal. It is its own JSON shape. */
export interface Link {
  portal: Portal;
  url: string;
  /** one of the words below */
  source: string;
}

/** Linked is where a tenantry: link leads in the window. */
export interface Linked {
  /** as the page calls it; empty: there is no link */
  view: string;
  /** of a customer's view */
  tenantId: string;
  /** which one is shown among the incidents */
  incident: string;
  /** which one is shown among the customer's requests */
  requestId: string;
}

/** ListColumn is a column of a ListFile. */
export interface ListColumn {
  id: string;
  title: string;
  /** its cells are numbers */
  number: boolean;
}

/** ListFile is a list of a window on its way into a file. */
export interface ListFile {
  /** of the list, as it is shown */
  name: string;
  format: FileFormat;
  /** what the list leaves out, how it is sorted, how old it is */
  about: string[];
  columns: ListColumn[];
  /** of as many cells as there are columns */
  rows: string[][];
}

/** ListLook is how a list of the window is looked at. What is empty is as at first. */
export interface ListLook {
  /** its columns from first to last, hidden ones among them */
  order: string[];
  /** columns that are not shown */
  hidden: string[];
  /** of columns that were made wider or narrower, in px */
  widths: Record<string, number>;
  /** in the words of the list's query */
  sort: string;
  desc: boolean;
  /** what narrows it, by the fields of its query; what is yes or no is "true" */
  filter: Record<string, string>;
  /** the saved view that is shown in the place of Sort, Desc and Filter; empty: none */
  view: string;
}

/** ListSaved is a list that was written into a file. */
export interface ListSaved {
  path: string;
  rows: number;
}

/** Mailing is a message for each customer that is to be told of an incident. Nothing of it is sent. */
export interface Mailing {
  incident: string;
  title: string;
  open: boolean;
  messages: MailingMessage[];
  /** of the messages, those without an address */
  noAddress: number;
  /** customers left out: the template is for those that had the first word */
  untold: number;
}

/** MailingMessage is one customer's. */
export interface MailingMessage {
  tenantId: string;
  name: string;
  domain: string;
  tags: string[];
  language: string;
  template: MailingTemplate;
  /** empty: no address is known */
  to: string[];
  /** what is kept as an address and nobody can be written to by */
  badTo: string[];
  /** to whom is the user's word, not Microsoft's */
  ownTo: boolean;
  subject: string;
  text: string;
  /** when Microsoft wrote what is quoted */
  wordAt: string | null;
  /** the last that the customer was told of this incident; null: nothing */
  told: Telling | null;
}

/** MailingOpened is what was opened in the user's mail program. */
export interface MailingOpened {
  /** false: the text was too long to go along */
  whole: boolean;
}

/** MailingQuery says which customers are to be told of an incident, and how. */
export interface MailingQuery {
  incident: string;
  /** customers with a tag alone; empty: all */
  tag: string;
  /** these alone; empty: all */
  tenantIds: string[];
  /** empty: each customer's next one */
  template: string;
  /** of every message; empty: each customer's */
  language: string;
  /** the language that is used where a customer's is not known */
  program: string;
  /** who signs; may be empty */
  sender: string;
  /** without the texts: of many customers they are megabytes */
  brief: boolean;
}

/** MailingSaved is what was written. */
export interface MailingSaved {
  /** empty: the user thought better of it */
  path: string;
  messages: number;
  /** of the messages; these do not count as told */
  noAddress: number;
}

/** Match says where a search found the customer. */
export interface Match {
  field: MatchField;
  /** the text of that field */
  text: string;
  score: number;
  /** pairs [from, to) in UTF-16 code units of Text */
  ranges: number[][];
  target: string;
  /** the letters only resemble what was asked */
  weak: boolean;
  /** words of the question that were not found */
  missing: string[];
}

/** Message is a sentence of the catalogue and what it is about, in no language yet. */
export interface Message {
  key: string;
  params?: Record<string, string> | null;
  parts?: Record<string, Message[]> | null;
}

/** Near is what comes close to a text that means no one customer. */
export interface Near {
  /** best first, at most ten */
  customers: CustomerRow[];
  /** the text fits each of the first two; else they only resemble it */
  several: boolean;
  identifier: string;
  /** it is a tenant id */
  isId: boolean;
}

/** Notice is something the user should know once. The window has words of its own for a key that it knows. */
export interface Notice extends Said {
  /** cache-rebuilt, cache-rescued, journal-gone, … */
  key: string;
  /** English */
  text: string;
  path: string;
}

/** OutboxPage is what is outgoing, the newest first. */
export interface OutboxPage {
  /** not yet at Microsoft */
  onTheirWay: number;
  /** being written */
  drafts: number;
  /** those that need a person: blocked, rejected, handed off, to be handed off */
  needsYou: number;
  /** what of the journal could not be read */
  damaged: Problem[];
  /** all that arrived; the list holds the newest of them */
  sent: number;
  /** those that were written as another partner account: not shown */
  elsewhere: number;
  /** the contract's name for the rows */
  requests: OutgoingItem[];
}

/** OutgoingItem is something in the outbox, with its story. */
export interface OutgoingItem extends RequestRow {
  draft: RequestDraft;
  /** channel note: its text */
  note: string;
  /** channels note and change: the request that it belongs to */
  requestId: string;
  /** channels note and change */
  requestTitle: string;
  /** channel change: what the request shall become; else null */
  change: RequestChange | null;
  nextTryAt: string | null;
  sentAt: string | null;
  attempts: number;
  /** the local id that it waits behind, or empty */
  behind: string;
  /** may be edited, taken back */
  editable: boolean;
  /** oldest first */
  history: OutgoingStep[];
}

/** OutgoingStep is one line of the story. */
export interface OutgoingStep {
  at: string | null;
  /** queued, taken-back, started, delivered, handed-off, found, not-found, failed, lost, interrupted, not-settled, held, released, seen */
  event: OutEvent;
  state: OutState;
  problem: Problem | null;
}

/** Overview is what the navigation and the status line say of all customers. */
export interface Overview {
  revision: number;
  asOf: string | null;
  customers: number;
  /** customers without delegated access, who count in nothing else here */
  without: number;
  /** customers whom no list names any more, until that is confirmed */
  unlisted: number;
  byHealth: Partial<Record<HealthState, number>>;
  /** customers with trouble */
  attention: number;
  read: number;
  unreadable: number;
  neverRead: number;
  healthMedian: string | null;
  healthOldest: string | null;
  incidents: number;
  /** open service requests */
  requests: number;
  tags: TagCount[];
}

/** OwnPortal is one that the user added; its name is its key. */
export interface OwnPortal {
  name: string;
  /** https, with {tid}, {initial} and {default} */
  template: string;
}

/** Permission is one that the app registration is to have, and whether the partner's own tenant granted it. */
export interface Permission {
  api: PermissionAPI;
  /** Microsoft's name */
  scope: string;
  optional: boolean;
  state: PermissionState;
  /** why the sign-in refuses the whole API, or why it is not known */
  problem: Problem | null;
}

/** Place is where the window was when its user last rested: the next start begins there. The words are the page's. */
export interface Place {
  /** empty: the first */
  view: string;
  /** the chosen customer, if any: shown again only if it is still one */
  tenantId: string;
  /** what is chosen in the view: an incident, a request */
  row: string;
  /** the first row in view of the list of customers */
  scroll: number;
  /** when that was, as the window's clock had it: 2026-11-27 */
  day: string;
  /** the details beside the view were put away */
  paneClosed: boolean;
}

/** Portals are how the links to admin centers are shown. */
export interface Portals {
  /** keys, the first first */
  order: string[];
  /** keys that the window does not show; the command line has all */
  hidden: string[];
  own: OwnPortal[];
  /** that own ones may lead to besides Microsoft's */
  hosts: string[];
}

/** Post is one message of Microsoft's on an issue. */
export interface Post {
  at: string | null;
  /** sanitised before it was stored */
  html: string;
  /** the same without markup */
  text: string;
  /** regular, quick, strategic (api/facts.md 1.9); empty: not told */
  type?: string | null;
}

/** Preferences are the window's settings. They are kept in the journal. */
export interface Preferences {
  /** en, fr or empty: as the system */
  language: Language | "";
  /** light, dark or empty: as the system */
  theme: Theme | "";
  /** comfortable, compact */
  density: Density | "";
  paneWidth: number;
  /** how much is logged; empty: info */
  logLevel: LogLevel | "";
  /** minutes without a hand on it; 0: never */
  lockAfter: number;
  /** the tour was offered */
  toured: boolean;
  /** by the name of the list */
  lists: Record<string, ListLook>;
  place: Place;
  reading: Reading;
  portals: Portals;
  closing: Closing;
  /** in the order of the navigation */
  views: SavedView[];
  alerts: AlertRules;
  announces: Announcing;
  verdictUntried: boolean;
  sender: string;
  ticketSystem: string;
}

/** Preflight is what is to be known before a request is queued. */
export interface Preflight {
  /** field name to what is wrong with it, in English */
  fields: Record<string, string>;
  /** the same for translation */
  fieldMessages?: Record<string, Message> | null;
  /** field name to missing, gaps, long, control, word or mail, for programs */
  codes: Record<string, string>;
  /** what the user should look at */
  findings: Finding[];
}

/** Problem is a failure as both faces show it. */
export interface Problem extends Said {
  kind: FaultKind;
  /** English */
  message: string;
  /** English advice */
  remedy: string;
  /** the key of the advice, for translation */
  remedyKey: Remedy;
  /** the customer's at whom it failed; empty: at home, or nowhere */
  tenant?: string | null;
  code: string;
  requestId: string;
  at: string | null;
}

/** Profile is one of this machine's profiles: a partner account each. */
export interface Profile {
  /** behind --profile */
  name: string;
  /** what its user calls it; empty: it goes by its name */
  label: string;
  colour: ProfileColour;
  /** the one of this window, or of this command */
  current: boolean;
}

/** ProxyInUse is through what Microsoft is reached. */
export interface ProxyInUse {
  /** without user and password; empty: none */
  address: string;
  /** who named it */
  source: ProxySource;
  /** this start was told one, which goes before the one that is kept */
  fixed: boolean;
}

/** QueuedFor is what became of one request for several customers. */
export interface QueuedFor {
  queued: OutgoingItem[];
  failed: CustomerFailure[];
}

/** QuietHours are a time of the day, where the user is, in which nothing is announced. */
export interface QuietHours {
  /** 22:00 */
  from: string;
  /** 07:00: of the next day */
  until: string;
  /** on which it begins; empty: on all */
  days: QuietDay[];
}

/** Reading is what is read without anybody asking. */
export interface Reading {
  /** minutes; 0: 10 */
  healthEvery: number;
  /** hours, of what Partner Center and the tenants' public side add; 0: 24 */
  detailsEvery: number;
  paused: boolean;
  /** on a network that is paid for by what goes over it */
  onMetered: OnMetered | "";
}

/** RequestChange is what a request shall become; one of the two, the other is empty. */
export interface RequestChange {
  /** closed */
  status: string;
  /** minimal, moderate, critical */
  severity: string;
}

/** RequestChoices is what can be chosen for a customer's new request, from the cache. */
export interface RequestChoices {
  tenantId: string;
  customer: string;
  /** of the subscriptions */
  azure: Freshness;
  /** Azure subscriptions in which a ticket can be opened */
  subscriptions: Choice[];
  /** Azure's support catalogue */
  services: Choice[];
  /** Microsoft 365 products, the customer's own first */
  products: string[];
  /** open at this customer */
  incidents: IncidentHead[];
  /** whom Microsoft calls: as last time, else who is signed in */
  contact: RequestContact;
}

/** RequestContact is whom Microsoft calls. */
export interface RequestContact {
  name: string;
  mail: string;
  phone: string;
}

/** RequestDetails is one service request with its notes. */
export interface RequestDetails extends RequestRow {
  description: string;
  contact: string;
  /** null: the notes were never read */
  notesAsOf: string | null;
  /** oldest first; those on their way last */
  notes: RequestNote[];
  /** some of the notes could not be read */
  notesIncomplete: boolean;
  /** of one that was written here */
  outgoing: OutgoingItem | null;
  mayClose: boolean;
  /** severities */
  regrades: string[];
  changes: OutgoingItem[];
}

/** RequestDraft is a service request as it is written. Which fields a channel needs says Check. */
export interface RequestDraft extends Draft {
  /** empty: not kept yet */
  localId: string;
  tenantId: string;
  /** azure, portal */
  channel: Channel | "";
}

/** RequestHead is the small part of a service request. The summary holds them, so that the desk of all customers' requests reads no other value. It is its own JSON shape. */
export interface RequestHead {
  id: string;
  title: string;
  severity: string;
  status: RequestStatus;
  product: string;
  createdAt: string | null;
  updatedAt: string | null;
  azure: boolean;
}

/** RequestNote is a message on a service request. */
export interface RequestNote {
  by: string;
  at: string | null;
  text: string;
  /** of one that is on its way; else empty */
  localId: string;
  /** its state in the outbox, or empty */
  state: OutState | "";
  problem: Problem | null;
}

/** RequestPage is a window of service requests and how much is known of them. */
export interface RequestPage {
  /** since when the oldest of the lists is known; null: none was read */
  asOf: string | null;
  /** customers whose list was never read */
  unknown: number;
  /** customers whose last reading failed, so that an older one is shown */
  old: number;
  /** of one customer's list: why it is not fresher */
  problem: Problem | null;
  total: number;
  /** by state of the query; the other filters applied */
  counts: Partial<Record<DeskState, number>>;
  requests: RequestRow[];
}

/** RequestQuery asks for a window of service requests, of one customer or of all. */
export interface RequestQuery {
  /** empty: all customers */
  tenantId: string;
  /** empty: all */
  state: DeskState | "";
  /** words of title, number, reference, customer or product */
  text: string;
  /** only those created at least so many days ago */
  minDays: number;
  /** updated, created, severity, state, customer, title; empty: what waits for us first */
  sort: DeskOrder | "";
  desc: boolean;
  offset: number;
  /** 0: all */
  limit: number;
}

/** RequestRow is one service request in a list: one that Microsoft has, or one that is on its way. */
export interface RequestRow {
  /** Microsoft's number; empty: none yet */
  id: string;
  /** of one that was written here; else empty */
  localId: string;
  tenantId: string;
  customer: string;
  title: string;
  severity: string;
  /** open, closed, attention_needed, none; of an outgoing one its state in the outbox */
  state: RequestState;
  /** azure, portal, note; partnercenter: as Partner Center lists it */
  channel: RequestChannel;
  createdAt: string | null;
  updatedAt: string | null;
  incidentId: string;
  problem: Problem | null;
  product: string;
  /** Microsoft waits for our answer */
  waiting: boolean;
  /** a person entered the number, and no list of Microsoft's shows it yet */
  unseen: boolean;
  /** that, or what was written here needs a correction, a number, a page to be filled in */
  needsYou: boolean;
}

/** RequestTemplate is a text to start from. Its texts may hold placeholders such as {customer}. */
export interface RequestTemplate extends Template {
  /** comes with the program: can be copied, not changed */
  builtIn: boolean;
}

/** RequestTemplates are the templates and the placeholders that their texts may hold. */
export interface RequestTemplates {
  templates: RequestTemplate[];
  /** without braces */
  placeholders: string[];
}

/** Said is what a failure says, for translation: a sentence of the catalogue (backend/message) and what it is about. An empty key: the English text beside it is all there is. */
export interface Said {
  messageKey?: string | null;
  params?: Record<string, string> | null;
  /** parameters that are sentences themselves */
  parts?: Record<string, Message[]> | null;
}

/** SavedView is what a list of the window was narrowed to and sorted by, kept under a name. */
export interface SavedView {
  /** the list's name, as in Preferences.Lists */
  list: string;
  /** one of a kind among those of its list, whatever the case of its letters */
  name: string;
  /** what is looked for */
  text: string;
  /** as in ListLook; empty: what fits best */
  sort: string;
  desc: boolean;
  /** as in ListLook */
  filter: Record<string, string>;
}

/** Seats are licences of all products together, without what is switched off. */
export interface Seats {
  total: number;
  /** null: not told of each product */
  used: number | null;
}

/** ServiceHealth is one service of a report. */
export interface ServiceHealth {
  id: string;
  name: string;
  /** Microsoft's word, camelCase */
  status: string;
  state: HealthState;
  issues: Issue[];
}

/** ServiceHistory is the minutes of incident of one service. Minutes in which several were open count once. */
export interface ServiceHistory {
  id: string;
  name: string;
  minutes: number;
  incidents: number;
  months: HistoryMonth[];
}

/** SessionStatus says who is signed in where, and what a sign-in under way waits for. */
export interface SessionStatus {
  signedIn: boolean;
  /** the simulated cloud: both faces say so */
  demo: boolean;
  name: string;
  username: string;
  tenantId: string;
  /** of the sign-in, or of the last one */
  clientId: string;
  /** global, usgov, usgovdod, china, custom */
  cloud: CloudName | "";
  loginUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  azureUrl: string;
  profile: string;
  signingIn: boolean;
  /** while a device-code sign-in waits */
  deviceCode: DeviceCode | null;
  /** why a new sign-in is needed */
  problem: Problem | null;
  /** what happened at the start, e.g. the cache was set aside */
  notices: Notice[];
  version: string;
}

/** SignInRequest is the sign-in form. What is empty is as it was at the last sign-in. */
export interface SignInRequest {
  clientId: string;
  tenant: string;
  cloud: CloudName | "";
  /** the four URLs and caFile: cloud "custom" only */
  loginUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  azureUrl: string;
  caFile: string;
  /** http://USER:PASSWORD@HOST:PORT or direct */
  proxy: string;
  deviceCode: boolean;
}

/** Subscription is a subscription or a licence pool of a customer. It is its own JSON shape. */
export interface Subscription {
  id: string;
  name: string;
  sku: string;
  /** the service's word, lower case */
  status: string;
  total: number;
  /** -1, in JSON null: unknown */
  used: number | null;
  isTrial: boolean;
  /** when what Next says happens; zero: unknown */
  renewsAt: string | null;
  source: CustomerSource;
  commerceIds: string[];
  autoRenews: boolean | null;
  next: NextStep;
}

/** SyncCustomers counts customers. */
export interface SyncCustomers {
  listed: number;
  synced: number;
  failed: number;
  removed: number;
  withoutAccess: number;
  healthRead: number;
}

/** SyncFailure names a customer, or a list (tenantId empty), that could not be read. */
export interface SyncFailure extends Problem {
  tenantId: string;
  /** a list's: the end of its key, sync_list_…, with spaces */
  name: string;
  /** a list that this partner need not have: nothing that was known is missing */
  optional?: boolean | null;
}

/** SyncReport is what a sync did. */
export interface SyncReport {
  startedAt: string | null;
  finishedAt: string | null;
  customers: SyncCustomers;
  http: Traffic;
  failures: SyncFailure[];
  /** what ended the sync early */
  error?: Failure | null;
}

/** SyncStatus is what the status line says of the sync. */
export interface SyncStatus {
  running: boolean;
  /** what it does; empty: it does not run */
  phase: SyncPhase | "";
  done: number;
  failed: number;
  total: number;
  startedAt: string | null;
  /** of the last sync that ended */
  finishedAt: string | null;
  /** customers whose service health the last sync read */
  healthRead: number;
  /** whether there is a network, by the newest call of any part; empty: there was none */
  link: LinkState | "";
  /** why nothing, or less, is read without anybody asking */
  rest: Rest | "";
  /** what ended or hindered the last sync */
  problem: Problem | null;
  lists: SyncFailure[];
}

/** TagCount says how many customers carry a tag. */
export interface TagCount {
  tag: string;
  count: number;
}

/** Telling is that a message left the program, and how. */
export interface Telling {
  tenantId: string;
  at: string | null;
  template: MailingTemplate;
  wordAt: string | null;
  means: TellingMeans;
}

/** Template is a text to start a request from. Its texts may hold placeholders such as {customer}, and gaps. Those that come with the program are labels, placeholders and gaps alone: they state nothing that the user did not write or the cache does not hold. The CBOR tags are the shape in which the user's own templates are kept. */
export interface Template {
  id: string;
  name: string;
  /** one of Languages */
  language: Language | "";
  title: string;
  description: string;
  stepsTried: string;
  /** one of partner.Severities */
  severity: string;
  product: string;
}

/** Ticket is a matter as a text to copy into a ticket system. */
export interface Ticket {
  /** one line */
  title: string;
  /** plain, markdown, html */
  markup: string;
  /** in that markup */
  text: string;
  /** the same without any */
  plain: string;
  /** tenantry:… */
  link: string;
}

/** TicketQuery says which matter of a customer is wanted as a ticket: an incident, a service request, or, where neither is named, its health. */
export interface TicketQuery {
  tenantId: string;
  incident: string;
  request: string;
  system: TicketSystem;
  language: Language | "";
}

/** Traffic counts HTTP requests; bytes are those of the answers' bodies. */
export interface Traffic {
  requests: number;
  throttled: number;
  retried: number;
  bytes: number;
}

/** Trouble is the services with trouble, customer by customer, and of how many customers nothing can be said. */
export interface Trouble extends Unspoken {
  customers: HealthReport[];
}

/** Unspoken counts the customers that nothing can be said of: an empty list is no good news of them. */
export interface Unspoken {
  /** customers there are */
  total: number;
  /** customers of unknown health */
  unknown: number;
  /** those among them of whom nothing was ever read */
  neverRead: number;
}

/** Verdict is whose trouble it is: Microsoft's, our own network's, one customer's, or nobody's. */
export interface Verdict extends Said {
  verdict: VerdictWord;
  /** English */
  sentence: string;
  /** what speaks for trouble first */
  evidence: Evidence[];
  /** when hosts were tried from here; null: none were */
  triedAt: string | null;
  hostsDated: string | null;
  /** a host of Microsoft's answered */
  reached: boolean;
  tookMillis: number;
}

/** VerifiedDomain is a domain that the customer proved to own. Display is its Unicode form. */
export interface VerifiedDomain {
  name: string;
  display: string;
  isDefault: boolean;
  isInitial: boolean;
}

/** Webhook is where alerts that are new are told beside the window, and what is on its way there. Its address and the key that messages are signed with are in no answer. */
export interface Webhook {
  /** empty: there is none */
  kind: WebhookKind | "";
  /** messages may name customers */
  names: boolean;
  host: string;
  /** the last four characters of the address, where that tells too little to use it */
  ending: string;
  since: string | null;
  /** messages that have not arrived */
  waiting: number;
  /** those, and the newest that arrived; the newest first */
  messages: WebhookMessage[];
}

/** WebhookMessage is one message to a webhook. */
export interface WebhookMessage {
  id: string;
  /** in the language in which it was written */
  title: string;
  state: OutState;
  createdAt: string | null;
  sentAt: string | null;
  nextTryAt: string | null;
  attempts: number;
  /** why it is not there */
  problem: Problem | null;
}

/** WithoutAccess says why a customer counts as one without delegated access, and what gets one. */
export interface WithoutAccess extends Said {
  reason: AccessReason;
  /** English */
  message: string;
  /** English: what the partner does */
  advice: string;
  /** for translation */
  adviceKey: string;
  /** where the customer's administrator approves the delegation that awaits it */
  invitation: string | null;
  letters: Record<string, string>;
}

/** What there is to know of each channel. */
export const ways = {
  "azure": {
    "channel": "azure",
    "request": true,
    "byItself": true,
    "named": true,
    "needs": [
      "subscription",
      "service",
      "classification",
      "contact",
      "contactMail"
    ],
    "acts": {
      "blocked": [
        "send",
        "edit",
        "overPortal",
        "takeBack"
      ],
      "draft": [
        "edit",
        "discard"
      ],
      "handed-off": [
        "filed",
        "openAgain",
        "takeBack"
      ],
      "queued": [
        "edit",
        "takeBack"
      ],
      "rejected": [
        "correct",
        "overPortal",
        "discard"
      ],
      "sending": [],
      "sent": [
        "open",
        "remove"
      ],
      "uncertain": [
        "filed",
        "notThere"
      ]
    }
  },
  "change": {
    "channel": "change",
    "request": false,
    "byItself": true,
    "named": false,
    "needs": [],
    "acts": {
      "blocked": [
        "send",
        "takeBack"
      ],
      "draft": [
        "queue",
        "discard"
      ],
      "handed-off": [
        "filed",
        "openAgain",
        "takeBack"
      ],
      "queued": [
        "takeBack"
      ],
      "rejected": [
        "discard"
      ],
      "sending": [],
      "sent": [
        "open",
        "remove"
      ],
      "uncertain": [
        "notThere"
      ]
    }
  },
  "note": {
    "channel": "note",
    "request": false,
    "byItself": true,
    "named": false,
    "needs": [],
    "acts": {
      "blocked": [
        "send",
        "edit",
        "takeBack"
      ],
      "draft": [
        "queue",
        "edit",
        "discard"
      ],
      "handed-off": [
        "filed",
        "openAgain",
        "takeBack"
      ],
      "queued": [
        "edit",
        "takeBack"
      ],
      "rejected": [
        "correct",
        "discard"
      ],
      "sending": [],
      "sent": [
        "open",
        "remove"
      ],
      "uncertain": [
        "notThere"
      ]
    }
  },
  "portal": {
    "channel": "portal",
    "request": true,
    "byItself": false,
    "named": false,
    "needs": [],
    "acts": {
      "blocked": [
        "send",
        "edit",
        "takeBack"
      ],
      "draft": [
        "edit",
        "discard"
      ],
      "handed-off": [
        "filed",
        "openAgain",
        "takeBack"
      ],
      "queued": [
        "handOff",
        "edit",
        "takeBack"
      ],
      "rejected": [
        "correct",
        "discard"
      ],
      "sending": [],
      "sent": [
        "open",
        "remove"
      ],
      "uncertain": [
        "filed",
        "notThere"
      ]
    }
  }
} as const satisfies Record<Channel, unknown>;
