package simcloud

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

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
