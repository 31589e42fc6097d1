import type {
  AlertCount,
  Alerts,
  Announcements,
  ChangeGroups,
  Changes,
  Choice,
  CustomerDetails,
  CustomerPage,
  HandOff,
  HealthReport,
  History,
  IncidentDetails,
  IncidentList,
  Incidents,
  OutboxPage,
  OutgoingItem,
  Overview,
  Preferences,
  Preflight,
  QueuedFor,
  RequestChoices,
  RequestDetails,
  RequestDraft,
  RequestPage,
  RequestTemplates,
  SessionStatus,
  SyncStatus,
} from "../bridge/bridge";
import { type Fault, toFault } from "../bridge/fault";
import alerts from "./answers/alerts.json";
import announcements from "./answers/announcements.json";
import changes from "./answers/changes.json";
import customers from "./answers/customers.json";
import details from "./answers/details.json";
import failures from "./answers/failures.json";
import health from "./answers/health.json";
import outbox from "./answers/outbox.json";
import requests from "./answers/requests.json";
import session from "./answers/session.json";
import settings from "./answers/settings.json";
import sync from "./answers/sync.json";
import writing from "./answers/writing.json";

// What the program really answered on one day in the simulated cloud: app/answers_test.go writes the documents,
// and fails when they are old. A test that needs something else changes fields in sight, where it asks.

/** A document, a copy for each who asks, with the fields changed that a test names. */
const of =
  <T extends object>(document: unknown) =>
  (over: Partial<T> = {}): T => ({ ...(structuredClone(document) as T), ...over });
const list =
  <T>(document: unknown) =>
  (): T[] =>
    structuredClone(document) as T[];

export const answers = {
  alerts: {
    new: of<Alerts>(alerts.new),
    count: of<AlertCount>(alerts.count),
  },
  announcements: {
    neverRead: of<Announcements>(announcements.neverRead),
    read: of<Announcements>(announcements.read),
  },
  changes: {
    groups: of<ChangeGroups>(changes.groups),
    of: of<Changes>(changes.of),
    history: of<History>(changes.history),
    none: of<ChangeGroups>(changes.none),
  },
  customers: {
    none: of<CustomerPage>(customers.none),
    list: of<CustomerPage>(customers.list),
    found: of<CustomerPage>(customers.search),
    noMatch: of<CustomerPage>(customers.noMatch),
    overview: of<Overview>(customers.overview),
    overviewOfNone: of<Overview>(customers.overviewOfNone),
  },
  details: {
    outage: of<CustomerDetails>(details.outage),
    healthy: of<CustomerDetails>(details.healthy),
    noConsent: of<CustomerDetails>(details.noConsent),
    old: of<CustomerDetails>(details.old),
  },
  health: {
    outage: of<HealthReport>(health.outage),
    degraded: of<HealthReport>(health.degraded),
    noRole: of<HealthReport>(health.noRole),
    old: of<HealthReport>(health.old),
    incidents: of<Incidents>(health.incidents),
    incidentList: of<IncidentList>(health.incidentList),
    incidentListNeverRead: of<IncidentList>(health.incidentListNeverRead),
    incident: of<IncidentDetails>(health.incident),
  },
  requests: {
    neverRead: of<RequestPage>(requests.neverRead),
    desk: of<RequestPage>(requests.desk),
    deskWithOutgoing: of<RequestPage>(requests.deskWithOutgoing),
    noMatch: of<RequestPage>(requests.noMatch),
    ofOne: of<RequestPage>(requests.ofOne),
    ofNone: of<RequestPage>(requests.ofNone),
    read: of<RequestDetails>(requests.read),
    closing: of<RequestDetails>(requests.closing),
    unseen: of<RequestDetails>(requests.unseen),
    withNoteOnItsWay: of<RequestDetails>(requests.withNoteOnItsWay),
    sent: of<RequestDetails>(requests.sent),
  },
  writing: {
    choices: of<RequestChoices>(writing.choices),
    classifications: list<Choice>(writing.classifications),
    otherClassifications: list<Choice>(writing.otherClassifications),
    templates: of<RequestTemplates>(writing.templates),
    prepared: of<RequestDraft>(writing.prepared),
    preparedForNobody: of<RequestDraft>(writing.preparedForNobody),
    preparedForSeveral: of<RequestDraft>(writing.preparedForSeveral),
    preparedFromIncidentTemplate: of<RequestDraft>(writing.preparedFromIncidentTemplate),
    checked: of<Preflight>(writing.checked),
    checkedEmpty: of<Preflight>(writing.checkedEmpty),
    checkedAzure: of<Preflight>(writing.checkedAzure),
    checkedPlaceholder: of<Preflight>(writing.checkedPlaceholder),
    checkedGaps: of<Preflight>(writing.checkedGaps),
    checkedIncident: of<Preflight>(writing.checkedIncident),
    checkedDuplicate: of<Preflight>(writing.checkedDuplicate),
    checkedDelegationEnded: of<Preflight>(writing.checkedDelegationEnded),
    checkedSeveral: of<Preflight>(writing.checkedSeveral),
    queuedForSeveral: of<QueuedFor>(writing.queuedForSeveral),
    queuedAgain: of<QueuedFor>(writing.queuedAgain),
  },
  outbox: {
    empty: of<OutboxPage>(outbox.empty),
    list: of<OutboxPage>(outbox.list),
    handOff: of<HandOff>(outbox.handOff),
    sending: of<OutgoingItem>(outbox.sending),
    closing: of<OutgoingItem>(outbox.closing),
  },
  session: {
    signedOut: of<SessionStatus>(session.signedOut),
    signingIn: of<SessionStatus>(session.signingIn),
    signedIn: of<SessionStatus>(session.signedIn),
    signInNeeded: of<SessionStatus>(session.signInNeeded),
  },
  preferences: of<Preferences>(settings.defaults),
  sync: {
    never: of<SyncStatus>(sync.never),
    done: of<SyncStatus>(sync.done),
    offline: of<SyncStatus>(sync.offline),
  },
};

/** The one in the outbox that has this state, and goes this way if one is named. */
export function outgoing(state: string, over: Partial<OutgoingItem> = {}, channel = ""): OutgoingItem {
  const all = [...answers.outbox.list().requests, answers.outbox.sending()];
  const found = all.find((item) => item.state === state && (!channel || item.channel === channel));
  if (!found) throw new Error(`the story has nothing that is ${state} ${channel}`);
  return { ...found, ...over };
}

/** A rejection, as Wails hands it on and the bridge parses it. */
export function refusal(name: keyof typeof failures, over: Partial<Fault> = {}): Fault {
  return toFault(new Error(JSON.stringify({ ...failures[name], ...over })));
}
