package simcloud

import (
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

func TestACodeIsGoodOnce(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	code := c.code()
	c.want(c.tokenForm("common", codeForm(code)), http.StatusOK)
	if n, kind := c.aadsts(c.want(c.tokenForm("common", codeForm(code)), http.StatusBadRequest)); n != 54005 || kind != "invalid_grant" {
		t.Errorf("second use: AADSTS%d %s, want 54005 invalid_grant", n, kind)
	}
}

func TestACodeEndsAfterTenMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		code := c.code()
		time.Sleep(10*time.Minute + time.Second)
		if n, _ := c.aadsts(c.tokenForm("common", codeForm(code))); n != 70008 {
			t.Errorf("AADSTS%d, want 70008", n)
		}
	})
}

func TestACodeNeedsItsVerifierAndItsRedirect(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	for name, tc := range map[string]struct {
		key, value string
		want       int
	}{
		"wrong verifier": {"code_verifier", "another-verifier-of-the-right-length-but-wrong-words", 501481},
		"no verifier":    {"code_verifier", "", 900144},
		"other redirect": {"redirect_uri", "http://localhost:1", 50011},
		"unknown code":   {"code", "1.AXkA.never", 70000},
		"a secret":       {"client_secret", "hush", 700025},
		"unknown app":    {"client_id", "00001111-aaaa-2222-bbbb-3333cccc4444", 700016},
		"strange grant":  {"grant_type", "password", 70003},
	} {
		v := codeForm(c.code())
		v.Set(tc.key, tc.value)
		if n, _ := c.aadsts(c.tokenForm("common", v)); n != tc.want {
			t.Errorf("%s: AADSTS%d, want %d", name, n, tc.want)
		}
	}
}

func TestAuthorizeSendsErrorsToTheRedirectOnlyWhenItIsOurs(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	for _, tc := range []struct{ key, value, kind string }{
		{"response_type", "token", "unsupported_response_type"},
		{"code_challenge_method", "plain", "invalid_request"},
		{"code_challenge", "", "invalid_request"},
		{"scope", "", "invalid_request"},
		{"scope", "https://example.org/.default", "invalid_resource"},
		{"scope", "Mail.Read", "invalid_grant"},
		{"prompt", "none", "login_required"},
		{"response_mode", "fragment", "invalid_request"},
	} {
		v := authorizeValues()
		v.Set(tc.key, tc.value)
		to, err := url.Parse(c.authorize(v).header.Get("Location"))
		if err != nil || to.Query().Get("error") != tc.kind || to.Query().Get("state") != "a state" || to.Host != "localhost:49152" || to.Path != "/" {
			t.Errorf("%s=%s: sent to %v, want error %s with the state", tc.key, tc.value, to, tc.kind)
		}
	}
	for _, tc := range []struct{ key, value, text string }{
		{"redirect_uri", "https://evil.example/", "AADSTS50011"},
		{"redirect_uri", "http://localhost.evil.example/", "AADSTS50011"},
		{"redirect_uri", "http://localhost/other/path", "AADSTS50011"},
		{"redirect_uri", "http://[::1]:80/", "AADSTS50011"},
		{"redirect_uri", "http://user@localhost/", "AADSTS50011"},
		{"client_id", "nobody", "AADSTS700016"},
	} {
		v := authorizeValues()
		v.Set(tc.key, tc.value)
		r := c.want(c.authorize(v), http.StatusBadRequest)
		if r.header.Get("Location") != "" || !strings.Contains(string(r.body), tc.text) {
			t.Errorf("%s=%s: want a page that says %s and no redirect", tc.key, tc.value, tc.text)
		}
	}
}

// hidden reads the hidden fields of a page's form.
func hidden(page []byte) url.Values {
	v := url.Values{}
	for _, m := range regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
		v.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return v
}

func TestTheAccountPageWaitsForAClick(t *testing.T) {
	c := newClient(t, "small", Options{})
	page := c.want(c.authorize(authorizeValues()), http.StatusOK)
	if !strings.Contains(string(page.body), Username) || !strings.Contains(string(page.body), `lang="en"`) {
		t.Error("the page names no account or no language")
	}
	v := hidden(page.body)
	v.Set("answer", "approve")
	decide := c.cloud.Endpoints().Login + "/organizations/oauth2/v2.0/decide"
	to, err := url.Parse(c.want(c.form(decide, v), http.StatusFound).header.Get("Location"))
	if err != nil || to.Query().Get("state") != "a state" {
		t.Fatalf("sent to %v, %v", to, err)
	}
	c.want(c.tokenForm("organizations", codeForm(to.Query().Get("code"))), http.StatusOK)
	c.want(c.form(decide, v), http.StatusBadRequest) // a page is good for one click

	v = hidden(c.authorize(authorizeValues()).body)
	v.Set("answer", "cancel")
	to, _ = url.Parse(c.form(decide, v).header.Get("Location"))
	if to.Query().Get("error") != "access_denied" || to.Query().Get("code") != "" {
		t.Errorf("after cancel: %v", to)
	}
}

