import type { OutboxPage, OutgoingItem, RequestDetails, RequestPage, RequestRow } from "../bridge/bridge";
import { ago } from "./samples";

/** Small plausible service requests; a test names what matters to it. */
export const requestRow = (id: string, over: Partial<RequestRow> = {}): RequestRow => ({
  id,
  localId: "",
  tenantId: "t1",
  customer: "Fabrikam",
  title: `Title of ${id}`,
  severity: "moderate",
  state: "open",
  channel: "partnercenter",
  createdAt: ago(120),
  updatedAt: ago(3),
  incidentId: "",
  problem: null,
  product: "Exchange Online",
  waiting: false,
  needsYou: false,
  ...over,
});

export const requestPage = (requests: RequestRow[], over: Partial<RequestPage> = {}): RequestPage => ({
  asOf: ago(1),
  unknown: 0,
  old: 0,
  problem: null,
  total: requests.length,
  counts: { open: requests.length, waiting: 0, needsYou: 0, onTheirWay: 0, closed: 0 },
  requests,
  ...over,
});

export const outboxPage = (requests: OutgoingItem[], over: Partial<OutboxPage> = {}): OutboxPage => ({
  onTheirWay: 0,
  drafts: 0,
  needsYou: 0,
  damaged: [],
  sent: 0,
  elsewhere: 0,
  requests,
  ...over,
});

export const requestDetails = (id: string, over: Partial<RequestDetails> = {}): RequestDetails => ({
  ...requestRow(id),
  description: `Description of ${id}`,
  contact: "Sam Rivera",
  notesAsOf: ago(1),
  notes: [
    {
      by: "Microsoft Support",
      at: ago(2),
      text: "Please send the headers.",
      localId: "",
      state: "",
      problem: null,
    },
  ],
  outgoing: null,
  ...over,
});
