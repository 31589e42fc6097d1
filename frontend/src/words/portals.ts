import { portals } from "../bridge/bridge";
import * as m from "../paraglide/messages";

interface PortalWords {
  word: () => string;
  /** For those with a key of their own: the key, and their name among the commands. */
  command?: { keys: string; word: () => string };
}

/** What the portals are called. */
const words: Record<(typeof portals)[number], PortalWords> = {
  admin: { word: m.details_portal_admin, command: { keys: "o", word: m.frame_key_admin } },
  exchange: { word: m.details_portal_exchange, command: { keys: "e", word: m.frame_key_exchange } },
  entra: { word: m.details_portal_entra, command: { keys: "d", word: m.frame_key_entra } },
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

function find(portal: string): PortalWords | undefined {
  const known = portals.find((p) => p === portal);
  return known && words[known];
}

/** The portal's name. One that only Microsoft's list knows comes under Microsoft's own name. */
export function portalWord(portal: string): string {
  return find(portal)?.word() ?? portal;
}

/** The key that opens the portal, for those that have one. */
export function portalKeys(portal: string): string | undefined {
  return find(portal)?.command?.keys;
}

/** The portals that have a key. */
export const portalCommands = Object.entries(words).flatMap(([portal, { command }]) =>
  command ? [{ portal, ...command }] : [],
);
