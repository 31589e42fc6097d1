package msauth_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"tenantry/backend/fault"
	"tenantry/backend/msauth"
)

// refusal is a line of testdata/refusals.txt.
type refusal struct {
	number       int
	where        string
	kind, remedy string
	said         string
}

func refusals(t *testing.T) (out []refusal) {
	text, err := os.ReadFile("testdata/refusals.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var r refusal
		words := strings.Fields(line)
		if _, err := fmt.Sscan(line, &r.number, &r.where, &r.kind, &r.remedy); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		r.said = strings.Join(words[4:], " ")
		out = append(out, r)
	}
	return out
}

// What is written down of each number is what people get to read, at a customer and at home.
func TestEveryNumberMeansWhatIsWrittenDownForIt(t *testing.T) {
	at := map[string][]string{"customer": {customer}, "home": {home}, "anywhere": {customer, home}}
	told := map[int]map[string]bool{}
	for _, r := range refusals(t) {
		for _, tenant := range at[r.where] {
			synctest.Test(t, func(t *testing.T) {
				s := open(t, config(t, &authority{refuse: onlyAt(tenant, 400, aadsts("invalid_grant", r.number))}, signedIn()))
				_, err := s.Token(t.Context(), tenant, scope)
				f, ok := fault.As(err)
				if !ok || string(f.Kind) != r.kind || string(f.Remedy) != r.remedy || f.Message.String() != r.said {
					t.Fatalf("%d at %s: %#v", r.number, tenant, err)
				}
				if f.Code != "AADSTS"+strconv.Itoa(r.number) || f.RequestID != "trace-1" || f.Advice().String() == r.remedy {
					t.Errorf("%d: %#v", r.number, f)
				}
				// At a customer it is that customer's alone.
				if tenant == customer {
					if f.Tenant != customer || fault.EndsSignIn(f) || f.Remedy == fault.SignInAgain || f.Remedy == fault.CheckApp || s.Needed() != nil {
						t.Errorf("%d at a customer: %#v, needed %v", r.number, f, s.Needed())
					}
					token(t, s, home)
					token(t, s, other)
				} else if f.Tenant != "" || (f.Kind == fault.SignIn) != (s.Needed() != nil) {
					t.Errorf("%d at home: %#v, needed %v", r.number, f, s.Needed())
				}
			})
			if told[r.number] == nil {
				told[r.number] = map[string]bool{}
			}
			told[r.number][tenant] = true
		}
	}
	for _, number := range msauth.Numbers() {
		if !told[number][customer] || !told[number][home] {
			t.Errorf("testdata/refusals.txt does not say what %d means everywhere", number)
		}
	}
}

// other is a customer that refuses nothing.
const other = "dddddddd-0000-0000-0000-000000000003"

// onlyAt refuses in one tenant.
func onlyAt(tenant string, status int, body string) func(string, url.Values) (int, string, http.Header) {
	return func(asked string, _ url.Values) (int, string, http.Header) {
		if !strings.EqualFold(asked, tenant) {
			return 0, "", nil
		}
		return status, body, nil
	}
}

// At home the name of an error says whose the trouble is.
func TestAtHomeOtherErrorsAreKnownByTheirName(t *testing.T) {
	for _, c := range []struct {
		body   string
		kind   fault.Kind
		remedy fault.Remedy
	}{
		{aadsts("invalid_grant", 99999999), fault.SignIn, fault.SignInAgain},
		{aadsts("interaction_required", 1), fault.SignIn, fault.SignInAgain},
		{aadsts("interaction_required", 530099), fault.Denied, fault.AskOwn},
		{`{"error":"login_required"}`, fault.SignIn, fault.SignInAgain},
		{`{"error":"consent_required"}`, fault.Consent, fault.AskAdmin},
		{`{"error":"invalid_client"}`, fault.Invalid, fault.CheckApp},
		{`{"error":"something_new","error_description":"Words of tomorrow."}`, fault.Upstream, fault.ReportUpstream},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := open(t, config(t, &authority{refuse: always(400, c.body)}, signedIn()))
			_, err := s.Token(t.Context(), home, scope)
			if f, ok := fault.As(err); !ok || f.Kind != c.kind || f.Remedy != c.remedy || f.Tenant != "" {
				t.Errorf("%s: %#v", c.body, err)
			}
		})
	}
}

// What a tenant wants to be proven is kept, so that the next sign-in there can prove it.
func TestAChallengeKeepsItsClaims(t *testing.T) {
	for _, number := range []int{50076, 50079, 50074, 50072, 50078, 50158} {
		synctest.Test(t, func(t *testing.T) {
			body := strings.Replace(aadsts("invalid_grant", number), "{", `{"claims":"{\"access_token\":{}}",`, 1)
			s := open(t, config(t, &authority{refuse: always(400, body)}, signedIn()))
			_, err := s.Token(t.Context(), customer, scope)
			if f, ok := fault.As(err); !ok || f.Claims != `{"access_token":{}}` {
				t.Errorf("%d: %#v", number, err)
			}
		})
	}
	// A challenge says more than a number that nobody knows.
	synctest.Test(t, func(t *testing.T) {
		body := strings.Replace(aadsts("interaction_required", 1), "{", `{"claims":"{\"access_token\":{}}",`, 1)
		s := open(t, config(t, &authority{refuse: always(400, body)}, signedIn()))
		_, err := s.Token(t.Context(), customer, scope)
		if f, ok := fault.As(err); !ok || f.Remedy != fault.StepUp || f.Claims == "" || f.Tenant != customer {
			t.Errorf("%#v", err)
		}
	})
}

func TestOtherErrorsAreKnownByTheirName(t *testing.T) {
	for _, c := range []struct {
		status  int
		body    string
		kind    fault.Kind
		code    string
		message string
	}{
		{400, aadsts("invalid_grant", 99999999), fault.Denied, "AADSTS99999999", "refuses the sign-in: AADSTS99999999: Some words"},
		{400, aadsts("interaction_required", 1), fault.Denied, "AADSTS1", "Some words"},
		{400, aadsts("interaction_required", 530099), fault.Denied, "AADSTS530099", "policy of this customer blocks the sign-in: AADSTS530099: Some words"},
		{400, aadsts("consent_required", 1), fault.Consent, "AADSTS1", "Some words"},
		{400, aadsts("temporarily_unavailable", 1), fault.Upstream, "AADSTS1", "Some words"},
		{400, `{"error":"login_required"}`, fault.SignIn, "login_required", "this customer wants a new sign-in"},
		{400, `{"error":"consent_required"}`, fault.Consent, "consent_required", ""},
		{401, `{"error":"invalid_client"}`, fault.Denied, "invalid_client", "this customer refuses"},
		{400, `{"error":"unauthorized_client"}`, fault.Denied, "unauthorized_client", "this customer refuses"},
		{400, aadsts("invalid_scope", 70011), fault.Denied, "AADSTS70011", "Some words"},
		{400, `{"error":"invalid_resource"}`, fault.Denied, "invalid_resource", "this customer refuses"},
		{400, `{"error":"temporarily_unavailable"}`, fault.Upstream, "temporarily_unavailable", ""},
		{400, `{"error":"something_new","error_description":"Words of tomorrow."}`, fault.Denied, "something_new", "Words of tomorrow"},
		// The code stands in the text only.
		{400, `{"error":"invalid_grant","error_description":"AADSTS65001: No consent."}`, fault.Consent, "AADSTS65001", ""},
		{400, `{"error":"invalid_grant","error_codes":null}`, fault.SignIn, "invalid_grant", "no longer accepted"}, // home says so, too
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
