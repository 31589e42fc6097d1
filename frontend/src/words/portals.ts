import * as m from "../paraglide/messages";

/** A portal's key (backend/portal) in words, and the key on the keyboard that opens it. */
const portals: Record<string, { word: () => string; keys?: string }> = {
  admin: { word: m.details_portal_admin, keys: "o" },
  exchange: { word: m.details_portal_exchange, keys: "e" },
  entra: { word: m.details_portal_entra, keys: "d" },
  teams: { word: m.details_portal_teams },
  azure: { word: m.details_portal_azure },
  intune: { word: m.details_portal_intune },
  defender: { word: m.details_portal_defender },
  purview: { word: m.details_portal_purview },
  powerplatform: { word: m.details_portal_powerplatform },
  partnercenter: { word: m.details_portal_partnercenter },
  servicehealth: { word: m.details_portal_servicehealth },
  support: { word: m.details_portal_support },
  status: { word: m.details_portal_status },
};

/** The portal's name. One that only Microsoft's list knows comes under Microsoft's own name. */
export function portalWord(portal: string): string {
  return portals[portal]?.word() ?? portal;
}

/** The key that opens the portal, for those that have one. */
export function portalKeys(portal: string): string | undefined {
  return portals[portal]?.keys;
}
