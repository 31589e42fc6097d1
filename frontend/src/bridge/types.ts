import type { app } from "../../wailsjs/go/models";

/**
 * The generated types say `?:` where Go sends null. Wire makes that honest: what may be missing
 * is null. (Only `match` may be absent altogether; test with `== null` and both are covered.)
 */
type Wire<T> = T extends (infer U)[]
  ? Wire<U>[]
  : T extends object
    ? {
        [K in keyof T]-?: undefined extends T[K] ? Wire<Exclude<T[K], undefined>> | null : Wire<T[K]>;
      }
    : T;

export type HealthState = "outage" | "degraded" | "advisory" | "healthy" | "unknown";

export type Problem = Wire<app.Problem>;
export type Match = Wire<app.Match>;
export type CustomerQuery = Wire<app.CustomerQuery>;
export type CustomerRow = Omit<Wire<app.CustomerRow>, "match"> & { match?: Match | null };
export type CustomerPage = Omit<Wire<app.CustomerPage>, "customers"> & { customers: CustomerRow[] };
export type CustomerDetails = Omit<Wire<app.CustomerDetails>, "match"> & { match?: Match | null };
export type Overview = Wire<app.Overview>;
export type TagCount = Wire<app.TagCount>;
export type Address = Wire<app.Address>;
export type VerifiedDomain = Wire<app.VerifiedDomain>;
export type Subscription = Wire<app.Subscription>;
export type Delegation = Wire<app.Delegation>;
export type ServiceRequest = Wire<app.ServiceRequest>;
export type Link = Wire<app.Link>;
export type Freshness = Wire<app.Freshness>;
export type HealthReport = Wire<app.HealthReport>;
export type ServiceHealth = Wire<app.ServiceHealth>;
export type Issue = Wire<app.Issue>;
export type Post = Wire<app.Post>;
export type Incidents = Wire<app.Incidents>;
export type Incident = Wire<app.Incident>;
export type AffectedCustomer = Wire<app.AffectedCustomer>;
export type SessionStatus = Wire<app.SessionStatus>;
export type DeviceCode = Wire<app.DeviceCode>;
export type Notice = Wire<app.Notice>;
export type SignInRequest = Wire<app.SignInRequest>;
export type SyncStatus = Wire<app.SyncStatus>;
export type ImportReport = Wire<app.ImportReport>;
export type RequestQuery = Wire<app.RequestQuery>;
export type RequestPage = Wire<app.RequestPage>;
export type RequestRow = Wire<app.RequestRow>;
export type RequestDetails = Wire<app.RequestDetails>;
export type RequestNote = Wire<app.RequestNote>;
export type RequestDraft = Wire<app.RequestDraft>;
export type OutgoingItem = Wire<app.OutgoingItem>;
export type OutgoingStep = Wire<app.OutgoingStep>;
export type OutboxPage = Wire<app.OutboxPage>;
export type Preflight = Wire<app.Preflight>;
export type Finding = Wire<app.Finding>;
export type RequestChoices = Wire<app.RequestChoices>;
export type Choice = Wire<app.Choice>;
export type IncidentHead = Wire<app.IncidentHead>;
export type RequestContact = Wire<app.RequestContact>;
export type RequestTemplate = Wire<app.RequestTemplate>;
export type RequestTemplates = Wire<app.RequestTemplates>;
export type HandOff = Wire<app.HandOff>;
export type QueuedFor = Wire<app.QueuedFor>;
export type CustomerFailure = Wire<app.CustomerFailure>;
export type Preferences = Wire<app.Preferences>;
