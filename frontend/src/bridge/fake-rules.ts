// @ts-nocheck This second world goes; its types are not worth mending.
import type { Finding, Preflight, RequestDraft, RequestQuery, RequestRow } from "./contract";

const isOpen = (state: string) => state === "open" || state === "attention_needed";

/** A draft with nothing in it. */
export function emptyDraft(tenantId: string, language: string): RequestDraft {
  return {
    localId: "",
    tenantId,
    channel: "portal",
    title: "",
    description: "",
    severity: "minimal",
    product: "",
    contact: "",
    contactMail: "",
    contactPhone: "",
    affectedUsers: "",
    stepsTried: "",
    incidentId: "",
    language,
    subscription: "",
    service: "",
    serviceName: "",
    classification: "",
    classificationName: "",
  };
}

/** What the backend would say of a draft, in small. */
export function check(draft: RequestDraft): Preflight {
  const codes: Record<string, string> = {};
  const needed = ["title", "description"] as (keyof RequestDraft)[];
  if (draft.channel === "azure")
    needed.push("subscription", "service", "classification", "contact", "contactMail");
  for (const field of needed) if (!draft[field].trim()) codes[field] = "missing";
  if (draft.title.length > 255) codes.title = "long";
  const fields = Object.fromEntries(Object.keys(codes).map((field) => [field, codes[field] ?? ""]));
  return { fields, codes, findings: findings(draft) };
}

function findings(draft: RequestDraft): Finding[] {
  const left = new Set(`${draft.title} ${draft.description} ${draft.stepsTried}`.match(/\{\w+\}/g));
  const out = [...left].map((p): Finding => {
    const id = p.slice(1, -1);
    return { kind: "placeholder", blocking: false, text: `${p} is still to be filled in`, id, title: "" };
  });
  if (draft.product === "Exchange Online" && draft.incidentId !== "EX730151") {
    const text = "Microsoft knows of EX730151: Messages arrive late";
    out.push({ kind: "incident", blocking: false, text, id: "EX730151", title: "Messages arrive late" });
  }
  return out;
}

/** Whether a row belongs to a part of the desk. */
export function inState(row: RequestRow, state: string): boolean {
  const outgoing = row.localId !== "" && row.state !== "sent";
  if (state === "outgoing") return outgoing;
  if (state === "waiting") return row.waiting;
  if (state === "open") return isOpen(row.state);
  if (state === "closed") return row.state === "closed";
  return true;
}

/** Whether a row passes the filters of a query. */
export function matches(row: RequestRow, query: RequestQuery): boolean {
  if (query.tenantId && row.tenantId !== query.tenantId) return false;
  if (query.minDays && Date.now() - Date.parse(row.createdAt ?? "") < query.minDays * 86_400_000)
    return false;
  const text = `${row.title} ${row.id} ${row.localId} ${row.customer} ${row.product}`.toLowerCase();
  return query.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** In the order asked for; without one, what waits for us first. */
export function inOrder(rows: RequestRow[], { sort, desc }: RequestQuery): RequestRow[] {
  const moved = (row: RequestRow) => row.updatedAt ?? row.createdAt ?? "";
  const by: Record<string, (row: RequestRow) => string> = {
    created: (row) => row.createdAt ?? "",
    updated: moved,
    state: (row) => row.state,
    severity: (row) => String(["minimal", "moderate", "critical"].indexOf(row.severity)),
    customer: (row) => row.customer,
    title: (row) => row.title,
  };
  const key = by[sort];
  if (key) return rows.sort((a, b) => (desc ? -1 : 1) * key(a).localeCompare(key(b)));
  return rows.sort((a, b) => Number(b.waiting) - Number(a.waiting) || moved(b).localeCompare(moved(a)));
}
