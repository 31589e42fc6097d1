import type { Message, Said } from "../bridge/bridge";
import { formatDateTime } from "../lib/age";
import { intlLocale } from "../lib/locale";
import * as m from "../paraglide/messages";
import { sentences } from "./sentences.svelte";

/** A failure as the bridge hands it over: a Fault of a call, or the Problem beside an old value. */
export interface Failed extends Said {
  kind: string;
  /** English, for what has no key. */
  message: string;
  remedyKey: string;
  remedy?: string;
  /** The customer's at whom it failed; empty at home. */
  tenant?: string | null;
  code?: string;
  requestId?: string;
}

/** What is said of a failure, in the chosen language. */
export interface FailureTexts {
  /** What sort of failure it is. */
  title: string;
  /** What went wrong; what Microsoft said stands in it as it was said. */
  reason: string;
  /** What to do; empty when nothing is known to help. */
  remedy: string;
  /** For Microsoft support; empty when there is none. */
  requestId: string;
}

/** A message in the chosen language. What is no key of this window is a text of its own. */
export function said(message: Message): string {
  const sentence = sentences()[message.key];
  if (!sentence) return message.key;
  const params = { ...message.params };
  for (const [name, parts] of Object.entries(message.parts ?? {})) {
    params[name] = parts.map(said).join(m.list_separator());
  }
  return sentence(params);
}

/** A sentence of the catalogue is written to stand in a line; alone it begins and ends like one. */
const alone = (text: string) => text && `${text[0]?.toUpperCase()}${text.slice(1)}.`.replaceAll("'", "’");

/** The title of a kind; one that is newer than this window is an internal error's. */
export function faultTitle(kind: string): string {
  return sentences()[`kind_${kind}`]?.({}) ?? m.kind_internal();
}

/** The advice in the chosen language, or what the program said in English if the key is unknown. */
export function faultRemedy(failed: Pick<Failed, "remedyKey" | "remedy" | "tenant">): string {
  const sentence = sentences()[`remedy_${failed.remedyKey.replaceAll("-", "_")}`];
  return sentence ? alone(sentence({ tenant: failed.tenant ?? "" })) : (failed.remedy ?? "");
}

/** A sentence of the catalogue by its key, standing alone; what has none is the English text. */
export function sentenceOf(key: string, english: string): string {
  const sentence = sentences()[key];
  return sentence ? alone(sentence({})) : english;
}

/** What went wrong, in the chosen language where the catalogue has it. */
export function faultReason({
  message,
  messageKey,
  params,
  parts,
}: Omit<Failed, "kind" | "remedyKey">): string {
  return messageKey && sentences()[messageKey] ? said({ key: messageKey, params, parts }) : message;
}

/** The same, standing alone. */
export const reasonSentence = (failed: Omit<Failed, "kind" | "remedyKey">): string =>
  alone(faultReason(failed));

/** What is wrong with a field of what was entered, in the chosen language; empty when nothing is. */
export function fieldReason(
  fault: {
    fields: Readonly<Record<string, string>>;
    fieldMessages?: Readonly<Record<string, Message>> | null;
  } | null,
  field: string,
): string {
  const message = fault?.fieldMessages?.[field];
  return message ? said(message) : (fault?.fields[field] ?? "");
}

/** Everything that is shown of a failure. */
export function failureTexts(failed: Failed): FailureTexts {
  const code = failed.code ? ` (${failed.code})` : "";
  return {
    title: faultTitle(failed.kind),
    reason: faultReason(failed) + code,
    remedy: faultRemedy(failed),
    requestId: failed.requestId ?? "",
  };
}

/** What a ProblemNote shows of a failure; `at` is when the last try was made. */
export function note(failed: Failed & { at?: string | null }, copy: (text: string) => Promise<unknown>) {
  const when = formatDateTime(failed.at, intlLocale());
  return {
    ...failureTexts(failed),
    when: when ? m.fault_last_try({ when }) : "",
    requestIdLabel: m.fault_request_id(),
    copyLabel: m.details_copy({ what: m.fault_request_id() }),
    copiedLabel: m.copied(),
    oncopy: copy,
  };
}
