package letter

import "tenantry/backend/partner"

// english are the built-in templates; french follows them one by one. A line that ends in a colon asks
// the writer for a fact that support would ask for first.
var english = []Template{
	{ID: "builtin-incident-en", Name: "Incident: follow-up", Severity: partner.Critical, Product: "{service}",
		Title: "{incident}: {incidentTitle}",
		Description: `{customer} ({domain}) is affected by incident {incident}, "{incidentTitle}", which the service health dashboard reports for {service} since {started}.

What users can't do:
Since when they notice it (UTC):
Business impact:

Please confirm that this tenant is part of the incident, link this request to it, and tell us when a fix is expected and whether there is a workaround.`,
		StepsTried: `Read the posts of incident {incident} in the service health dashboard.
Checked that the symptoms match the reported impact.`},

	{ID: "builtin-mail-en", Name: "Mail delivery", Severity: partner.Moderate, Product: "Exchange Online",
		Title: "Mail is not delivered for {domain}",
		Description: `Mail of {customer} ({domain}) is delayed or not delivered.

Direction (incoming, outgoing, internal):
Since when (UTC):
All messages, or some only:

Examples, not older than 48 hours:
1. From, to, time (UTC), Message-ID:
2. From, to, time (UTC), Message-ID:

Text of the non-delivery report, if there is one:`,
		StepsTried: `Traced the messages in the Exchange admin center. Result:
Checked MX, SPF, DKIM and DMARC of {domain}.
Checked quarantine, mail flow rules and connectors.`},

	{ID: "builtin-signin-en", Name: "Sign-in and multifactor authentication", Severity: partner.Critical, Product: "Microsoft Entra ID",
		Title: "Users of {customer} can't sign in",
		Description: `Users of {customer} ({domain}) can't sign in.

Since when (UTC):
Which apps:
Error code (AADSTS...) and message:
Correlation ID and timestamp of one failed sign-in:
Does it also happen in a private browser window and on another network:
Can any administrator still sign in:`,
		StepsTried: `Read the sign-in logs. Result:
Checked the Conditional Access policies that apply to these users.
Checked the registered authentication methods of one affected user.`},

	{ID: "builtin-licence-en", Name: "Licences and billing", Severity: partner.Minimal, Product: "Microsoft 365",
		Title: "Licence or billing question for {customer}",
		Description: `We have a question about a subscription of {customer} ({domain}).

Subscription, and its ID:
What we see:
What we expected:
Order or invoice number, if it is about billing:

Please tell us the cause, and what you or we have to change.`,
		StepsTried: `Compared the subscription in Partner Center with the one in the customer's admin center.
Checked that the licences are assigned and the subscription is active.`},

	{ID: "builtin-domain-en", Name: "Domain verification", Severity: partner.Moderate, Product: "Microsoft 365",
		Title: "A domain can't be verified for {customer}",
		Description: `{customer} can't add a domain to its tenant.

Domain:
Exact error message:
DNS host of the domain:
TXT record as it is published now:
Is the domain said to be in use by another tenant:

If another tenant holds the domain, please tell us how its owner can prove ownership and have it released.`,
		StepsTried: `Published the TXT record and waited longer than its time to live.
Looked the record up with public resolvers.
Searched deleted users, groups and shared mailboxes of the tenant for the domain.`},

	{ID: "builtin-restore-en", Name: "SharePoint and OneDrive: restore", Severity: partner.Critical, Product: "SharePoint Online",
		Title: "Restore of files for {customer}",
		Description: `{customer} ({domain}) needs files back that were deleted, overwritten or encrypted.

Address of the site or OneDrive:
Folders or libraries:
When it happened (UTC):
How it happened:
Point in time to restore to (UTC):

Deleted content is kept for a limited time only: please stop its permanent deletion while this request is open.`,
		StepsTried: `Looked in both recycle bins of the site.
Tried "Restore this library" or "Restore your OneDrive". Result:
Checked for retention policies and backups.`},

	{ID: "builtin-calls-en", Name: "Teams calls and meetings", Severity: partner.Moderate, Product: "Microsoft Teams",
		Title: "Problems with Teams calls at {customer}",
		Description: `Users of {customer} ({domain}) have problems with calls or meetings in Teams.

What happens (no audio, poor quality, calls drop, no outside line):
Since when (UTC):
Where and on which network:
Phone system (Calling Plan, Operator Connect, Direct Routing, none):
Two or three examples with user, time (UTC) and call ID:`,
		StepsTried: `Read the call details in the Teams admin center. Result:
Tested from another network and with the web client.
Checked the firewall against Microsoft's published addresses and ports.`},

	{ID: "builtin-azure-en", Name: "Azure: virtual machine or quota", Severity: partner.Moderate, Product: "Azure",
		Title: "Azure resource problem at {customer}",
		Description: `{customer} ({domain}) has a problem with an Azure resource.

Resource ID:
Region:
What happens, with the exact error message:
Since when (UTC):
Last change before that:
For a quota: which one, the present limit, the limit that is needed and why:
Operation or correlation ID:`,
		StepsTried: `Checked Azure Service Health and Resource Health.
Read the activity log of the resource.
Restarted or redeployed the virtual machine. Result:`},

	{ID: "builtin-general-en", Name: "General", Severity: partner.Minimal,
		Title: "Support for {customer}: ",
		Description: `We write on behalf of our customer {customer} ({domain}).

What happens:
What should happen:
Exact error message:
Since when (UTC):
How it can be reproduced:
Business impact:`,
		StepsTried: `Checked the service health of the tenant on {today}.`},
}
