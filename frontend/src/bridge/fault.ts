import type { Message } from "./contract";

/** What a bound call rejects with, parsed. `kind` and `remedyKey` are the backend's words (backend/fault). */
export class Fault extends Error {
  override name = "Fault";
  readonly kind: string;
  /** The message's key in the catalogue and what it is about; an empty key: the message is all there is. */
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, Message[]>>;
  readonly remedy: string;
  readonly remedyKey: string;
  readonly code: string;
  readonly requestId: string;
  /** For kind "invalid": field name to what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  /** `fields` for translation. */
  readonly fieldMessages: Readonly<Record<string, Message>>;

  constructor(of: Partial<Omit<Fault, "name" | "stack" | "cause">>) {
    super(of.message ?? "");
    this.kind = of.kind ?? "internal";
    this.messageKey = of.messageKey ?? "";
    this.params = of.params ?? {};
    this.parts = of.parts ?? {};
    this.remedy = of.remedy ?? "";
    this.remedyKey = of.remedyKey ?? "report-bug";
    this.code = of.code ?? "";
    this.requestId = of.requestId ?? "";
    this.fields = of.fields ?? {};
    this.fieldMessages = of.fieldMessages ?? {};
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
