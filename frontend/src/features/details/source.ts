import type { CustomerDetails, DetailGroup } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";

/** Who told what the customer's own directory does not tell. */
const words: Partial<Record<string, () => string>> = {
  partnercenter: m.details_from_partnercenter,
  tenantinformation: m.details_from_tenantinformation,
};

/** Where a group of details comes from, if not from the customer's own directory. */
export function detailSource(details: CustomerDetails, group: DetailGroup): string {
  return words[details.detailSources[group] ?? ""]?.() ?? "";
}
