package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"tenantry/backend/fault"
)

// Network ends a try in which nobody says anything for as long as patience lasts, in its connecting, before its answer
// and within it, and turns what the network says into a fault of kind Offline that names the host and no more of the
// address. Of a request that is no read the fault is Unsure unless it is certain that nothing was sent. The end of the
// caller's own context stays what it is.
func Network(next http.RoundTripper, patience *Patience) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithCancelCause(req.Context())
		v := patience.watch(cancel)
		resp, err := next.RoundTrip(req.WithContext(ctx))
		v.head()
		if err != nil {
			err = offline(req, v.failed(req, ctx, err))
			cancel(nil)
			return nil, err
		}
		resp.Body = &limitedBody{ReadCloser: resp.Body, req: req, ctx: ctx, vigil: v, cancel: cancel}
		return resp, nil
	})
}

// failed says whether a failure is that nothing was heard, and tells the patience. ctx is the try's, that of req its caller's.
func (v *vigil) failed(req *http.Request, ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errSilent) {
		err = errSilent
	}
	if silence(err) && req.Context().Err() == nil {
		v.patience.silent(v.began)
	}
	return err
}

// limitedBody classifies what goes wrong while an answer is read, and ends the try with it.
type limitedBody struct {
	io.ReadCloser
	req    *http.Request
	ctx    context.Context
	vigil  *vigil
	cancel context.CancelCauseFunc
}

func (b *limitedBody) Read(p []byte) (int, error) {
	start := b.vigil.wait()
	n, err := b.ReadCloser.Read(p)
	b.vigil.got(n, start)
	if err == nil || err == io.EOF { // a wrapped one is no end, but a connection that was cut
		if err != nil {
			b.vigil.patience.heard()
		}
		return n, err
	}
	return n, offline(b.req, b.vigil.failed(b.req, b.ctx, err))
}

func (b *limitedBody) Close() error {
	err := b.ReadCloser.Close()
	b.cancel(nil)
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

// endlessHead says that an answer's headers were larger than what is read of them, for which net/http has no type. HTTP/2
// ends the connection as for any breach of its rules.
func endlessHead(err error) bool { return strings.Contains(err.Error(), "response headers exceeded") }

// unheard says what became of a request that got no answer.
func unheard(host string, err error) *fault.Error {
	if f, ok := fault.System(err); ok && (f.Remedy == fault.CloseFiles || f.Remedy == fault.RaiseOpenFiles) { // no connection can be made here, wherever to
		return f
	}
	switch {
	case endlessHead(err):
		return fault.Wrap(fault.Upstream, err, "service_too_large", "host", host)
	case untrusted(err):
		return fault.Wrap(fault.Offline, err, "network_untrusted", "host", host).With(fault.TrustAuthority)
	case silence(err):
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
