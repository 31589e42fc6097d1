package verdict

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"time"
)

// way is the way to one host: how long its steps take, and where it ends.
type way struct {
	prober  Prober
	host    string
	proxied bool
	inside  bool // a private address is right

	mu      sync.Mutex
	begun   time.Time // of the step that goes on
	done    []Timed
	private bool
}

func (w *way) begins() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begun = w.prober.Now()
}

// ended ends a step; the next one begins.
func (w *way) ended(s Step) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.prober.Now()
	w.done = append(w.done, Timed{s, now.Sub(w.begun)})
	w.begun = now
}

func (w *way) steps() []Timed {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.done)
}

// transport is one that is used once.
func (w *way) transport() *http.Transport {
	settings := w.prober.TLS.Clone()
	if settings.Time == nil {
		settings.Time = w.prober.Now
	}
	return &http.Transport{
		DisableKeepAlives: true, DisableCompression: true, MaxResponseHeaderBytes: 64 << 10,
		Proxy:           func(req *http.Request) (*url.URL, error) { return w.prober.Proxy(req.URL), nil },
		DialContext:     w.dial,
		TLSClientConfig: settings,
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
			if resp.StatusCode != http.StatusOK {
				return refusedBy{resp.StatusCode}
			}
			return nil
		},
	}
}

func (w *way) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{TLSHandshakeStart: w.begins, TLSHandshakeDone: func(_ tls.ConnectionState, err error) {
		if err == nil {
			w.ended(TLS)
		}
	}}
}

// dial looks the name up and connects to the first of its addresses that answers: a network whose IPv6 leads nowhere is no
// fault of anybody's as long as there is another way.
func (w *way) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	w.begins()
	all := []netip.Addr(nil)
	if ip, err := netip.ParseAddr(host); err == nil {
		all = []netip.Addr{ip}
	} else {
		if all, err = w.prober.Resolver.LookupNetIP(ctx, "ip", host); err != nil {
			return nil, failedAt{DNS, err}
		}
		w.ended(DNS)
		w.found(all)
	}
	slices.SortStableFunc(all, func(a, b netip.Addr) int { return a.Unmap().BitLen() - b.Unmap().BitLen() })
	err = errors.New("the name has no address")
	for _, ip := range all[:min(len(all), maxAddresses)] {
		var conn net.Conn
		if conn, err = w.connect(ctx, network, ip, port); err == nil {
			w.ended(TCP)
			return conn, nil
		}
	}
	return nil, failedAt{TCP, err}
}

func (w *way) connect(ctx context.Context, network string, ip netip.Addr, port string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialPatience)
	defer cancel()
	return w.prober.Dial(ctx, network, net.JoinHostPort(ip.Unmap().String(), port))
}

// found notes that a public name leads into a private network.
func (w *way) found(all []netip.Addr) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.private = !w.proxied && !w.inside && len(all) > 0 && !slices.ContainsFunc(all, func(ip netip.Addr) bool { return !inside(ip.Unmap()) })
}

// shared are the addresses of networks behind a carrier's translation, and those for tests of networks, which local
// filters hand out.
var shared = []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15")}

func inside(ip netip.Addr) bool {
	return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() ||
		slices.ContainsFunc(shared, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// failedAt is a failure and the step that it ended.
type failedAt struct {
	step Step
	error
}

func (f failedAt) Unwrap() error { return f.error }

// refusedBy is what a proxy answered in place of the host.
type refusedBy struct{ status int }

func (r refusedBy) Error() string { return http.StatusText(r.status) }

// failure names what went wrong; empty: nothing.
func (w *way) failure(ctx context.Context, resp *http.Response, err error) Failure {
	if err == nil {
		return answered(resp.StatusCode)
	}
	w.mu.Lock()
	private := w.private
	w.mu.Unlock()
	var proxy refusedBy
	var op *net.OpError
	var at failedAt
	switch {
	case errors.As(err, &proxy):
		return refusal(proxy.status)
	case w.proxied && errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect"), w.proxied && errors.As(err, &at):
		return ProxyGone
	case private:
		return Private
	}
	if f := certificate(err); f != "" {
		return f
	}
	switch timeout := net.Error(nil); {
	case errors.As(err, &at) && at.step == DNS:
		return NoName
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return Silent
	case errors.As(err, &at):
		return Unreached
	}
	return Broken
}

// answered says of an answer that it can't be the host's.
func answered(status int) Failure {
	switch status {
	case http.StatusProxyAuthRequired:
		return ProxySignIn
	case http.StatusNetworkAuthenticationRequired:
		return Portal
	}
	return ""
}

func refusal(status int) Failure {
	switch {
	case status == http.StatusProxyAuthRequired:
		return ProxySignIn
	case status == http.StatusNetworkAuthenticationRequired:
		return Portal
	case status >= 500:
		return ProxyFailed
	}
	return ProxyRefused
}

// certificate names what is wrong with the host's; empty: it is something else.
func certificate(err error) Failure {
	var wrong *tls.CertificateVerificationError
	if !errors.As(err, &wrong) {
		return ""
	}
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &name):
		return WrongName
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Expired
	}
	return Untrusted
}
