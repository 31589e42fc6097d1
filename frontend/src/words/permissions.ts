import type { Permission, PermissionAPI } from "../bridge/bridge";
import * as m from "../paraglide/messages";

/** What the program reads or does by each permission; Microsoft's names need no translation. */
const purposes: Record<string, () => string> = {
  "User.Read": m.permission_user,
  "Directory.Read.All": m.permission_directory,
  "DelegatedAdminRelationship.Read.All": m.permission_delegations,
  "Organization.Read.All": m.permission_organization,
  "Domain.Read.All": m.permission_domains,
  "ServiceHealth.Read.All": m.permission_health,
  "ServiceMessage.Read.All": m.permission_messages,
  "CrossTenantInformation.ReadBasic.All": m.permission_names,
};

const apis: Record<PermissionAPI, { name: () => string; purpose: () => string }> = {
  graph: { name: m.permission_graph, purpose: m.permission_graph },
  "partner-center": { name: m.permission_partner_center, purpose: m.permission_partner_center_text },
  azure: { name: m.permission_azure, purpose: m.permission_azure_text },
};

/** The API that a permission is one of. */
export const apiWord = ({ api }: Permission): string => apis[api].name();

/** What is missing without it. */
export const purposeWord = ({ api, scope }: Permission): string => (purposes[scope] ?? apis[api].purpose)();
