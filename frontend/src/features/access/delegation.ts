import * as m from "../../paraglide/messages";

/** The words of delegatedAdminRelationship.status (api/facts.md 1.3). The list is open. */
const statuses: Record<string, () => string> = {
  created: m.access_status_created,
  approvalpending: m.access_status_approvalpending,
  approved: m.access_status_approved,
  activating: m.access_status_activating,
  active: m.access_status_active,
  expiring: m.access_status_expiring,
  expired: m.access_status_expired,
  terminationrequested: m.access_status_terminationrequested,
  terminating: m.access_status_terminating,
  terminated: m.access_status_terminated,
};

const kinds: Record<string, () => string> = {
  gdap: m.access_kind_gdap,
  dap: m.access_kind_dap,
  reseller: m.access_kind_reseller,
};

/** The status in the chosen language; a word that nobody knows is shown as Microsoft wrote it. */
export const statusWord = (status: string): string => statuses[status.toLowerCase()]?.() ?? status;
export const kindWord = (kind: string): string => kinds[kind.toLowerCase()]?.() ?? kind;
