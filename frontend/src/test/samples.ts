import type {
  Delegation,
  IncidentRow,
  Issue,
  ListLook,
  OutboxPage,
  OutgoingItem,
  Problem,
  RequestDetails,
  RequestPage,
  RequestRow,
} from "../bridge/bridge";
import type { Question } from "../state/looks";
import { answers } from "./answers";

/** How a list is looked at, kept as long as the test runs. */
export function keptLook(look: Partial<ListLook> = {}) {
  const asAtFirst = { order: [], hidden: [], widths: {}, sort: "", desc: false, filter: {}, view: "" };
  let kept: ListLook = { ...asAtFirst, ...look };
  return {
    get: () => kept,
    question: () => ({ ...kept, text: "" }),
    left: ({ sort, desc, filter }: Question) => {
      kept = { ...kept, sort, desc, filter };
    },
  };
}

// Parts of the program's answers, for tests that want several of a kind, or one of their own. Each is one that
// the program gave; a test names what differs.

export const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
export const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

function first<T>(list: readonly T[], what: string): T {
  const [found] = list;
  if (found === undefined) throw new Error(`the story has no ${what}`);
  return found;
}

/** Why a customer who approved no app can't be read. */
export const problem = (over: Partial<Problem> = {}): Problem => ({
  ...first(
    [answers.details.noConsent().problem].filter((p) => p !== null),
    "problem",
  ),
  ...over,
});

/** A granular delegation that is active. */
export const delegation = (over: Partial<Delegation> = {}): Delegation => ({
  ...first(answers.details.outage().delegations, "delegation"),
  ...over,
});

const known = (which: "degraded" | "outage") => answers.health[which]().services.flatMap((s) => s.issues);
const named = (id: string) => ({ id, title: `Title of ${id}` });

/** An open incident with two messages, the newest first. */
export const issue = (id: string, over: Partial<Issue> = {}): Issue => ({
  ...first(known("degraded"), "open issue"),
  ...named(id),
  ...over,
});

/** An issue that is over. */
export const over = (id: string): Issue => ({
  ...first(
    known("outage").filter((i) => i.resolved),
    "resolved issue",
  ),
  ...named(id),
});

/** An open incident in the list of all customers. */
export const incident = (id: string, over: Partial<IncidentRow> = {}): IncidentRow => ({
  ...first(
    answers.health.incidentList().incidents.filter((i) => i.state === "degraded"),
    "incident",
  ),
  ...named(id),
  ...over,
});

/** An open service request of a list. */
export const requestRow = (id: string, over: Partial<RequestRow> = {}): RequestRow => ({
  ...first(answers.requests.ofOne().requests, "open request"),
  ...named(id),
  ...over,
});

export const requestPage = (requests: RequestRow[], over: Partial<RequestPage> = {}): RequestPage =>
  answers.requests.ofOne({ total: requests.length, requests, ...over });

/** A service request that was read with its notes. */
export const requestDetails = (id: string, over: Partial<RequestDetails> = {}): RequestDetails =>
  answers.requests.read({ ...named(id), ...over });

export const outboxPage = (requests: OutgoingItem[], over: Partial<OutboxPage> = {}): OutboxPage =>
  answers.outbox.empty({ requests, ...over });
