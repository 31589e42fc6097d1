package msauth

import "tenantry/backend/fault"

// meaning is what a refusal means for a person.
type meaning struct {
	kind   fault.Kind
	remedy fault.Remedy
	key    string
}

// row is what numbers (AADSTS) mean at the partner's own tenant, and what they mean at a customer's: there
// they are that customer's alone, whatever they would mean at home. In testdata/refusals.txt each number
// stands with what people read.
type row struct {
	codes          []int
	home, customer meaning
}

// proof is a row of what only a person can prove, at the tenant that wants it.
func proof(codes []int, home, customer string) row {
	return row{codes, meaning{fault.SignIn, fault.SignInAgain, home}, meaning{fault.SignIn, fault.StepUp, customer}}
}

// anywhere is a row of what means the same in every tenant.
func anywhere(kind fault.Kind, remedy fault.Remedy, key string, codes ...int) row {
	m := meaning{kind, remedy, key}
	return row{codes, m, m}
}

// refuses is what a number says of which nobody knows what it means at a customer: Microsoft's own words
// follow.
var refuses = meaning{fault.Denied, fault.AskCustomer, "signin_customer_refuses"}

// The rows follow api/facts.md 3.4 and 5b and Microsoft's reference of AADSTS numbers.
var rows = []row{
	// Consent, and what the app is allowed.
	{[]int{65001, 90099, 90008}, meaning{fault.Consent, fault.AskAdmin, "signin_app_not_approved_home"},
		meaning{fault.Consent, fault.GrantConsent, "signin_app_not_approved"}},
	{[]int{65004}, meaning{fault.Consent, fault.AskAdmin, "signin_permissions_refused"},
		meaning{fault.Consent, fault.GrantConsent, "signin_permissions_refused"}},
	{[]int{90094, 90095}, meaning{fault.Consent, fault.AskAdmin, "signin_admin_approval"},
		meaning{fault.Consent, fault.GrantConsent, "signin_admin_approval"}},
	{[]int{650056, 650057, 65005}, meaning{fault.Invalid, fault.CheckApp, "signin_permissions_lacking"},
		meaning{fault.Consent, fault.GrantConsent, "signin_permissions_lacking_there"}},
	{[]int{650052, 650054, 500011, 50001}, meaning{fault.Invalid, fault.CheckApp, "signin_no_licence"},
		meaning{fault.Denied, fault.AskCustomer, "signin_no_service"}},
	{[]int{700016, 700011, 70001}, meaning{fault.Invalid, fault.CheckApp, "signin_app_unknown_home"},
		meaning{fault.Consent, fault.GrantConsent, "signin_app_unknown"}},
	{[]int{7000112, 1000031}, meaning{fault.Denied, fault.AskOwn, "signin_app_disabled_home"},
		meaning{fault.Denied, fault.AskCustomer, "signin_app_disabled"}},
	{[]int{50105}, meaning{fault.Denied, fault.AskOwn, "signin_not_assigned_home"},
		meaning{fault.Denied, fault.AskCustomer, "signin_not_assigned"}},

	// Proof that only a person can give.
	proof([]int{50076, 50079, 50074, 50072, 50078, 500121}, "signin_mfa", "signin_mfa_there"),
	proof([]int{50158}, "signin_other_service", "signin_other_service"),
	proof([]int{50058, 700020}, "signin_needed", "signin_needed_there"),
	proof([]int{70043}, "signin_too_old", "signin_too_old_there"),
	{[]int{53004, 53010}, meaning{fault.Denied, fault.AskOwn, "signin_mfa_unregistered"},
		meaning{fault.Denied, fault.CheckPolicy, "signin_mfa_unregistered"}},

	// Policies.
	{[]int{50097, 53000, 53001, 530003, 50129, 50155, 50187, 50005}, meaning{fault.Denied, fault.UseBrowser, "signin_device_home"},
		meaning{fault.Denied, fault.ManagedDevice, "signin_device"}},
	{[]int{53002, 530021, 50127}, meaning{fault.Denied, fault.AskOwn, "signin_approved_app_home"},
		meaning{fault.Denied, fault.CheckPolicy, "signin_approved_app"}},
	{[]int{53003, 530032, 530035, 50131}, meaning{fault.Denied, fault.AskOwn, "signin_policy_home"},
		meaning{fault.Denied, fault.CheckPolicy, "signin_policy"}},
	anywhere(fault.Denied, fault.AskOwn, "signin_risk", 53011), // the risk is our account's, at home
	anywhere(fault.Denied, fault.AskOwn, "signin_suspicious", 530034),
	{[]int{50177, 50178, 500213}, meaning{fault.Denied, fault.AskOwn, "signin_cross_tenant_home"},
		meaning{fault.Denied, fault.CheckPolicy, "signin_cross_tenant"}},
	anywhere(fault.Denied, fault.AskOwn, "signin_outbound", 500212),                  // it is our side that lets nobody out
	anywhere(fault.Denied, fault.AskOwn, "signin_restricted", 500021, 500022, 50002), // the network that we are in says so

	// Accounts and tenants.
	{[]int{50020, 50034, 51004, 50014, 16000, 16003, 90072, 500208}, meaning{fault.SignIn, fault.SignInAgain, "signin_no_account"},
		meaning{fault.Denied, fault.CheckDelegation, "signin_no_access"}},
	{[]int{50057, 500571}, meaning{fault.SignIn, fault.AskOwn, "signin_disabled_home"},
		meaning{fault.Denied, fault.AskCustomer, "signin_disabled"}},
	{[]int{50053}, meaning{fault.Denied, fault.AskOwn, "signin_locked"},
		meaning{fault.Denied, fault.AskCustomer, "signin_locked"}},
	{[]int{90002, 900023}, meaning{fault.Invalid, fault.CorrectInput, "signin_no_tenant"},
		meaning{fault.Missing, fault.CheckDelegation, "signin_no_tenant"}},
	{[]int{90038}, meaning{fault.Invalid, fault.ChooseCloud, "signin_other_cloud"},
		meaning{fault.Missing, fault.ChooseCloud, "signin_other_cloud"}},
	{[]int{5000224}, meaning{fault.Denied, fault.AskOwn, "signin_tenant_unavailable"},
		meaning{fault.Missing, fault.CheckDelegation, "signin_tenant_unavailable"}},
	{[]int{5000225}, meaning{fault.Denied, fault.AskOwn, "signin_tenant_inactive"},
		meaning{fault.Missing, fault.AskCustomer, "signin_tenant_inactive"}},

	// The refresh token; see ofRefreshToken.
	proof(ofRefreshToken, "signin_expired", "signin_not_taken"),

	// How the app is registered, and how it asks. At a customer nothing of it can be wrong that is right at home.
	{[]int{7000218, 700025}, meaning{fault.Invalid, fault.CheckApp, "signin_not_public"}, refuses},
	{[]int{7000215, 7000222, 70002}, meaning{fault.Invalid, fault.CheckApp, "signin_wants_secret"}, refuses},
	{[]int{50011, 70004}, meaning{fault.Invalid, fault.CheckApp, "signin_redirect"}, refuses},
	{[]int{50194}, meaning{fault.Invalid, fault.CheckApp, "signin_one_tenant"}, refuses},
	{[]int{70011, 28002, 28003, 700022, 700023}, meaning{fault.Invalid, fault.CheckApp, "signin_permission_invalid"}, refuses},

	// The sign-in itself.
	proof([]int{501481, 54005, 700005}, "signin_answered_twice", "signin_answered_twice"),
	proof([]int{70016}, "signin_code_pending", "signin_code_pending"),
	proof([]int{70018, 90119}, "signin_code_unknown", "signin_code_unknown"),
	proof([]int{70019, 90120}, "signin_code_expired", "signin_code_expired"),

	// What passes by itself, and what Microsoft has to mend.
	anywhere(fault.Throttled, fault.WaitAndRetry, "signin_tenant_busy", 90055),
	anywhere(fault.Throttled, fault.WaitAndRetry, "signin_busy", 90024, 90033, 90006, 90012, 90090, 90091, 50033, 50166),
	anywhere(fault.Throttled, fault.WaitAndRetry, "signin_loop", 50196),
	anywhere(fault.Upstream, fault.ReportUpstream, "signin_failed", 50000, 90036, 90092),
}

