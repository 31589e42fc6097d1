import type { Fault } from "../../bridge/bridge";
import { fieldReason } from "../../words/faults";
import { type FormField, type Wrong, wrongs } from "./form";

/** What is wrong with a field: what the window found, else what the backend said. */
export function wrongWord(
  field: FormField,
  wrong: Partial<Record<FormField, Wrong>>,
  fault: Fault | null,
): string {
  const found = wrong[field];
  return found ? wrongs[found]() : fieldReason(fault, field);
}
