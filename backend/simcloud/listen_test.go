package simcloud

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
)

func serve(t *testing.T, useTLS bool) (*Cloud, *Server, *http.Client) {
	t.Helper()
	s, _ := ScenarioNamed("small")
	c := New(s, 1, Options{AutoApprove: true})
	server, err := c.Listen(t.Context(), "127.0.0.1:0", useTLS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	if useTLS {
		pem, err := os.ReadFile(server.CAFile)
		if err != nil {
			t.Fatal(err)
		}
		roots := x509.NewCertPool()
		if !roots.AppendCertsFromPEM(pem) {
			t.Fatal("no certificate in the file")
		}
		tr.TLSClientConfig = &tls.Config{RootCAs: roots}
	}
	return c, server, &http.Client{Transport: tr}
}

func get(t *testing.T, c *http.Client, address string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(b)
}

func TestItServesOnLoopbackWithAndWithoutTLS(t *testing.T) {
	for _, useTLS := range []bool{false, true} {
		c, server, client := serve(t, useTLS)
		if e := c.Endpoints(); e != server.Endpoints {
			t.Errorf("endpoints %v, want %v", e, server.Endpoints)
		}
		if useTLS != strings.HasPrefix(server.Endpoints.Graph, "https://127.0.0.1:") {
			t.Errorf("graph at %s", server.Endpoints.Graph)
		}
		if status, body := get(t, client, server.Endpoints.Login+"/"+TenantID+"/v2.0/.well-known/openid-configuration"); status != 200 || !strings.Contains(body, server.Endpoints.Login+"/"+TenantID+"/v2.0") {
			t.Errorf("configuration: %d %s", status, body)
		}
		for _, address := range []string{server.Endpoints.Graph + "/v1.0/organization", server.Endpoints.PartnerCenter + "/v1/customers", server.Endpoints.Azure + "/subscriptions"} {
			if status, _ := get(t, client, address); status != 401 {
				t.Errorf("%s without a token: %d", address, status)
			}
		}
		if strings.Contains(server.Endpoints.Login, "127.0.0.1:0") {
			t.Error("the port is not named")
		}
	}
}

func TestLinksNameTheAddressThatTheClientUsed(t *testing.T) {
	c, server, web := serve(t, false)
	cl := clientOf(t, c)
	cl.http.Transport = web.Transport
	cl.signIn()
	next, _ := cl.graph(TenantID, "/tenantRelationships/delegatedAdminRelationships?$top=3").json(t)["@odata.nextLink"].(string)
	if !strings.HasPrefix(next, server.Endpoints.Graph+"/v1.0/") {
		t.Errorf("nextLink %q", next)
	}
}

func TestACutLinkClosesConnections(t *testing.T) {
	c, server, client := serve(t, false)
	if err := c.Do(Event{Kind: "link-cut"}); err != nil {
		t.Fatal(err)
	}
	r, _ := http.NewRequestWithContext(t.Context(), "GET", server.Endpoints.Graph+"/v1.0/organization", nil)
	if a, err := client.Do(r); err == nil {
		_ = a.Body.Close()
		t.Error("an answer came")
	}
	if status, _ := get(t, client, server.Endpoints.Login+"/_control/state"); status != 200 {
		t.Errorf("control: %d", status)
	}
}

func TestOnlyLoopbackIsServed(t *testing.T) {
	s, _ := ScenarioNamed("small")
	c := New(s, 1, Options{})
	for _, addr := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:0", "example.org:80", "8080"} {
		if server, err := c.Listen(t.Context(), addr, false); err == nil {
			server.Close()
			t.Errorf("%s was accepted", addr)
		}
	}
	first, err := c.Listen(t.Context(), "localhost:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	busy := strings.TrimPrefix(first.Endpoints.Login, "http://")
	if second, err := c.Listen(t.Context(), busy, true); err == nil {
		second.Close()
		t.Error("a port was served twice")
	} else if !strings.Contains(err.Error(), busy) {
		t.Errorf("error %q names no address", err)
	}
}

func TestCloseEndsItAndRemovesTheAuthority(t *testing.T) {
	s, _ := ScenarioNamed("small")
	ctx, cancel := context.WithCancel(t.Context())
	server, err := New(s, 1, Options{}).Listen(ctx, "127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	server.done.Wait() // the end of the context ends the serving
	server.Close()
	if _, err := os.Stat(server.CAFile); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", server.CAFile, err)
	}
	server.Close() // twice is fine
}

// A page in somebody's browser must not drive the cloud, or read what happened in it.
func TestTheControlIsNotForPagesInABrowser(t *testing.T) {
	_, server, client := serve(t, false)
	login := server.Endpoints.Login
	_, port, err := net.SplitHostPort(strings.TrimPrefix(login, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(method, path, host string, header ...string) int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, login+path, strings.NewReader(`{"kind":"link-cut"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		a, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Body.Close()
		return a.StatusCode
	}
	own := "127.0.0.1:" + port
	for _, path := range []string{"POST /_control/event", "GET /_control/state"} {
		method, path, _ := strings.Cut(path, " ")
		for _, foreign := range [][]string{{"rebound.example:" + port}, {"rebound.example"}, {"127.0.0.1.nip.example:" + port}, {own, "Origin", "https://evil.example"},
			{own, "Origin", "null"}, {own, "Origin", "http://127.0.0.1:1"}, {own, "Sec-Fetch-Site", "cross-site"}} {
			if status := ask(method, path, foreign[0], foreign[1:]...); status != http.StatusForbidden {
				t.Errorf("%s %s from %v: %d", method, path, foreign, status)
			}
		}
	}
	if status, _ := get(t, client, server.Endpoints.Graph+"/v1.0/organization"); status != 401 {
		t.Errorf("the link was cut: %d", status)
	}
	for _, ours := range [][]string{{own}, {"localhost:" + port}, {"[::1]:" + port}, {own, "Origin", login}, {own, "Sec-Fetch-Site", "same-origin"}} {
		if status := ask("GET", "/_control/state", ours[0], ours[1:]...); status != http.StatusOK {
			t.Errorf("from %v: %d", ours, status)
		}
	}
}
