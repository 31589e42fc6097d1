import * as m from "../../paraglide/messages";
import type { Words } from "./find";

const group = <K extends string>(settings: Record<K, Words>) => settings;

// What each setting is called and the one line that says what it does: the rows show it, and the search reads it.

export const account = group({
  who: { label: m.settings_who, hint: m.settings_who_text, more: m.settings_who_more },
  where: { label: m.settings_where, hint: m.settings_where_text, more: m.settings_where_more },
  permissions: {
    label: m.settings_permissions,
    hint: m.settings_permissions_text,
    more: m.settings_permissions_more,
  },
});

export const reading = group({
  health: { label: m.settings_health, hint: m.settings_health_text, more: m.settings_health_more },
  details: { label: m.settings_details, hint: m.settings_details_text },
  metered: { label: m.settings_metered, hint: m.settings_metered_text, more: m.settings_metered_more },
  paused: { label: m.settings_paused, hint: m.settings_paused_text, more: m.settings_paused_more },
});

export const alerts = group({
  silent: {
    label: m.alerts_set_silenced,
    hint: m.alerts_set_silenced_text,
    more: m.alerts_set_silenced_more,
  },
  announced: {
    label: m.alerts_set_announced,
    hint: m.alerts_set_announced_text,
    more: m.alerts_set_announced_more,
  },
  names: { label: m.alerts_set_names, hint: m.alerts_set_names_text, more: m.alerts_set_names_more },
  webhook: {
    label: m.alerts_set_webhook,
    hint: m.alerts_set_webhook_text,
    more: m.alerts_set_webhook_more,
  },
  quiet: { label: m.alerts_set_quiet, hint: m.alerts_set_quiet_text, more: m.alerts_set_quiet_more },
  kinds: { label: m.alerts_set_kinds, hint: m.alerts_set_kinds_text, more: m.alerts_set_kinds_more },
  advisories: { label: m.alerts_set_advisories, hint: m.alerts_set_advisories_text },
  least: { label: m.alerts_set_worst, hint: m.alerts_set_worst_text },
  onlyTags: { label: m.alerts_set_only_tags, hint: m.alerts_set_only_tags_text },
  neverTags: {
    label: m.alerts_set_never_tags,
    hint: m.alerts_set_never_tags_text,
    more: m.alerts_set_never_tags_more,
  },
  onlyServices: { label: m.alerts_set_only_services, hint: m.alerts_set_only_services_text },
  neverServices: {
    label: m.alerts_set_never_services,
    hint: m.alerts_set_never_services_text,
    more: m.alerts_set_never_services_more,
  },
  warn: { label: m.alerts_set_warn, hint: m.alerts_set_warn_text },
  stale: { label: m.alerts_set_stale, hint: m.alerts_set_stale_text },
  tries: { label: m.alerts_set_tries, hint: m.alerts_set_tries_text, more: m.alerts_set_tries_more },
});

export const looks = group({
  language: { label: m.settings_language, hint: m.settings_language_text },
  theme: { label: m.settings_theme, hint: m.settings_theme_text, more: m.settings_theme_more },
  density: { label: m.settings_density, hint: m.settings_density_text, more: m.settings_density_more },
});

export const keys = group({
  all: { label: m.settings_keys_all, hint: m.settings_keys_text, more: m.settings_keys_more },
  commands: { label: m.settings_commands, hint: m.settings_commands_text },
});

export const portals = group({
  shown: {
    label: m.settings_portals_shown,
    hint: m.settings_portals_shown_text,
    more: m.settings_portals_more,
  },
  own: {
    label: m.settings_portals_own,
    hint: m.settings_portals_own_text,
    more: m.settings_portals_own_more,
  },
  hosts: { label: m.settings_hosts, hint: m.settings_hosts_text },
});

export const templates = group({
  own: {
    label: m.settings_templates_own,
    hint: m.settings_templates_own_text,
    more: m.settings_templates_more,
  },
});

export const frame = group({
  closing: {
    label: m.settings_closing,
    hint: m.settings_closing_text,
    more: m.settings_closing_more,
  },
});

export const lock = group({
  after: { label: m.settings_lock_after, hint: m.settings_lock_after_text },
  passphrase: {
    label: m.lock_passphrase,
    hint: m.settings_passphrase_text,
    more: m.settings_passphrase_more,
  },
});

export const network = group({
  proxy: { label: m.settings_proxy, hint: m.settings_proxy_text },
  try: { label: m.settings_network_reach, hint: m.settings_network_reach_text },
});

export const log = group({
  level: { label: m.settings_log_level, hint: m.settings_log_level_text },
  diagnostics: { label: m.settings_diagnostics, hint: m.settings_diagnostics_text },
});

export const about = group({
  version: { label: m.settings_version, hint: m.settings_version_text, more: m.settings_version_more },
  licences: { label: m.settings_licences, hint: m.settings_licences_text, more: m.settings_licences_more },
});