func TestFormPostKeepsTheCodeOutOfTheAddress(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	v := authorizeValues()
	v.Set("response_mode", "form_post")
	v.Set("state", `"><script>alert(1)</script>`)
	address := c.cloud.Endpoints().Login + "/organizations/oauth2/v2.0/authorize?" + v.Encode()
	browser := c.request("GET", address, "")
	browser.Header.Set("Accept", "text/html,application/xhtml+xml")
	page := c.want(c.do(browser), http.StatusOK)
	fields := hidden(page.body)
	if fields.Get("state") != v.Get("state") || strings.Contains(string(page.body), "<script>alert") {
		t.Errorf("state came back as %q", fields.Get("state"))
	}
	if !strings.Contains(string(page.body), `action="`+redirect+`"`) {
		t.Error("the form goes elsewhere")
	}
	c.want(c.tokenForm("organizations", codeForm(fields.Get("code"))), http.StatusOK)

	// A program that only follows redirects gets one: it would wait for ever for the page's script.
	c.want(c.do(c.request("GET", address, "")), http.StatusFound)
}

func TestRefreshTokensRotateAndOldOnesStayGoodUntilRevoked(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	first := c.fresh
	answer := c.redeem(TenantID, c.scope(Graph)).json(t)
	second, _ := answer["refresh_token"].(string)
	if second == "" || second == first {
		t.Fatal("no new refresh token")
	}
	if n := answer["expires_in"].(float64); n != 3599 {
		t.Errorf("expires_in %v", n)
	}
	for _, token := range []string{first, second} {
		c.fresh = token
		c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
	}
	if err := c.cloud.Do(Event{Kind: "tokens-revoked"}); err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{first, second} {
		c.fresh = token
		if n, kind := c.aadsts(c.redeem(TenantID, c.scope(Graph))); n != 50173 || kind != "invalid_grant" {
			t.Errorf("after revocation: AADSTS%d %s, want 50173 invalid_grant", n, kind)
		}
	}
	c.signIn()
	c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
}

func TestARefreshTokenEndsAfterNinetyIdleDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		time.Sleep(60 * 24 * time.Hour)
		c.fresh = c.redeem(TenantID, c.scope(Graph)).json(t)["refresh_token"].(string)
		time.Sleep(60 * 24 * time.Hour)
		c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
		time.Sleep(91 * 24 * time.Hour)
		if n, _ := c.aadsts(c.redeem(TenantID, c.scope(Graph))); n != 700082 {
			t.Errorf("AADSTS%d, want 700082", n)
		}
	})
}

func TestARestartHonoursYesterdaysSignIn(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	again := newClient(t, "small", Options{})
	again.fresh = c.fresh
	again.want(again.redeem(TenantID, again.scope(Graph)), http.StatusOK)
	s, _ := ScenarioNamed("small")
	other := clientOf(t, New(s, 2, Options{}))
	other.fresh = c.fresh
	if n, _ := other.aadsts(other.redeem(TenantID, other.scope(Graph))); n != 70000 {
		t.Errorf("another cloud takes it: AADSTS%d, want 70000", n)
	}
}

func TestEachTenantJudgesTheSignInItself(t *testing.T) {
	c := newClient(t, "consent-mess", Options{AutoApprove: true})
	c.signIn()
	for a, want := range map[world.Access]int{world.NoConsent: 65001, world.Blocked: 53003, world.Unassigned: 50020, world.Expired: 50020} {
		_, tenant := customerWith(t, c.cloud, func(i int) bool { return c.cloud.world.Access(i) == a })
		if n, kind := c.aadsts(c.redeem(tenant, c.scope(Graph))); n != want || kind != "invalid_grant" {
			t.Errorf("access %d: AADSTS%d %s, want %d", a, n, kind, want)
		}
	}
	_, open := customerWith(t, c.cloud, func(i int) bool { return c.cloud.world.Access(i) == world.Open })
	for _, tc := range []struct {
		tenant, scope string
		want          int
	}{
		{open, c.scope(PartnerCenter), 500011},
		{open, "https://graph.microsoft.com/.default https://api.partnercenter.microsoft.com/user_impersonation", 28000},
		{open, "https://graph.microsoft.com/Mail.Read", 65001},
		{open, "nonsense", 70011},
		{open, "", 900144},
		{"11111111-2222-4333-8444-555555555555", c.scope(Graph), 90002},
		{"nobody.onmicrosoft.com", c.scope(Graph), 90002},
		{"not-a-tenant", c.scope(Graph), 900023},
	} {
		if n, _ := c.aadsts(c.redeem(tc.tenant, tc.scope)); n != tc.want {
			t.Errorf("%s %q: AADSTS%d, want %d", tc.tenant, tc.scope, n, tc.want)
		}
	}
	for _, scope := range []string{"https://graph.microsoft.com/.default", "Organization.Read.All openid", "00000003-0000-0000-c000-000000000000/.default", "https://management.azure.com/user_impersonation"} {
		c.want(c.redeem(open, scope), http.StatusOK)
	}
	i, _ := c.cloud.world.Lookup(open)
	c.want(c.redeem(c.cloud.world.Tenant(i).Initial, c.scope(Graph)), http.StatusOK) // a domain names the tenant, too
}

func TestAskingTheSameAgainAndAgainIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		for range 60 {
			c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
		}
		if n, _ := c.aadsts(c.redeem(TenantID, c.scope(Graph))); n != 50196 {
			t.Errorf("AADSTS%d, want 50196", n)
		}
		c.want(c.redeem(TenantID, c.scope(PartnerCenter)), http.StatusOK)
		time.Sleep(5 * time.Minute)
		c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
	})
}

func TestTheDeviceCodeFlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{})
		login := c.cloud.Endpoints().Login
		begin := func() (string, string) {
			m := c.form(login+"/organizations/oauth2/v2.0/devicecode", url.Values{"client_id": {ClientID}, "scope": {c.scope(Graph)}}).json(t)
			if m["verification_uri"] != login+"/devicelogin" || m["interval"].(float64) != 5 || m["expires_in"].(float64) != 900 {
				t.Fatalf("device code answer %v", m)
			}
			return m["device_code"].(string), m["user_code"].(string)
		}
		poll := func(code string) (string, reply) {
			r := c.tokenForm("organizations", url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {code}})
			kind, _ := r.json(t)["error"].(string)
			return kind, r
		}
		type step struct {
			wait time.Duration
			want string
		}
		device, user := begin()
		for _, s := range []step{{5 * time.Second, "authorization_pending"}, {time.Second, "slow_down"}, {5 * time.Second, "authorization_pending"}} {
			time.Sleep(s.wait)
			if kind, _ := poll(device); kind != s.want {
				t.Fatalf("poll: %q, want %q", kind, s.want)
			}
		}
		c.want(c.form(login+"/devicelogin", url.Values{"user_code": {"WRONGCODE"}}), http.StatusBadRequest)
		c.want(c.form(login+"/devicelogin", url.Values{"user_code": {strings.ToLower(user)}, "answer": {"approve"}}), http.StatusOK)
		if kind, r := poll(device); kind != "" || r.json(t)["access_token"] == nil {
			t.Errorf("after approval: %q", kind)
		}
		if kind, _ := poll(device); kind != "bad_verification_code" {
			t.Errorf("a second redemption: %q", kind)
		}
		device, user = begin()
		c.form(login+"/devicelogin", url.Values{"user_code": {user}, "answer": {"decline"}})
		if kind, _ := poll(device); kind != "authorization_declined" {
			t.Errorf("after decline: %q", kind)
		}
		device, _ = begin()
		time.Sleep(15*time.Minute + time.Second)
		if kind, _ := poll(device); kind != "expired_token" {
			t.Errorf("after its time: %q", kind)
		}
	})
}

func TestErrorsHaveTheDocumentedBody(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.fresh = "garbage"
	m := c.redeem(TenantID, c.scope(Graph)).json(t)
	for _, field := range []string{"error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri"} {
		if m[field] == nil {
			t.Errorf("no %s", field)
		}
	}
	text, _ := m["error_description"].(string)
	if !strings.HasPrefix(text, "AADSTS70000: ") || !strings.Contains(text, "\r\nTrace ID: ") {
		t.Errorf("error_description %q", text)
	}
}

func TestTheConfigurationNamesWhatIsThere(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	login := c.cloud.Endpoints().Login
	m := c.do(c.request("GET", login+"/"+TenantID+"/v2.0/.well-known/openid-configuration", "")).json(t)
	if m["issuer"] != login+"/"+TenantID+"/v2.0" {
		t.Errorf("issuer %v", m["issuer"])
	}
	keys := c.want(c.do(c.request("GET", m["jwks_uri"].(string), "")), http.StatusOK).json(t)["keys"].([]any)
	answer := c.tokenForm("organizations", codeForm(c.code())).json(t)
	parts := strings.Split(answer["id_token"].(string), ".")
	if len(parts) != 3 {
		t.Fatal("the id token is no JWT")
	}
	head, claims := map[string]string{}, map[string]any{}
	for n, into := range []any{&head, &claims} {
		b, err := token.Base64.DecodeString(parts[n])
		if err != nil || json.Unmarshal(b, into) != nil {
			t.Fatalf("id token part %d: %v", n, err)
		}
	}
	if head["kid"] != keys[0].(map[string]any)["kid"] || claims["tid"] != TenantID || claims["preferred_username"] != Username || claims["aud"] != ClientID {
		t.Errorf("id token %v %v", head, claims)
	}
}
