package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// Direct, in place of a proxy's address, says that there shall be none.
const Direct = "direct"

// Proxies says which proxy a request goes through: the one that the user named, else the environment's (HTTPS_PROXY,
// NO_PROXY, in either case), else the system's. This computer itself is always reached directly.
type Proxies struct {
	// Source is who named it: setting, environment, system, or none.
	Source string
	choose func(*url.URL) (*url.URL, error)
}

// The sources of a proxy.
const (
	FromSetting     = "setting"
	FromEnvironment = "environment"
	FromSystem      = "system"
	FromNobody      = "none"
)

// NewProxies reads what the environment and the system say. chosen is the user's: the address of a proxy, [Direct], or
// empty. An address that is none is a fault of kind Invalid, which never repeats it: it may hold a password.
func NewProxies(chosen string) (Proxies, error) { return newProxies(chosen, systemProxy) }

func newProxies(chosen string, system func() func(*url.URL) (*url.URL, error)) (Proxies, error) {
	environment := httpproxy.FromEnvironment()
	switch {
	case chosen == Direct:
		return Proxies{Source: FromSetting, choose: func(*url.URL) (*url.URL, error) { return nil, nil }}, nil
	case chosen != "":
		at, err := parseProxy(chosen)
		if err != nil {
			return Proxies{}, err
		}
		environment.HTTPProxy, environment.HTTPSProxy = at.String(), at.String()
		return Proxies{Source: FromSetting, choose: environment.ProxyFunc()}, nil
	case environment.HTTPProxy != "" || environment.HTTPSProxy != "":
		for name, value := range map[string]string{"HTTP_PROXY": environment.HTTPProxy, "HTTPS_PROXY": environment.HTTPSProxy} {
			if _, err := parseProxy(value); value != "" && err != nil { // Go would go without a proxy and tell nobody
				return Proxies{}, fault.New(fault.Invalid, "network_proxy_variable", "name", name).With(fault.CheckProxy)
			}
		}
		return Proxies{Source: FromEnvironment, choose: environment.ProxyFunc()}, nil
	}
	if choose := system(); choose != nil {
		return Proxies{Source: FromSystem, choose: choose}, nil
	}
	return Proxies{Source: FromNobody, choose: func(*url.URL) (*url.URL, error) { return nil, nil }}, nil
}

// parseProxy reads the address of a proxy, with or without its scheme.
func parseProxy(address string) (*url.URL, error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.Fragment != "" {
		return nil, fault.New(fault.Invalid, "network_proxy_address")
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, fault.New(fault.Invalid, "network_proxy_address")
}

// For is the proxy of a request to at; nil: none.
func (p Proxies) For(at *url.URL) *url.URL {
	if cloud.Loopback(at.Hostname()) {
		return nil
	}
	proxy, err := p.choose(at)
	if err != nil {
		return nil
	}
	return proxy
}

// Shown is the proxy of a request to at as it may be shown: without its user and password; empty: none.
func (p Proxies) Shown(at *url.URL) string { return shownProxy(p.For(at)) }

func shownProxy(u *url.URL) string {
	if u == nil {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

// proxyRefused is what a proxy answered in place of the service.
type proxyRefused struct{ status int }

func (p proxyRefused) Error() string { return http.StatusText(p.status) }

// Base is the transport that sends. What a proxy is the cause of names the proxy.
type Base struct {
	*http.Transport
	proxies Proxies
}

// through sets the proxies of a transport.
func through(t *http.Transport, p Proxies) *Base {
	t.Proxy = func(req *http.Request) (*url.URL, error) { return p.For(req.URL), nil }
	t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			return proxyRefused{resp.StatusCode}
		}
		return nil
	}
	return &Base{t, p}
}

// RoundTrip sends a request.
func (b *Base) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := b.Transport.RoundTrip(req)
	proxy := b.proxies.Shown(req.URL)
	if err == nil && resp.StatusCode == http.StatusProxyAuthRequired { // no service says that: it was not reached
		_ = resp.Body.Close()
		err = proxyRefused{resp.StatusCode}
	}
	switch {
	case err == nil:
		return resp, nil
	case proxy != "":
		return nil, proxyFault(err, proxy, req.URL.Host)
	case errors.As(err, new(proxyRefused)): // of a proxy that nobody named, such as a company's that reads everything
		return nil, fault.Wrap(fault.Denied, err, "network_proxy_between", "host", req.URL.Host).With(fault.CheckProxy)
	}
	return nil, err
}

// proxyFault says of a failure on the way through a proxy whether it is the proxy's.
func proxyFault(err error, proxy, host string) error {
	var refused proxyRefused
	if errors.As(err, &refused) {
		switch {
		case refused.status == http.StatusProxyAuthRequired:
			return fault.Wrap(fault.Denied, err, "network_proxy_sign_in", "proxy", proxy).With(fault.CheckProxy)
		case refused.status >= 500:
			return fault.Wrap(fault.Offline, err, "network_proxy_failed", "proxy", proxy, "host", host, "status", refused.status).With(fault.CheckProxy)
		}
		return fault.Wrap(fault.Denied, err, "network_proxy_refused", "proxy", proxy, "host", host, "status", refused.status).With(fault.CheckProxy)
	}
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect") {
		if untrusted(err) {
			return fault.Wrap(fault.Offline, err, "network_proxy_untrusted", "proxy", proxy).With(fault.TrustAuthority)
		}
		return fault.Wrap(fault.Offline, err, "network_proxy_unreachable", "proxy", proxy).With(fault.CheckProxy)
	}
	return err
}
