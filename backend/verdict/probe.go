package verdict

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

// Step is a step on the way to an answer.
type Step string

// The steps, in their order.
const (
	DNS  Step = "dns"
	TCP  Step = "tcp"
	TLS  Step = "tls"
	HTTP Step = "http"
)

// Failure is why there was no answer.
type Failure string

// The failures. Those of the second group are faults here beyond doubt.
const (
	NoName      Failure = "no-name"      // the name was not found, or nobody said
	Unreached   Failure = "unreached"    // no connection
	Silent      Failure = "silent"       // nothing was heard in time
	Broken      Failure = "broken"       // the connection was cut
	Expired     Failure = "expired"      // the certificate is not valid at this time
	ProxyFailed Failure = "proxy-failed" // the proxy says that it can't reach the host

	Private      Failure = "private"       // the name leads into a private network
	Untrusted    Failure = "untrusted"     // an authority that is not trusted here
	WrongName    Failure = "wrong-name"    // somebody else's certificate
	Portal       Failure = "portal"        // a page that wants a person to sign in to the network
	ProxySignIn  Failure = "proxy-sign-in" // the proxy wants a user and password
	ProxyRefused Failure = "proxy-refused" // the proxy lets nobody through to the host
	ProxyGone    Failure = "proxy-gone"    // the proxy can't be reached
)

// Timed is a step and how long it took.
type Timed struct {
	Step Step
	Took time.Duration
}

// Probe is what became of trying one host.
type Probe struct {
	Service Service
	Host    string
	At      time.Time // when it ended
	Steps   []Timed   // those that ended well
	Failed  Failure   // empty: there was an answer
	Status  int       // of the answer
	Served  time.Time // the answer's own date; zero: it had none
	Proxied bool
}

// Erred says that the host answered that it can't answer.
func (p Probe) Erred() bool { return p.Failed == "" && p.Status >= 500 }

// Gateway is the way out of the local network.
type Gateway struct {
	Known   bool   // whether the system says
	Address string // empty: there is none
}

// Round is what was tried from here at one time.
type Round struct {
	At      time.Time // when it ended
	Probes  []Probe
	Gateway Gateway
	Proxy   string // through which Microsoft is reached, without user and password; empty: none
}

// Resolver looks names up.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Prober tries hosts. All fields but Gateway are required.
type Prober struct {
	Resolver Resolver
	Dial     func(ctx context.Context, network, address string) (net.Conn, error)
	TLS      *tls.Config
	Proxy    func(*url.URL) *url.URL // as every request's; nil: none
	Now      func() time.Time
	Gateway  func() Gateway // nil: nobody knows
	// Wire is sent over in place of a network of ours: a cloud that lives in this process has none. nil: there is one.
	Wire http.RoundTripper
}

// Patience is how long a round takes at most; dialPatience how long one address of several is waited for.
const (
	Patience     = 8 * time.Second
	dialPatience = 3 * time.Second
	maxAddresses = 3
)

// Try tries every target once, all at the same time, within [Patience].
func (p Prober) Try(ctx context.Context, targets []Target) Round {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	targets = targets[:min(len(targets), mostTargets)]
	out := Round{Probes: make([]Probe, len(targets))}
	var all sync.WaitGroup
	for i, t := range targets {
		all.Go(func() { out.Probes[i] = p.try(ctx, t) })
	}
	all.Wait()
	if p.Gateway != nil {
		out.Gateway = p.Gateway()
	}
	for _, t := range targets {
		if proxy := p.Proxy(t.At); proxy != nil && out.Proxy == "" {
			out.Proxy = (&url.URL{Scheme: proxy.Scheme, Host: proxy.Host}).String()
		}
	}
	out.At = p.Now()
	return out
}

// try asks one host for its first page. Any answer will do, and no more than its head is read.
func (p Prober) try(ctx context.Context, t Target) Probe {
	w := &way{prober: p, host: t.At.Hostname(), proxied: p.Proxy(t.At) != nil, inside: t.Inside}
	out := Probe{Service: t.Service, Host: t.At.Host, Proxied: w.proxied}
	rt := p.Wire
	if rt == nil {
		own := w.transport()
		defer own.CloseIdleConnections()
		rt = own
	}
	w.begins()
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, w.trace()), http.MethodGet, t.At.String(), nil)
	if err != nil {
		out.Failed, out.At = Unreached, p.Now()
		return out
	}
	req.Header.Set("User-Agent", "tenantry")
	resp, err := rt.RoundTrip(req)
	if err == nil {
		_ = resp.Body.Close()
		out.Status = resp.StatusCode
		out.Served, _ = http.ParseTime(resp.Header.Get("Date")) // zero: it says none
		w.ended(HTTP)
	}
	out.At, out.Steps, out.Failed = p.Now(), w.steps(), w.failure(ctx, resp, err)
	return out
}
