package msauth_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"tenantry/backend/fault"
)

// TestEveryDocumentedErrorHasAKindAndARemedy is api/facts.md 3.4, row by row: at a customer's tenant,
// and where it differs at the partner's own.
func TestEveryDocumentedErrorHasAKindAndARemedy(t *testing.T) {
	type want struct {
		kind   fault.Kind
		remedy fault.Remedy
	}
	consent, admin := want{fault.Consent, fault.GrantConsent}, want{fault.Consent, fault.AskAdmin}
	app := want{fault.Invalid, fault.CheckApp}
	signIn := want{fault.SignIn, fault.SignInAgain}
	policy, delegation := want{fault.Denied, fault.CheckPolicy}, want{fault.Denied, fault.CheckDelegation}
	gone, wrong := want{fault.Missing, fault.CheckDelegation}, want{fault.Invalid, fault.CorrectInput}
	busy := want{fault.Throttled, fault.WaitAndRetry}
	for _, row := range []struct {
		codes        []int
		atCustomer   want
		atHome       want
		interactions bool
	}{
		{[]int{65001, 90099}, consent, admin, false},
		{[]int{90094, 90095}, admin, admin, false},
		{[]int{650052, 650057, 500011}, app, app, false},
		{[]int{700016, 700011}, consent, app, false},
		{[]int{50076, 50079, 50074, 50072, 50078}, signIn, signIn, true},
		{[]int{50158}, signIn, signIn, true},
		{[]int{53000, 53001, 53003, 530032}, policy, policy, false},
		{[]int{530034}, policy, policy, false},
		{[]int{50020, 50034, 51004}, delegation, delegation, false},
		{[]int{50177, 500212, 500213}, policy, policy, false},
		{[]int{700082, 70008, 70043, 50173, 70000, 50089, 50133}, signIn, signIn, false},
		{[]int{7000218, 700025}, app, app, false},
		{[]int{7000215, 7000222}, app, app, false},
		{[]int{50011}, app, app, false},
		{[]int{501481, 54005}, signIn, signIn, false},
		{[]int{70016, 70018, 70019}, signIn, signIn, false},
		{[]int{90002, 900023}, gone, wrong, false},
		{[]int{90038}, want{fault.Invalid, fault.ChooseCloud}, want{fault.Invalid, fault.ChooseCloud}, false},
		{[]int{90055, 90024, 90033, 90006}, busy, busy, false},
		{[]int{50196}, busy, busy, false},
		{[]int{5000224}, gone, gone, false},
	} {
		for _, code := range row.codes {
			for tenant, want := range map[string]want{customer: row.atCustomer, home: row.atHome} {
				synctest.Test(t, func(t *testing.T) {
					body := aadsts("invalid_grant", code)
					if row.interactions {
						body = strings.Replace(body, "{", `{"claims":"{\"access_token\":{}}",`, 1)
					}
					s := open(t, config(t, &authority{refuse: always(400, body)}, signedIn()))
					_, err := s.Token(t.Context(), tenant, scope)
					f, ok := fault.As(err)
					if !ok || f.Kind != want.kind || f.Remedy != want.remedy || f.Remedy.Text() == string(f.Remedy) {
						t.Fatalf("%d at %s: %#v", code, tenant, err)
					}
					if f.Code != "AADSTS"+itoa(code) || f.RequestID != "trace-1" || f.Message.String() == "" || strings.ContainsAny(f.Message.String(), "\r\n") {
						t.Errorf("%d: %#v", code, f)
					}
					if row.interactions && f.Claims != `{"access_token":{}}` {
						t.Errorf("%d lost its claims: %q", code, f.Claims)
					}
				})
			}
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestOtherErrorsAreKnownByTheirName(t *testing.T) {
	for _, c := range []struct {
		status  int
		body    string
		kind    fault.Kind
		code    string
		message string
	}{
		{400, aadsts("invalid_grant", 99999999), fault.SignIn, "AADSTS99999999", "Some words"},
		{400, aadsts("interaction_required", 1), fault.SignIn, "AADSTS1", ""},
		{400, `{"error":"login_required"}`, fault.SignIn, "login_required", ""},
		{400, `{"error":"consent_required"}`, fault.Consent, "consent_required", ""},
		{401, `{"error":"invalid_client"}`, fault.Invalid, "invalid_client", ""},
		{400, `{"error":"unauthorized_client"}`, fault.Invalid, "unauthorized_client", ""},
		{400, aadsts("invalid_scope", 70011), fault.Invalid, "AADSTS70011", "Some words"},
		{400, `{"error":"invalid_resource"}`, fault.Invalid, "invalid_resource", ""},
		{400, `{"error":"temporarily_unavailable"}`, fault.Upstream, "temporarily_unavailable", ""},
		{400, `{"error":"something_new","error_description":"Words of tomorrow."}`, fault.Upstream, "something_new", "Words of tomorrow"},
		// The code stands in the text only.
		{400, `{"error":"invalid_grant","error_description":"AADSTS65001: No consent."}`, fault.Consent, "AADSTS65001", ""},
		{400, `{"error":"invalid_grant","error_codes":null}`, fault.SignIn, "invalid_grant", ""},
		{500, "", fault.Upstream, "", "500"},
		{500, "<html>SECRET</html>", fault.Upstream, "", "500"},
		{302, "", fault.Upstream, "", "302"},
		{200, "SECRET no json", fault.Upstream, "", ""},
		{200, `{"token_type":"Bearer","refresh_token":"SECRET"}`, fault.Upstream, "", ""},
		{-1, "", fault.Offline, "", "login.microsoftonline.com"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := open(t, config(t, &authority{refuse: always(c.status, c.body)}, signedIn()))
			_, err := s.Token(t.Context(), customer, scope)
			tells(t, err)
			f, ok := fault.As(err)
			if !ok || f.Kind != c.kind || f.Code != c.code || !strings.Contains(f.Message.String(), c.message) {
				t.Errorf("%d %s: %#v", c.status, c.body, err)
			}
		})
	}
}

func TestAnErrorThatQuotesATokenDoesNotPassItOn(t *testing.T) {
	long := strings.Repeat("SECRET", 20)
	for _, form := range []string{
		`{"error":"invalid_grant","error_description":"The grant ` + long + ` is not valid."}`,
		`{"error":"invalid_grant","error_description":"Not valid.\r\nSECRET"}`,
		long, `{"error":`, `["` + long + `"]`,
	} {
		synctest.Test(t, func(t *testing.T) {
			s := open(t, config(t, &authority{refuse: always(400, form)}, signedIn()))
			_, err := s.Token(t.Context(), customer, scope)
			if err == nil {
				t.Error("no error")
			}
			tells(t, err)
		})
	}
}

func TestTheRefreshTokenFollowsNoRedirect(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		a := &authority{refuse: func(string, url.Values) (int, string, http.Header) {
			return status, "", http.Header{"Location": {"https://evil.example/x/oauth2/v2.0/token"}}
		}}
		synctest.Test(t, func(t *testing.T) {
			s := open(t, config(t, a, signedIn()))
			if _, err := s.Token(t.Context(), customer, scope); fault.KindOf(err) != fault.Upstream {
				t.Errorf("%d: %v", status, err)
			}
		})
		for _, h := range a.hosts {
			if h != "login.microsoftonline.com" {
				t.Errorf("%d: it went to %s", status, h)
			}
		}
	}
}
