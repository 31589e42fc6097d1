import type { CloudName } from "../bridge/bridge";
import * as m from "../paraglide/messages";

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
