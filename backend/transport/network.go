package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"tenantry/backend/fault"
)

// Network gives each try the time limit, body included, and turns what the network says into a fault
// of kind Offline that names the host and no more of the address. Of a request that is no read the
// fault is Unsure unless it is certain that nothing was sent. The end of the caller's own context
// stays what it is.
func Network(next http.RoundTripper, limit time.Duration) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(req.Context(), limit)
		resp, err := next.RoundTrip(req.WithContext(ctx))
		if err != nil {
			cancel()
			return nil, offline(req, err)
		}
		resp.Body = &limitedBody{ReadCloser: resp.Body, req: req, cancel: cancel}
		return resp, nil
	})
}

// limitedBody classifies what goes wrong while an answer is read, and frees the timer at its end.
type limitedBody struct {
	io.ReadCloser
	req    *http.Request
	cancel context.CancelFunc
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == nil || err == io.EOF { // a wrapped one is no end, but a connection that was cut
		return n, err
	}
	return n, offline(b.req, err)
}

func (b *limitedBody) Close() error {
	err := b.ReadCloser.Close()
	b.cancel()
	return err
}

func offline(req *http.Request, err error) error {
	if e := req.Context().Err(); e != nil {
		return e
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	f := unheard(req.URL.Host, err)
	f.Unsure = !reads(req) && !nothingSent(err) && !untrusted(err)
	return f
}

// unheard says what became of a request that got no answer.
func unheard(host string, err error) *fault.Error {
	var n net.Error
	if f, ok := fault.System(err); ok && f.Remedy == fault.CloseFiles { // no connection can be made here, wherever to
		return f
	}
	switch {
	case untrusted(err):
		return fault.Wrap(fault.Offline, err, "network_untrusted", "host", host).With(fault.TrustAuthority)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &n) && n.Timeout():
		return fault.Wrap(fault.Offline, err, "network_timeout", "host", host)
	case nothingSent(err):
		return fault.Wrap(fault.Offline, err, "network_unreachable", "host", host)
	}
	return fault.Wrap(fault.Offline, err, "network_lost", "host", host)
}

// nothingSent says that there was no connection at all.
func nothingSent(err error) bool {
	var name *net.DNSError
	var op *net.OpError
	return errors.As(err, &name) || errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// untrusted says that a certificate, not the line, is in the way.
func untrusted(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &certificate)
}
