import type { contract } from "../../wailsjs/go/models";

/**
 * The generated types say `?:` where Go sends null. Wire makes that honest: what may be missing
 * is null. (Only `match` may be absent altogether; test with `== null` and both are covered.)
 */
type Wire<T> = T extends (infer U)[]
  ? Wire<U>[]
  : T extends object
    ? {
        [K in Exclude<keyof T, Said>]-?: undefined extends T[K]
          ? Wire<Exclude<T[K], undefined>> | null
          : Wire<T[K]>;
      } & { [K in Extract<keyof T, Said>]?: T[K] | null }
    : T;

/** What a failure says for translation (backend/message) stands beside its English text, and may be absent. */
type Said = "messageKey" | "params" | "parts" | "fieldMessages";

export type HealthState = "outage" | "degraded" | "advisory" | "healthy" | "unknown";

export type Problem = Wire<contract.Problem>;
export type Match = Wire<contract.Match>;
export type CustomerQuery = Wire<contract.CustomerQuery>;
export type CustomerRow = Omit<Wire<contract.CustomerRow>, "match"> & { match?: Match | null };
export type CustomerPage = Omit<Wire<contract.CustomerPage>, "customers"> & { customers: CustomerRow[] };
export type CustomerDetails = Omit<Wire<contract.CustomerDetails>, "match"> & { match?: Match | null };
export type Overview = Wire<contract.Overview>;
export type TagCount = Wire<contract.TagCount>;
export type Address = Wire<contract.Address>;
export type VerifiedDomain = Wire<contract.VerifiedDomain>;
export type Subscription = Wire<contract.Subscription>;
export type Delegation = Wire<contract.Delegation>;
export type ServiceRequest = Wire<contract.ServiceRequest>;
export type Link = Wire<contract.Link>;
export type Freshness = Wire<contract.Freshness>;
export type HealthReport = Wire<contract.HealthReport>;
export type ServiceHealth = Wire<contract.ServiceHealth>;
export type Issue = Wire<contract.Issue>;
export type Post = Wire<contract.Post>;
export type Incidents = Wire<contract.Incidents>;
export type Incident = Wire<contract.Incident>;
export type AffectedCustomer = Wire<contract.AffectedCustomer>;
export type SessionStatus = Wire<contract.SessionStatus>;
export type DeviceCode = Wire<contract.DeviceCode>;
export type Notice = Wire<contract.Notice>;
export type SignInRequest = Wire<contract.SignInRequest>;
export type SyncStatus = Wire<contract.SyncStatus>;
export type ImportReport = Wire<contract.ImportReport>;
export type RequestQuery = Wire<contract.RequestQuery>;
export type RequestPage = Wire<contract.RequestPage>;
export type RequestRow = Wire<contract.RequestRow>;
export type RequestDetails = Wire<contract.RequestDetails>;
export type RequestNote = Wire<contract.RequestNote>;
export type RequestDraft = Wire<contract.RequestDraft>;
export type OutgoingItem = Wire<contract.OutgoingItem>;
export type OutgoingStep = Wire<contract.OutgoingStep>;
export type OutboxPage = Wire<contract.OutboxPage>;
export type Preflight = Wire<contract.Preflight>;
export type Finding = Wire<contract.Finding>;
export type RequestChoices = Wire<contract.RequestChoices>;
export type Choice = Wire<contract.Choice>;
export type IncidentHead = Wire<contract.IncidentHead>;
export type RequestContact = Wire<contract.RequestContact>;
export type RequestTemplate = Wire<contract.RequestTemplate>;
export type RequestTemplates = Wire<contract.RequestTemplates>;
export type HandOff = Wire<contract.HandOff>;
export type QueuedFor = Wire<contract.QueuedFor>;
export type CustomerFailure = Wire<contract.CustomerFailure>;
export type Preferences = Wire<contract.Preferences>;
