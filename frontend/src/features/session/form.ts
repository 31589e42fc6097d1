import type { CloudName } from "../../bridge/bridge";
import * as m from "../../paraglide/messages";
import { asLastTime } from "../../state/session.svelte";

/** The sign-in form as it is typed. */
export interface SignInForm {
  clientId: string;
  tenant: string;
  cloud: CloudName;
  loginUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  azureUrl: string;
  caFile: string;
  proxy: string;
  deviceCode: boolean;
}

export type FormField = Exclude<keyof SignInForm, "deviceCode">;
/** What is wrong with a field, and what is said of it. */
export const wrongs = {
  required: m.session_required,
  clientId: m.session_client_id_invalid,
  url: m.session_url_invalid,
};
export type Wrong = keyof typeof wrongs;

export const emptyForm: SignInForm = { ...asLastTime, cloud: "global" };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The addresses of a cloud of one's own, by their labels. */
export const urlWords = {
  loginUrl: m.session_login_url,
  graphUrl: m.session_graph_url,
  partnerCenterUrl: m.session_partner_center_url,
  azureUrl: m.session_azure_url,
};
export const urls = Object.keys(urlWords) as (keyof typeof urlWords)[];

/** The same rule as the Go side's: https, or http on this computer. */
export function isAllowedUrl(text: string): boolean {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return false;
  }
  if (url.protocol === "https:") return url.hostname !== "";
  return url.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

/** What can be told without asking Microsoft. The Go side checks again and knows more. */
export function check(form: SignInForm): Partial<Record<FormField, Wrong>> {
  const wrong: Partial<Record<FormField, Wrong>> = {};
  if (!form.clientId.trim()) wrong.clientId = "required";
  else if (!guid.test(form.clientId.trim())) wrong.clientId = "clientId";
  if (!form.tenant.trim()) wrong.tenant = "required";
  if (form.cloud === "custom") {
    for (const field of urls) {
      if (!form[field].trim()) wrong[field] = "required";
      else if (!isAllowedUrl(form[field])) wrong[field] = "url";
    }
  }
  return wrong;
}

/** Whether everything that the backend found wrong stands at a field that is shown. */
export function isAtFields(fields: Readonly<Record<string, string>>, form: SignInForm): boolean {
  const own = form.cloud === "custom" ? [...urls, "caFile"] : [];
  const shown = ["clientId", "tenant", "cloud", "proxy", ...own];
  const names = Object.keys(fields);
  return names.length > 0 && names.every((name) => shown.includes(name));
}

/** What is sent: trimmed, and without the addresses and the authority that the chosen cloud does not use. */
export function toRequest(form: SignInForm): SignInForm {
  const own = form.cloud === "custom";
  const address = (s: string) => (own ? s.trim() : "");
  return {
    ...form,
    clientId: form.clientId.trim(),
    tenant: form.tenant.trim(),
    loginUrl: address(form.loginUrl),
    graphUrl: address(form.graphUrl),
    partnerCenterUrl: address(form.partnerCenterUrl),
    azureUrl: address(form.azureUrl),
    caFile: address(form.caFile),
    proxy: form.proxy.trim(),
  };
}
