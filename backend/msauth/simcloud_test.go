package msauth_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
	"tenantry/backend/msauth"
	"tenantry/backend/simcloud"
	"tenantry/backend/transport"
)

func simulated(t *testing.T, o simcloud.Options) (*simcloud.Cloud, msauth.Config) {
	t.Helper()
	scenario, ok := simcloud.ScenarioNamed("small")
	if !ok {
		t.Fatal("no small scenario")
	}
	c := simcloud.New(scenario, 1, o)
	e := c.Endpoints()
	endpoints, err := cloud.Custom(e.Login, e.Graph, e.PartnerCenter, e.Azure)
	if err != nil {
		t.Fatal(err)
	}
	return c, msauth.Config{ClientID: simcloud.ClientID, Tenant: simcloud.TenantID, Cloud: endpoints,
		HTTP: &http.Client{Transport: c.Transport()}, Keeper: &keeper{}}
}

// TestSigningInAtTheSimulatedCloud drives the whole of it: authorize, the page that posts the answer
// back, the code's redemption, a token for each audience, a revoked token renewed on the way.
func TestSigningInAtTheSimulatedCloud(t *testing.T) {
	c, cfg := simulated(t, simcloud.Options{AutoApprove: true})
	s := open(t, cfg)
	account, err := s.SignIn(t.Context(), msauth.At{}, func(address string) error {
		go comeBack(t, c.Transport(), address)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if account.Tenant != simcloud.TenantID || account.Username != simcloud.Username {
		t.Errorf("account %+v", account)
	}
	for origin, scope := range map[*url.URL]string{cfg.Cloud.Graph: cfg.Cloud.GraphScope(), cfg.Cloud.PartnerCenter: cfg.Cloud.PartnerCenterScope()} {
		path := "/v1.0/contracts"
		if origin == cfg.Cloud.PartnerCenter {
			path = "/v1/customers?size=1"
		}
		client := transport.Client(transport.Auth(c.Transport(), s, transport.Key{Audience: scope}, origin))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, origin.String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("MS-Contract-Version", "v1")
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d", origin, resp.StatusCode)
		}
	}
}

var hidden = regexp.MustCompile(`name="([^"]+)"\s+value="([^"]*)"`)

// comeBack is a browser: it gets the page and submits its form to the redirect address.
func comeBack(t *testing.T, sim http.RoundTripper, address string) {
	req, _ := http.NewRequest(http.MethodGet, address, nil)
	req.Header.Set("Accept", "text/html") // a browser: it submits the form
	resp, err := sim.RoundTrip(req)
	if err != nil {
		t.Error(err)
		return
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(resp.Body)
	form := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(string(page), -1) {
		form.Set(m[1], unescape(m[2]))
	}
	u, _ := url.Parse(address)
	back, err := http.PostForm(u.Query().Get("redirect_uri"), form)
	if err != nil {
		t.Errorf("%v; the page was %d %s", err, resp.StatusCode, page)
		return
	}
	back.Body.Close()
}

func unescape(s string) string {
	return strings.NewReplacer("&#43;", "+", "&#34;", `"`, "&amp;", "&", "&#39;", "'").Replace(s)
}

func TestADeviceCodeAndCustomersAtTheSimulatedCloud(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, cfg := simulated(t, simcloud.Options{AutoApprove: true})
		s, err := msauth.Open(cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if _, err := s.SignInWithDeviceCode(t.Context(), msauth.At{}, func(msauth.DeviceCode) {}); err != nil {
			t.Fatal(err)
		}
		first := cfg.Keeper.(*keeper).refresh()
		scope := cfg.Cloud.GraphScope()
		if _, err := s.Token(t.Context(), "99999999-0000-4000-8000-000000000000", scope); fault.KindOf(err) != fault.Missing {
			t.Errorf("an unknown tenant: %v", err)
		}
		if _, err := s.Token(t.Context(), "", cfg.Cloud.PartnerCenterScope()); err != nil {
			t.Error(err)
		}
		if cfg.Keeper.(*keeper).refresh() == first {
			t.Error("the refresh token didn't rotate")
		}
		// Another process goes on with what was kept; then Microsoft revokes it.
		again, err := msauth.Open(cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if _, err := again.Token(context.Background(), "", scope); err != nil {
			t.Fatal(err)
		}
		if err := c.Do(simcloud.Event{Kind: "tokens-revoked"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Hour)
		if _, err := again.Token(context.Background(), "", scope); fault.KindOf(err) != fault.SignIn || again.Needed() == nil {
			t.Errorf("after a revocation: %v", err)
		}
	})
}
