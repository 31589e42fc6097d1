package transport_test

import (
	"encoding/base64"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

// none is no proxy, whatever this computer says.
func none(t *testing.T) transport.Proxies {
	t.Helper()
	p, err := transport.NewProxies(transport.Direct)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tunnels is a real proxy: it connects every CONNECT to one server, whatever the name, or answers with a status.
func tunnels(t *testing.T, to string, status func(*http.Request) int) *httptest.Server {
	t.Helper()
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			t.Errorf("the proxy was asked to %s %s", r.Method, r.URL)
		}
		if s := status(r); s != http.StatusOK {
			w.Header().Set("Proxy-Authenticate", "Basic")
			w.WriteHeader(s)
			return
		}
		server, err := net.Dial("tcp", to)
		if err != nil {
			t.Error(err)
			return
		}
		defer server.Close()
		client, early, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer client.Close()
		_, _ = io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() { _, _ = io.Copy(server, early) }()
		_, _ = io.Copy(client, server)
	}))
	t.Cleanup(p.Close)
	return p
}

func saysHello(t *testing.T, resp *http.Response, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if b, _ := io.ReadAll(resp.Body); string(b) != "hello example.com" {
		t.Errorf("%q", b)
	}
}

// What a proxy is the cause of names the proxy, its remedy and never its password; nobody is told to sign in again at
// Microsoft, and only a line that is down is "offline".
func TestAProxyIsGoneThroughAndNamed(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "hello "+r.Host) }))
	defer server.Close()
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead.Close()
	always := func(status int) func(*http.Request) int { return func(*http.Request) int { return status } }
	signedIn := func(r *http.Request) int {
		if r.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte("ada:hunter2")) {
			return http.StatusProxyAuthRequired
		}
		return http.StatusOK
	}
	for name, c := range map[string]struct {
		status func(*http.Request) int
		user   string
		at     string // instead of the proxy's own address
		kind   fault.Kind
		says   string
	}{
		"open":                     {status: always(200)},
		"with a password":          {status: signedIn, user: "ada:hunter2@"},
		"without its password":     {status: signedIn, kind: fault.Denied, says: "wants a user and password (407)"},
		"with a wrong password":    {status: signedIn, user: "ada:hunter3@", kind: fault.Denied, says: "wants a user and password (407)"},
		"that refuses the host":    {status: always(403), kind: fault.Denied, says: "does not let example.com through (status 403)"},
		"that can't reach it":      {status: always(502), kind: fault.Offline, says: "can't reach example.com (status 502)"},
		"that waits in vain":       {status: always(504), kind: fault.Offline, says: "can't reach example.com (status 504)"},
		"that is dead":             {status: always(200), user: "ada:hunter2@", at: dead.Addr().String(), kind: fault.Offline, says: "can't be reached"},
		"that has no such name":    {status: always(200), at: "proxy.invalid:3128", kind: fault.Offline, says: "can't be reached"},
		"whose scheme is left out": {status: always(200)},
	} {
		t.Run(name, func(t *testing.T) {
			proxy := tunnels(t, server.Listener.Addr().String(), c.status)
			at := strings.TrimPrefix(proxy.URL, "http://")
			if c.at != "" {
				at = c.at
			}
			chosen := "http://" + c.user + at
			if strings.Contains(name, "left out") {
				chosen = at
			}
			proxies, err := transport.NewProxies(chosen)
			if err != nil {
				t.Fatal(err)
			}
			base, err := transport.NewBase(ca, proxies)
			if err != nil {
				t.Fatal(err)
			}
			defer base.CloseIdleConnections()
			resp, err := transport.Network(base, &transport.Patience{}).RoundTrip(get(t, t.Context(), "https://example.com/path?code=hunter2"))
			if c.kind == "" {
				saysHello(t, resp, err)
				return
			}
			f, ok := fault.As(err)
			if !ok || f.Kind != c.kind || f.Remedy != fault.CheckProxy || !strings.Contains(f.Message.String(), c.says) || !strings.Contains(f.Message.String(), "http://"+at) {
				t.Fatalf("%v", err)
			}
			if strings.Contains(err.Error(), "hunter") || strings.Contains(err.Error(), "ada") {
				t.Errorf("the proxy's password is told: %v", err)
			}
		})
	}
}

