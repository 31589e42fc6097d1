package simcloud

import (
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tenantry/backend/simcloud/token"
)

// client is any program that talks to the cloud through its Transport.
type client struct {
	t     *testing.T
	cloud *Cloud
	http  *http.Client
	token map[string]string // tenant and service to access token
	fresh string            // the refresh token
}

func newClient(t *testing.T, scenario string, o Options) *client {
	t.Helper()
	s, ok := ScenarioNamed(scenario)
	if !ok {
		t.Fatalf("no scenario %q", scenario)
	}
	return clientOf(t, New(s, 1, o))
}

func clientOf(t *testing.T, c *Cloud) *client {
	return &client{t: t, cloud: c, token: map[string]string{}, http: &http.Client{Transport: c.Transport(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// reply is an answer, read whole.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (r reply) json(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(r.body, &m); err != nil {
		t.Fatalf("status %d: %v in %.300s", r.status, err, r.body)
	}
	return m
}

func (c *client) do(r *http.Request) reply {
	c.t.Helper()
	a, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return reply{a.StatusCode, a.Header, b}
}

func (c *client) request(method, address, body string) *http.Request {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func (c *client) form(address string, v url.Values) reply {
	c.t.Helper()
	r := c.request("POST", address, v.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.do(r)
}

const (
	verifier = "a-verifier-that-is-long-enough-for-the-rules-of-pkce"
	redirect = "http://localhost:49152"
)

func authorizeValues() url.Values {
	sum := sha256.Sum256([]byte(verifier))
	return url.Values{"client_id": {ClientID}, "response_type": {"code"}, "redirect_uri": {redirect}, "scope": {"openid profile offline_access https://graph.microsoft.com/.default"},
		"state": {"a state"}, "code_challenge": {token.Base64.EncodeToString(sum[:])}, "code_challenge_method": {"S256"}}
}

func (c *client) authorize(v url.Values) reply {
	c.t.Helper()
	return c.do(c.request("GET", c.cloud.Endpoints().Login+"/organizations/oauth2/v2.0/authorize?"+v.Encode(), ""))
}

func (c *client) tokenForm(tenant string, v url.Values) reply {
	c.t.Helper()
	if !v.Has("client_id") {
		v.Set("client_id", ClientID)
	}
	return c.form(c.cloud.Endpoints().Login+"/"+tenant+"/oauth2/v2.0/token", v)
}

// code signs in and gives the authorization code. The cloud must approve by itself.
func (c *client) code() string {
	c.t.Helper()
	to, err := url.Parse(c.authorize(authorizeValues()).header.Get("Location"))
	if err != nil || to.Query().Get("code") == "" {
		c.t.Fatalf("no code in %v: %v", to, err)
	}
	return to.Query().Get("code")
}

func codeForm(code string) url.Values {
	return url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {redirect}, "code_verifier": {verifier}}
}

func (c *client) signIn() {
	c.t.Helper()
	c.adopt(c.tokenForm("organizations", codeForm(c.code())))
}

// signInAt signs in at a tenant with a claims request, which may be empty.
func (c *client) signInAt(tenant, claims string) {
	c.t.Helper()
	v := authorizeValues()
	v.Set("claims", claims)
	to, err := url.Parse(c.do(c.request("GET", c.cloud.Endpoints().Login+"/"+tenant+"/oauth2/v2.0/authorize?"+v.Encode(), "")).header.Get("Location"))
	if err != nil {
		c.t.Fatal(err)
	}
	c.adopt(c.tokenForm(tenant, codeForm(to.Query().Get("code"))))
	c.token = map[string]string{}
}

func (c *client) adopt(r reply) {
	c.t.Helper()
	answer := r.json(c.t)
	c.fresh, _ = answer["refresh_token"].(string)
	if c.fresh == "" {
		c.t.Fatalf("no refresh token in %v", answer)
	}
}

// redeem asks for a token of a tenant by refresh token.
func (c *client) redeem(tenant, scope string) reply {
	c.t.Helper()
	return c.tokenForm(tenant, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {c.fresh}, "scope": {scope}})
}

func (c *client) scope(s Service) string {
	if s == PartnerCenter {
		return c.cloud.Endpoints().PartnerCenter + "/user_impersonation offline_access"
	}
	return c.cloud.Endpoints().of(s) + "/.default offline_access"
}

func (c *client) bearer(tenant string, s Service) string {
	c.t.Helper()
	k := tenant + " " + string(s)
	if c.token[k] == "" {
		answer := c.redeem(tenant, c.scope(s)).json(c.t)
		c.token[k], _ = answer["access_token"].(string)
		if c.token[k] == "" {
			c.t.Fatalf("no token for %s at %s: %v", s, tenant, answer)
		}
	}
	return c.token[k]
}

// call asks a service in a tenant's name. path is absolute, or relative to the service's version.
func (c *client) call(tenant string, s Service, method, path, body string, header ...string) reply {
	c.t.Helper()
	if !strings.HasPrefix(path, "http") {
		version := map[Service]string{Graph: "/v1.0", PartnerCenter: "/v1"}[s]
		path = c.cloud.Endpoints().of(s) + version + path
	}
	r := c.request(method, path, body)
	r.Header.Set("Authorization", "Bearer "+c.bearer(tenant, s))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if s == PartnerCenter {
		r.Header.Set("MS-Contract-Version", "v1")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return c.do(r)
}

func (c *client) graph(tenant, path string) reply { return c.call(tenant, Graph, "GET", path, "") }

func (c *client) want(r reply, status int) reply {
	c.t.Helper()
	if r.status != status {
		c.t.Fatalf("status %d, want %d: %.400s", r.status, status, r.body)
	}
	return r
}

// aadsts reads the number and the kind of a sign-in error.
func (c *client) aadsts(r reply) (int, string) {
	c.t.Helper()
	m := r.json(c.t)
	codes, _ := m["error_codes"].([]any)
	if len(codes) != 1 {
		c.t.Fatalf("status %d: no error code in %v", r.status, m)
	}
	kind, _ := m["error"].(string)
	return int(codes[0].(float64)), kind
}

// customerWith finds the first customer that keep wants.
func customerWith(t *testing.T, c *Cloud, keep func(i int) bool) (int, string) {
	t.Helper()
	for i := range c.world.Len() {
		if keep(i) {
			return i, c.world.ID(i)
		}
	}
	t.Fatal("no such customer in this scenario")
	return 0, ""
}
