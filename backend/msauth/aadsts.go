package msauth

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// meaning is what an error means for a person.
type meaning struct {
	kind   fault.Kind
	remedy fault.Remedy
	key    string
}

// row is one line of api/facts.md 3.4. At the partner's own tenant some codes mean something else
// than at a customer's.
type row struct {
	codes []int
	meaning
	atHome *meaning
}

var rows = []row{
	{[]int{65001, 90099}, meaning{fault.Consent, fault.GrantConsent, "signin_app_not_approved"},
		&meaning{fault.Consent, fault.AskAdmin, "signin_app_not_approved_home"}},
	{[]int{65004}, meaning{fault.Consent, fault.AskAdmin, "signin_permissions_refused"}, nil},
	{[]int{90094, 90095}, meaning{fault.Consent, fault.AskAdmin, "signin_admin_approval"}, nil},
	{[]int{650052, 650057, 500011}, meaning{fault.Invalid, fault.CheckApp,
		"signin_no_licence"}, nil},
	{[]int{700016, 700011}, meaning{fault.Consent, fault.GrantConsent, "signin_app_unknown"},
		&meaning{fault.Invalid, fault.CheckApp, "signin_app_unknown_home"}},
	{[]int{50076, 50079, 50074, 50072, 50078}, meaning{fault.SignIn, fault.SignInAgain, "signin_mfa"}, nil},
	{[]int{50158}, meaning{fault.SignIn, fault.SignInAgain, "signin_other_service"}, nil},
	{[]int{53000, 53001, 53003, 530032}, meaning{fault.Denied, fault.CheckPolicy, "signin_policy"}, nil},
	{[]int{530034}, meaning{fault.Denied, fault.CheckPolicy, "signin_suspicious"}, nil},
	{[]int{50020, 50034, 51004}, meaning{fault.Denied, fault.CheckDelegation, "signin_no_access"}, nil},
	{[]int{50177, 500212, 500213}, meaning{fault.Denied, fault.CheckPolicy, "signin_cross_tenant"}, nil},
	{[]int{700082, 70008, 70043, 50173, 70000, 50089, 50133}, meaning{fault.SignIn, fault.SignInAgain, "signin_expired"}, nil},
	{[]int{7000218, 700025}, meaning{fault.Invalid, fault.CheckApp, "signin_not_public"}, nil},
	{[]int{7000215, 7000222}, meaning{fault.Invalid, fault.CheckApp, "signin_wants_secret"}, nil},
	{[]int{50011}, meaning{fault.Invalid, fault.CheckApp, "signin_redirect"}, nil},
	{[]int{501481, 54005}, meaning{fault.SignIn, fault.SignInAgain, "signin_answered_twice"}, nil},
	{[]int{70016}, meaning{fault.SignIn, fault.SignInAgain, "signin_code_pending"}, nil},
	{[]int{70018}, meaning{fault.SignIn, fault.SignInAgain, "signin_code_unknown"}, nil},
	{[]int{70019}, meaning{fault.SignIn, fault.SignInAgain, "signin_code_expired"}, nil},
	{[]int{90002, 900023}, meaning{fault.Missing, fault.CheckDelegation, "signin_no_tenant"},
		&meaning{fault.Invalid, fault.CorrectInput, "signin_no_tenant"}},
	{[]int{90038}, meaning{fault.Invalid, fault.ChooseCloud, "signin_other_cloud"}, nil},
	{[]int{90055}, meaning{fault.Throttled, fault.WaitAndRetry, "signin_tenant_busy"}, nil},
	{[]int{90024, 90033, 90006}, meaning{fault.Throttled, fault.WaitAndRetry, "signin_busy"}, nil},
	{[]int{50196}, meaning{fault.Throttled, fault.WaitAndRetry, "signin_loop"}, nil},
	{[]int{5000224}, meaning{fault.Missing, fault.CheckDelegation, "signin_tenant_unavailable"}, nil},
}

