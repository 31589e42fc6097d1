package simcloud

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

func TestACustomerThatWantsMFAIsOpenAfterASignInThere(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	_, tenant := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == world.WantsMFA })
	before := c.fresh
	m := c.redeem(tenant, c.scope(Graph)).json(t)
	if n, claims := m["error_codes"].([]any)[0], m["claims"].(string); n != 50076.0 || !strings.Contains(claims, "capolids") {
		t.Errorf("%v", m)
	}
	c.signIn()
	if n, _ := c.aadsts(c.redeem(tenant, c.scope(Graph))); n != 50076 {
		t.Error("a sign-in at home passes the customer's policy")
	}
	c.signInAt(tenant, m["claims"].(string))
	c.want(c.graph(tenant, "/organization"), 200)
	c.want(c.graph(TenantID, "/contracts"), 200) // the same refresh token serves every tenant
	c.fresh = before
	if n, _ := c.aadsts(c.redeem(tenant, c.scope(Graph))); n != 50076 {
		t.Error("the refresh token of before passes, too")
	}
	_, other := c.openCustomer()
	c.want(c.graph(other, "/organization"), 200)
	c.happen(Event{Kind: "mfa-demanded", TenantID: other})
	if n, _ := c.aadsts(c.redeem(other, c.scope(Graph))); n != 50076 {
		t.Error("the event demands nothing")
	}
}

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
	for _, refresh := range []string{first, second} {
		c.fresh = refresh
		c.want(c.redeem(TenantID, c.scope(Graph)), http.StatusOK)
	}
	if err := c.cloud.Do(Event{Kind: "tokens-revoked"}); err != nil {
		t.Fatal(err)
	}
	for _, refresh := range []string{first, second} {
		c.fresh = refresh
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