// ofRefreshToken are the numbers that speak of the refresh token or the account itself, so that no tenant
// would take it. One customer may say so all the same: it is believed once the partner's own tenant says it
// too. 70043 is none of them, since sign-in frequency is each tenant's own policy.
var ofRefreshToken = []int{700082, 70008, 50173, 70000, 50089, 50132, 50133, 700084, 50085, 50055, 50135, 50144}

// policies are the keys at home of what a policy forbids to a device code and may allow in the browser.
var policies = []string{"signin_device_home", "signin_approved_app_home", "signin_policy_home"}

// blockedByPolicy says of a number that nobody knows that it is Conditional Access's, whose numbers begin
// with 530 (api/facts.md 3.4).
func blockedByPolicy(code int) bool { return code/100 == 530 || code/1000 == 530 }

// byError is for what has no number that is known (api/facts.md 3.4, 3.2; RFC 6749, RFC 8628).
var byError = map[string]row{
	"invalid_grant":          proof(nil, "signin_not_accepted", "signin_not_taken"),
	"interaction_required":   proof(nil, "signin_needed", "signin_needed_there"),
	"login_required":         proof(nil, "signin_needed", "signin_needed_there"),
	"access_denied":          proof(nil, "signin_cancelled", "signin_cancelled"),
	"authorization_declined": proof(nil, "signin_declined", "signin_declined"),
	"authorization_pending":  proof(nil, "signin_code_pending", "signin_code_pending"),
	"bad_verification_code":  proof(nil, "signin_code_unknown", "signin_code_unknown"),
	"expired_token":          proof(nil, "signin_code_expired", "signin_code_expired"),
	"consent_required": {nil, meaning{fault.Consent, fault.AskAdmin, "signin_app_not_approved_home"},
		meaning{fault.Consent, fault.GrantConsent, "signin_app_not_approved"}},
	"invalid_client":          {nil, meaning{fault.Invalid, fault.CheckApp, "signin_registration_refused"}, refuses},
	"unauthorized_client":     {nil, meaning{fault.Invalid, fault.CheckApp, "signin_registration_forbids"}, refuses},
	"invalid_scope":           {nil, meaning{fault.Invalid, fault.CheckApp, "signin_permission_invalid"}, refuses},
	"invalid_resource":        {nil, meaning{fault.Invalid, fault.CheckApp, "signin_resource_unknown"}, refuses},
	"invalid_request":         {nil, meaning{fault.Invalid, fault.CheckApp, "signin_request_refused"}, refuses},
	"unsupported_grant_type":  {nil, meaning{fault.Invalid, fault.CheckApp, "signin_request_refused"}, refuses},
	"temporarily_unavailable": anywhere(fault.Upstream, fault.ReportUpstream, "signin_unavailable"),
	"server_error":            anywhere(fault.Upstream, fault.ReportUpstream, "signin_failed"),
}

// other is for an error that nobody knows.
var other = row{nil, meaning{fault.Upstream, fault.ReportUpstream, "signin_refused"}, refuses}

// policy is for a number of Conditional Access that nobody knows.
var policy = row{nil, meaning{fault.Denied, fault.AskOwn, "signin_policy_home"}, meaning{fault.Denied, fault.CheckPolicy, "signin_policy"}}

// challenge is what a customer means that sends along what the next sign-in must prove.
var challenge = meaning{fault.SignIn, fault.StepUp, "signin_needed_there"}