// byError is for what has no code that we know (api/facts.md 3.4, 3.2; RFC 6749, RFC 8628).
var byError = map[string]meaning{
	"invalid_grant":           {fault.SignIn, fault.SignInAgain, "signin_not_accepted"},
	"interaction_required":    {fault.SignIn, fault.SignInAgain, "signin_needed"},
	"login_required":          {fault.SignIn, fault.SignInAgain, "signin_needed"},
	"consent_required":        {fault.Consent, fault.GrantConsent, "signin_app_not_approved"},
	"access_denied":           {fault.SignIn, fault.SignInAgain, "signin_cancelled"},
	"authorization_declined":  {fault.SignIn, fault.SignInAgain, "signin_declined"},
	"authorization_pending":   {fault.SignIn, fault.SignInAgain, "signin_code_pending"},
	"bad_verification_code":   {fault.SignIn, fault.SignInAgain, "signin_code_unknown"},
	"expired_token":           {fault.SignIn, fault.SignInAgain, "signin_code_expired"},
	"invalid_client":          {fault.Invalid, fault.CheckApp, "signin_registration_refused"},
	"unauthorized_client":     {fault.Invalid, fault.CheckApp, "signin_registration_forbids"},
	"invalid_scope":           {fault.Invalid, fault.CheckApp, "signin_permission_invalid"},
	"invalid_resource":        {fault.Invalid, fault.CheckApp, "signin_resource_unknown"},
	"invalid_request":         {fault.Invalid, fault.CheckApp, "signin_request_refused"},
	"unsupported_grant_type":  {fault.Invalid, fault.CheckApp, "signin_request_refused"},
	"temporarily_unavailable": {fault.Upstream, fault.ReportUpstream, "signin_unavailable"},
	"server_error":            {fault.Upstream, fault.ReportUpstream, "signin_failed"},
}

const loopCode = "AADSTS50196"

// loopPause is how long the token endpoint is left alone after it complained of a loop. It is longer
// than redeem waits, so that the request isn't repeated.
const loopPause = 5 * time.Minute

// ofRefreshToken says that code is about the refresh token itself, so that no tenant will take it.
// 70043 is not: sign-in frequency is each tenant's own policy.
func ofRefreshToken(code string) bool {
	return slices.Contains([]string{"AADSTS700082", "AADSTS70008", "AADSTS50173", "AADSTS70000", "AADSTS50089", "AADSTS50133"}, code)
}

// problem is the token endpoint's error body; the authorize endpoint sends its first two members.
type problem struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	Claims        string `json:"claims"`
}

var codeInText = regexp.MustCompile(`\bAADSTS(\d{4,8})\b`)

// meaning finds what p means, the code that says so, and what the service adds where the code says little.
func (p problem) meaning(isHome bool) (m meaning, code, said string) {
	codes := p.Codes
	if m := codeInText.FindStringSubmatch(p.Description); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			codes = append(slices.Clip(codes), n)
		}
	}
	for _, c := range codes {
		for _, r := range rows {
			if !slices.Contains(r.codes, c) {
				continue
			}
			if isHome && r.atHome != nil {
				return *r.atHome, aadsts(c), ""
			}
			return r.meaning, aadsts(c), ""
		}
	}
	code = p.Error
	if len(codes) > 0 {
		code = aadsts(codes[0])
	}
	m, ok := byError[p.Error]
	if !ok {
		m = meaning{fault.Upstream, fault.ReportUpstream, "signin_refused"}
	}
	return m, code, firstLine(p.Description)
}

func aadsts(code int) string { return "AADSTS" + strconv.Itoa(code) }

// fault classifies p, which a customer's tenant said, or the partner's own where customer is empty.
func (p problem) fault(now time.Time, customer string) *fault.Error {
	m, code, said := p.meaning(customer == "")
	id := p.TraceID
	if id == "" {
		id = p.CorrelationID
	}
	f := fault.New(m.kind, m.key).With(m.remedy).WithCode(code, id)
	if said != "" {
		f.Message = message.Of("service_said", "problem", f.Message, "text", said)
	}
	f.Claims = p.Claims
	if code == loopCode {
		f.RetryAt = now.Add(loopPause)
	}
	return f.AtCustomer(customer)
}

// refused classifies an answer of the token or device code endpoint that is no success.
func refused(resp *http.Response, body []byte, now time.Time, customer string) error {
	var p problem
	var f *fault.Error
	switch status := resp.StatusCode; {
	case json.Unmarshal(body, &p) == nil && p.Error != "":
		f = p.fault(now, customer)
		if status == http.StatusTooManyRequests && f.Kind != fault.Throttled {
			f.Kind, f.Remedy = fault.Throttled, fault.WaitAndRetry
		}
	case status == http.StatusTooManyRequests:
		f = fault.New(fault.Throttled, "signin_throttled")
	default:
		f = fault.New(fault.Upstream, "signin_status", "status", status)
	}
	if seconds, err := strconv.Atoi(strings.TrimSpace(resp.Header.Get("Retry-After"))); err == nil && seconds >= 0 && seconds <= 24*3600 &&
		f.Kind.Transient() && f.RetryAt.IsZero() {
		f.RetryAt = now.Add(time.Duration(seconds) * time.Second)
	}
	if f.RequestID == "" {
		f.RequestID = resp.Header.Get("x-ms-request-id")
	}
	return f.AtCustomer(customer)
}