// A proxy that answers in place of the service is named too: one that plain requests are handed to, one that ends the
// encryption itself, and one that nobody named. Nothing of the answer is taken for the service's.
func TestAProxyThatAnswersForTheServiceIsNamed(t *testing.T) {
	locked := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) })
	reading, plain := httptest.NewTLSServer(locked), httptest.NewServer(locked)
	defer reading.Close()
	defer plain.Close()
	tunnel := tunnels(t, reading.Listener.Addr().String(), func(*http.Request) int { return http.StatusOK })
	with := func(p *httptest.Server) string {
		return "http://ada:hunter2@" + strings.TrimPrefix(p.URL, "http://")
	}
	for name, c := range map[string]struct{ chosen, to, says string }{
		"plain":           {with(plain), "http://example.com/", "the proxy " + plain.URL + " wants a user and password (407)"},
		"reads all":       {with(tunnel), "https://example.com/", "the proxy " + tunnel.URL + " wants a user and password (407)"},
		"nobody named it": {transport.Direct, reading.URL, "a proxy on the way to " + reading.Listener.Addr().String() + " wants a user and password (407)"},
	} {
		proxies, err := transport.NewProxies(c.chosen)
		if err != nil {
			t.Fatal(err)
		}
		base, err := transport.NewBase(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: reading.Certificate().Raw}), proxies)
		if err != nil {
			t.Fatal(err)
		}
		post, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.to, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := transport.Network(base, &transport.Patience{}).RoundTrip(post)
		if err == nil {
			_ = resp.Body.Close()
		}
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Denied || f.Remedy != fault.CheckProxy || f.Message.String() != c.says || f.Unsure || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
		base.CloseIdleConnections()
	}
}

// Who names the proxy, and for whom there is none.
func TestWhichProxyIsGoneThrough(t *testing.T) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	for name, c := range map[string]struct {
		chosen       string
		env          map[string]string
		at           string
		want, source string
	}{
		"nobody names one":           {at: "https://graph.microsoft.com", source: transport.FromNobody},
		"the user's":                 {chosen: "http://ada:pass@proxy:8080", at: "https://graph.microsoft.com", want: "http://proxy:8080", source: transport.FromSetting},
		"the environment's":          {env: map[string]string{"HTTPS_PROXY": "http://corp:3128"}, at: "https://graph.microsoft.com", want: "http://corp:3128", source: transport.FromEnvironment},
		"in lower case":              {env: map[string]string{"https_proxy": "corp:3128"}, at: "https://graph.microsoft.com", want: "http://corp:3128", source: transport.FromEnvironment},
		"the user's goes before":     {chosen: "proxy:8080", env: map[string]string{"HTTPS_PROXY": "http://corp:3128"}, at: "https://graph.microsoft.com", want: "http://proxy:8080", source: transport.FromSetting},
		"none, says the user":        {chosen: transport.Direct, env: map[string]string{"HTTPS_PROXY": "http://corp:3128"}, at: "https://graph.microsoft.com", source: transport.FromSetting},
		"an exception":               {env: map[string]string{"HTTPS_PROXY": "http://corp:3128", "NO_PROXY": ".microsoft.com"}, at: "https://graph.microsoft.com", source: transport.FromEnvironment},
		"an exception in lower case": {chosen: "proxy:8080", env: map[string]string{"no_proxy": "graph.microsoft.com"}, at: "https://graph.microsoft.com", source: transport.FromSetting},
		"this computer":              {chosen: "proxy:8080", at: "http://127.0.0.1:1234", source: transport.FromSetting},
		"this computer by its name":  {chosen: "proxy:8080", at: "http://localhost:1234", source: transport.FromSetting},
		"this computer in IPv6":      {env: map[string]string{"HTTP_PROXY": "http://corp:3128"}, at: "http://[::1]:1234", source: transport.FromEnvironment},
	} {
		t.Run(name, func(t *testing.T) {
			if c.source == transport.FromNobody && runtime.GOOS != "linux" {
				t.Skip("here the system may name one")
			}
			for k, v := range c.env {
				t.Setenv(k, v)
			}
			p, err := transport.NewProxies(c.chosen)
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(c.at)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Shown(u); got != c.want || p.Source != c.source {
				t.Errorf("%q from %s, want %q from %s", got, p.Source, c.want, c.source)
			}
		})
	}
	for _, wrong := range []string{"http://", "ftp://proxy:1", "http://proxy:1/path", "http://ada:hunter2@pro xy:1", "://"} {
		if _, err := transport.NewProxies(wrong); fault.KindOf(err) != fault.Invalid || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
