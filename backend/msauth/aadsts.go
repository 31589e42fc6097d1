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
)

// meaning is what an error means for a person.
type meaning struct {
	kind   fault.Kind
	remedy fault.Remedy
	text   string
}

// row is one line of api/facts.md 3.4. At the partner's own tenant some codes mean something else
// than at a customer's.
type row struct {
	codes []int
	meaning
	atHome *meaning
}

var rows = []row{
	{[]int{65001, 90099}, meaning{fault.Consent, fault.GrantConsent, "the app is not approved in this tenant"},
		&meaning{fault.Consent, fault.AskAdmin, "the app is not approved in your tenant"}},
	{[]int{65004}, meaning{fault.Consent, fault.AskAdmin, "the permissions were not accepted"}, nil},
	{[]int{90094, 90095}, meaning{fault.Consent, fault.AskAdmin, "an administrator has to approve the app"}, nil},
	{[]int{650052, 650057, 500011}, meaning{fault.Invalid, fault.CheckApp,
		"this tenant has no licence for the service, or the app's registration lacks its permissions"}, nil},
	{[]int{700016, 700011}, meaning{fault.Consent, fault.GrantConsent, "the app is unknown in this tenant"},
		&meaning{fault.Invalid, fault.CheckApp, "no app with this client id is known in your tenant or in this cloud"}},
	{[]int{50076, 50079, 50074, 50072, 50078}, meaning{fault.SignIn, fault.SignInAgain, "multi-factor authentication is needed"}, nil},
	{[]int{50158}, meaning{fault.SignIn, fault.SignInAgain, "another authentication service has to be passed"}, nil},
	{[]int{53000, 53001, 53003, 530032}, meaning{fault.Denied, fault.CheckPolicy, "a Conditional Access policy blocks the sign-in"}, nil},
	{[]int{530034}, meaning{fault.Denied, fault.CheckPolicy, "Microsoft blocks delegated administration here as suspicious"}, nil},
	{[]int{50020, 50034, 51004}, meaning{fault.Denied, fault.CheckDelegation, "your account has no access to this tenant"}, nil},
	{[]int{50177, 500212, 500213}, meaning{fault.Denied, fault.CheckPolicy, "this tenant's rules for other organisations' users block the sign-in"}, nil},
	{[]int{700082, 70008, 70043, 50173, 70000, 50089, 50133}, meaning{fault.SignIn, fault.SignInAgain, "the sign-in has expired or was revoked"}, nil},
	{[]int{7000218, 700025}, meaning{fault.Invalid, fault.CheckApp, "the app is not registered as a public client"}, nil},
	{[]int{7000215, 7000222}, meaning{fault.Invalid, fault.CheckApp, "the app's registration asks for a secret, which a desktop program has none of"}, nil},
	{[]int{50011}, meaning{fault.Invalid, fault.CheckApp, "the redirect address is not registered for the app"}, nil},
	{[]int{501481, 54005}, meaning{fault.SignIn, fault.SignInAgain, "the sign-in was answered twice; start it again"}, nil},
	{[]int{70016}, meaning{fault.SignIn, fault.SignInAgain, "the code was not entered yet"}, nil},
	{[]int{70018}, meaning{fault.SignIn, fault.SignInAgain, "the code is not known; start the sign-in again"}, nil},
	{[]int{70019}, meaning{fault.SignIn, fault.SignInAgain, "the code has expired; start the sign-in again"}, nil},
	{[]int{90002, 900023}, meaning{fault.Missing, fault.CheckDelegation, "Microsoft knows no such tenant"},
		&meaning{fault.Invalid, fault.CorrectInput, "Microsoft knows no such tenant"}},
	{[]int{90038}, meaning{fault.Invalid, fault.ChooseCloud, "this tenant lives in another national cloud"}, nil},
	{[]int{90055}, meaning{fault.Throttled, fault.WaitAndRetry, "this tenant gets too many requests"}, nil},
	{[]int{90024, 90033, 90006}, meaning{fault.Throttled, fault.WaitAndRetry, "the sign-in service is busy"}, nil},
	{[]int{50196}, meaning{fault.Throttled, fault.WaitAndRetry, "the sign-in service was asked the same too often"}, nil},
	{[]int{5000224}, meaning{fault.Missing, fault.CheckDelegation, "this tenant is not available"}, nil},
}

