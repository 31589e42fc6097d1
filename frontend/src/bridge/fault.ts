/** What a bound call rejects with, parsed. `kind` and `remedyKey` are the backend's words (backend/fault). */
export class Fault extends Error {
  override name = "Fault";
  readonly kind: string;
  readonly remedy: string;
  readonly remedyKey: string;
  readonly code: string;
  readonly requestId: string;
  /** For kind "invalid": field name to what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(
    of: Partial<Pick<Fault, "kind" | "message" | "remedy" | "remedyKey" | "code" | "requestId" | "fields">>,
  ) {
    super(of.message ?? "");
    this.kind = of.kind ?? "internal";
    this.remedy = of.remedy ?? "";
    this.remedyKey = of.remedyKey ?? "report-bug";
    this.code = of.code ?? "";
    this.requestId = of.requestId ?? "";
    this.fields = of.fields ?? {};
  }
}

/**
 * Turns whatever a call rejected with into a Fault. Wails makes an Error of the text that the
 * backend gave, and the backend gives a JSON object; everything else is a bug and says so.
 */
export function toFault(reason: unknown): Fault {
  if (reason instanceof Fault) return reason;
  const text = reason instanceof Error ? reason.message : String(reason);
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === "object" && "kind" in parsed && "message" in parsed) {
      return new Fault(parsed as Partial<Fault>);
    }
  } catch {
    // not JSON: an unclassified error, told as it is
  }
  return new Fault({ message: text });
}
