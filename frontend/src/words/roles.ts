import type { Locale } from "../lib/locale";
import * as m from "../paraglide/messages";

/** The roles that partners are given most, as Microsoft calls them in each language. */
const known: readonly ((inputs?: Record<string, never>, options?: { locale?: Locale }) => string)[] = [
  m.roles_application_administrator,
  m.roles_application_developer,
  m.roles_authentication_administrator,
  m.roles_authentication_policy_administrator,
  m.roles_azure_devops_administrator,
  m.roles_azure_information_protection_administrator,
  m.roles_billing_administrator,
  m.roles_cloud_app_security_administrator,
  m.roles_cloud_application_administrator,
  m.roles_cloud_device_administrator,
  m.roles_compliance_administrator,
  m.roles_compliance_data_administrator,
  m.roles_conditional_access_administrator,
  m.roles_directory_readers,
  m.roles_directory_writers,
  m.roles_domain_name_administrator,
  m.roles_dynamics_365_administrator,
  m.roles_exchange_administrator,
  m.roles_exchange_recipient_administrator,
  m.roles_fabric_administrator,
  m.roles_global_administrator,
  m.roles_global_reader,
  m.roles_groups_administrator,
  m.roles_guest_inviter,
  m.roles_helpdesk_administrator,
  m.roles_hybrid_identity_administrator,
  m.roles_identity_governance_administrator,
  m.roles_intune_administrator,
  m.roles_knowledge_administrator,
  m.roles_license_administrator,
  m.roles_message_center_reader,
  m.roles_network_administrator,
  m.roles_office_apps_administrator,
  m.roles_password_administrator,
  m.roles_power_platform_administrator,
  m.roles_printer_administrator,
  m.roles_privileged_authentication_administrator,
  m.roles_privileged_role_administrator,
  m.roles_reports_reader,
  m.roles_search_administrator,
  m.roles_security_administrator,
  m.roles_security_operator,
  m.roles_security_reader,
  m.roles_service_support_administrator,
  m.roles_sharepoint_administrator,
  m.roles_skype_for_business_administrator,
  m.roles_teams_administrator,
  m.roles_teams_communications_administrator,
  m.roles_teams_devices_administrator,
  m.roles_usage_summary_reports_reader,
  m.roles_user_administrator,
  m.roles_windows_365_administrator,
];

const byEnglish = new Map(known.map((name) => [name({}, { locale: "en" }), name]));

/** A role's name in the user's language; as Microsoft's English has it, where we know no other. */
export const roleName = (role: string): string => byEnglish.get(role)?.() ?? role;

/** What language that is in: English names are said to be English. */
export const roleLanguage = (role: string): string | undefined => (byEnglish.has(role) ? undefined : "en");