// byError is for what has no code that we know (api/facts.md 3.4, 3.2; RFC 6749, RFC 8628).
var byError = map[string]meaning{
	"invalid_grant":           {fault.SignIn, fault.SignInAgain, "the sign-in is no longer accepted"},
	"interaction_required":    {fault.SignIn, fault.SignInAgain, "a new sign-in is needed"},
	"login_required":          {fault.SignIn, fault.SignInAgain, "a new sign-in is needed"},
	"consent_required":        {fault.Consent, fault.GrantConsent, "the app is not approved in this tenant"},
	"access_denied":           {fault.SignIn, fault.SignInAgain, "the sign-in was cancelled"},
	"authorization_declined":  {fault.SignIn, fault.SignInAgain, "the sign-in was declined"},
	"authorization_pending":   {fault.SignIn, fault.SignInAgain, "the code was not entered yet"},
	"bad_verification_code":   {fault.SignIn, fault.SignInAgain, "the code is not known; start the sign-in again"},
	"expired_token":           {fault.SignIn, fault.SignInAgain, "the code has expired; start the sign-in again"},
	"invalid_client":          {fault.Invalid, fault.CheckApp, "the app's registration is not accepted"},
	"unauthorized_client":     {fault.Invalid, fault.CheckApp, "the app's registration does not allow this"},
	"invalid_scope":           {fault.Invalid, fault.CheckApp, "a permission that was asked for is not valid"},
	"invalid_resource":        {fault.Invalid, fault.CheckApp, "the service that was asked for is not known in this tenant"},
	"invalid_request":         {fault.Invalid, fault.CheckApp, "the sign-in request is not accepted"},
	"unsupported_grant_type":  {fault.Invalid, fault.CheckApp, "the sign-in request is not accepted"},
	"temporarily_unavailable": {fault.Upstream, fault.ReportUpstream, "the sign-in service is not available"},
	"server_error":            {fault.Upstream, fault.ReportUpstream, "the sign-in service failed"},
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

// meaning finds what p means and the code that says so.
func (p problem) meaning(isHome bool) (meaning, string) {
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
				return *r.atHome, aadsts(c)
			}
			return r.meaning, aadsts(c)
		}
	}
	code := p.Error
	if len(codes) > 0 {
		code = aadsts(codes[0])
	}
	m, ok := byError[p.Error]
	if !ok {
		m = meaning{fault.Upstream, fault.ReportUpstream, "the sign-in service refused"}
	}
	if text := firstLine(p.Description); text != "" {
		m.text += ": " + text
	}
	return m, code
}

func aadsts(code int) string { return "AADSTS" + strconv.Itoa(code) }

// fault classifies p.
func (p problem) fault(now time.Time, isHome bool) *fault.Error {
	m, code := p.meaning(isHome)
	id := p.TraceID
	if id == "" {
		id = p.CorrelationID
	}
	f := fault.New(m.kind, m.text).With(m.remedy).WithCode(code, id)
	f.Claims = p.Claims
	if code == loopCode {
		f.RetryAt = now.Add(loopPause)
	}
	return f
}

// refused classifies an answer of the token or device code endpoint that is no success.
func refused(resp *http.Response, body []byte, now time.Time, isHome bool) error {
	var p problem
	var f *fault.Error
	switch status := resp.StatusCode; {
	case json.Unmarshal(body, &p) == nil && p.Error != "":
		f = p.fault(now, isHome)
		if status == http.StatusTooManyRequests && f.Kind != fault.Throttled {
			f.Kind, f.Remedy = fault.Throttled, fault.WaitAndRetry
		}
	case status == http.StatusTooManyRequests:
		f = fault.New(fault.Throttled, "the sign-in service asks for fewer requests")
	default:
		f = fault.New(fault.Upstream, "the sign-in service answered with status "+strconv.Itoa(status))
	}
	if seconds, err := strconv.Atoi(strings.TrimSpace(resp.Header.Get("Retry-After"))); err == nil && seconds >= 0 && seconds <= 24*3600 &&
		f.Kind.Transient() && f.RetryAt.IsZero() {
		f.RetryAt = now.Add(time.Duration(seconds) * time.Second)
	}
	if f.RequestID == "" {
		f.RequestID = resp.Header.Get("x-ms-request-id")
	}
	return f
}
