package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"time"

	"tenantry/backend/cloud"
	"tenantry/backend/fault"
)

// Key names who is asked for what: limits and tokens are per tenant and audience.
type Key struct {
	Tenant   string // tenant id, or "" for the partner's own
	Audience string // the scope, e.g. "https://graph.microsoft.com/.default"
}

// TokenSource gives access tokens. It caches them: asking is cheap.
type TokenSource interface {
	// Token gives a token of tenant for audience; its error is classified.
	Token(ctx context.Context, tenant, audience string) (string, error)
	// Discard says that token was refused, so that the next Token may get another.
	Discard(tenant, audience, token string)
}

// Client is what a service's client gets. A redirect is followed only within the same scheme, host
// and port; any other is given to the caller as the answer that it is.
func Client(rt http.RoundTripper) *http.Client {
	return &http.Client{Transport: rt, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		if len(via) >= 5 || !cloud.SameOrigin(req.URL, via[0].URL) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
}

// NewBase makes the transport that sends. ca, if not empty, holds certificates (PEM) of authorities
// that are trusted beside the system's.
func NewBase(ca []byte, proxies Proxies) (*Base, error) {
	var roots *x509.CertPool // nil: the system's
	if len(ca) > 0 {
		var err error
		if roots, err = x509.SystemCertPool(); err != nil {
			roots = x509.NewCertPool()
		}
		if !roots.AppendCertsFromPEM(ca) {
			return nil, fault.New(fault.Invalid, "network_no_certificate")
		}
	}
	return through(&http.Transport{
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		// A connection that died while the machine slept is found by a ping; else every request would wait on it in vain.
		HTTP2:               &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second},
		MaxIdleConnsPerHost: 32,
		IdleConnTimeout:     90 * time.Second,
		// Go's own bound is 10 MB, of each of sixteen answers at a time.
		MaxResponseHeaderBytes: 256 << 10,
	}, proxies), nil
}

// roundTripper makes a function a decorator.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// call is what the decorators of one call share over all its tries. [Retry] puts it into the
// context; tries follow one another, so it needs no lock.
type call struct {
	sent        int    // how often it was sent before
	id          string // the request id of a send that has had no answer yet
	correlation string
}

type callKey struct{}

func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{}
}

// again clones req for one more try, with its body from the start.
func again(req *http.Request) (*http.Request, error) {
	r := req.Clone(req.Context())
	if req.Body != nil && req.Body != http.NoBody {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		r.Body = body
	}
	return r, nil
}

// rewindable says whether req can be sent more than once.
func rewindable(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// discard ends an answer that nobody will read, so that its connection can serve again.
func discard(resp *http.Response) {
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
	resp.Body.Close()
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}
