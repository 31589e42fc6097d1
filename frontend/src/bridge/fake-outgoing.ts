// @ts-nocheck This second world goes; its types are not worth mending.
import type { OutgoingItem, OutgoingStep, Problem } from "./contract";

const problemOf = (kind: string, message: string, remedyKey: string, at: string): Problem => ({
  kind,
  message,
  remedy: "",
  remedyKey,
  code: "",
  requestId: "6f2b1c84-3a57-4be1-9d1e-0a4c1f1f7c2a",
  at,
});

/** Something outgoing with plausible content; a test or a picture names what matters to it. */
export function outgoing(localId: string, over: Partial<OutgoingItem> = {}, now = Date.now()): OutgoingItem {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const title = over.title ?? "Shared mailbox does not open";
  const item: OutgoingItem = {
    id: "",
    localId,
    tenantId: "t1",
    customer: "Fabrikam Foods",
    title,
    severity: "moderate",
    state: "draft",
    channel: "portal",
    createdAt: ago(90),
    updatedAt: ago(12),
    incidentId: "",
    problem: null,
    product: "Exchange Online",
    waiting: false,
    draft: {
      localId,
      tenantId: over.tenantId ?? "t1",
      channel: over.channel ?? "portal",
      title,
      description: "Since Monday the shared mailbox does not open for anybody.",
      severity: "moderate",
      product: "Exchange Online",
      contact: "Camille Okafor",
      contactMail: "camille@contosopartner.com",
      contactPhone: "",
      affectedUsers: "12",
      stepsTried: "",
      incidentId: "",
      language: "en",
      subscription: "",
      service: "",
      serviceName: "",
      classification: "",
      classificationName: "",
    },
    note: "",
    requestId: "",
    requestTitle: "",
    nextTryAt: null,
    sentAt: null,
    attempts: 0,
    behind: "",
    editable: true,
    history: [],
    ...over,
  };
  return item;
}

/** One of each state, as a long day leaves them. */
export function outgoingOfEachState(tenantId: string, customer: string, now = Date.now()): OutgoingItem[] {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const step = (
    minutes: number,
    event: string,
    state: string,
    problem: Problem | null = null,
  ): OutgoingStep => ({
    at: at(minutes),
    event,
    state,
    problem,
  });
  const denied = problemOf("denied", "the sign-in is blocked by Conditional Access", "check-policy", at(-4));
  const invalid = problemOf(
    "invalid",
    "the title holds a sign that is not allowed",
    "correct-input",
    at(-30),
  );
  const busy = problemOf("throttled", "Too many requests", "wait-and-retry", at(-1));
  const lost = problemOf(
    "upstream",
    "the connection was closed before the answer",
    "report-upstream",
    at(-2),
  );
  const make = (n: number, over: Partial<OutgoingItem>) =>
    outgoing(`TNT-7F3K2${n}`, { tenantId, customer, ...over }, now);
  return [
    make(1, { state: "queued", needsYou: true, title: "Calendar permissions are lost after the migration" }),
    make(2, {
      state: "handed-off",
      needsYou: true,
      history: [step(-20, "queued", "queued"), step(-9, "handed-off", "handed-off")],
    }),
    make(3, {
      state: "blocked",
      channel: "azure",
      needsYou: true,
      title: "Virtual machine can’t be reached over RDP",
      problem: denied,
      nextTryAt: at(1430),
      attempts: 1,
      history: [
        step(-6, "queued", "queued"),
        step(-5, "started", "sending"),
        step(-4, "failed", "blocked", denied),
      ],
    }),
    make(4, {
      state: "rejected",
      channel: "azure",
      needsYou: true,
      problem: invalid,
      title: "Invoice shows a wrong amount",
    }),
    make(5, {
      state: "uncertain",
      channel: "azure",
      problem: lost,
      nextTryAt: at(0.3),
      title: "Disk throughput is low",
    }),
    make(6, {
      state: "queued",
      channel: "azure",
      problem: busy,
      nextTryAt: at(2),
      title: "Quota for the region is exhausted",
      behind: "",
    }),
    make(7, {
      state: "queued",
      channel: "note",
      title: "Licence can’t be assigned",
      requestId: "26112100004",
      note: "The trace from this morning is attached to the ticket. The customer can reproduce it at any time.",
      behind: "TNT-7F3K26",
    }),
    make(8, { state: "draft", title: "", draft: { ...make(8, {}).draft, title: "" } }),
    make(9, {
      state: "sent",
      channel: "azure",
      id: "119120321001170",
      sentAt: at(-200),
      editable: false,
      title: "Backup job fails every night",
    }),
  ];
}
