import type { CloudName, Fault } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import { fieldReason } from "../../words/faults";
import { type FormField, type Wrong, wrongs } from "./form";

const clouds: Record<CloudName, () => string> = {
  global: m.session_cloud_global,
  usgov: m.session_cloud_usgov,
  usgovdod: m.session_cloud_usgovdod,
  china: m.session_cloud_china,
  custom: m.session_cloud_custom,
};

/** The name of a cloud. */
export function cloudWord(cloud: string): string {
  return clouds[cloud as CloudName]?.() ?? cloud;
}

/** What is wrong with a field: what the window found, else what the backend said. */
export function wrongWord(
  field: FormField,
  wrong: Partial<Record<FormField, Wrong>>,
  fault: Fault | null,
): string {
  const found = wrong[field];
  return found ? wrongs[found]() : fieldReason(fault, field);
}
