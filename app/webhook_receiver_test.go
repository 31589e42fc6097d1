package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/app/contract"
)

// delivery is a message as it came over the wire.
type delivery struct {
	id, stamp, signature, body string
}

// receiver is a program of the user's that listens at hook, over TLS. The wire is in memory, so that time is the test's.
type receiver struct {
	net.Listener
	wire  chan net.Conn
	cloud http.RoundTripper // takes all the rest
	tls   *http.Transport

	mu      sync.Mutex
	offline bool
	answer  func(n int, w http.ResponseWriter) // the n-th try, from 0
	got     []delivery
}

const hookAddress = "https://example.com/hooks/very-secret-path"

// listens lets a receiver listen, and the office's program reach it.
func (o *office) listens(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{wire: make(chan net.Conn), cloud: o.cloud.Transport, answer: func(int, http.ResponseWriter) {}}
	srv := httptest.NewUnstartedServer(http.HandlerFunc(r.serve))
	r.Listener = srv.Listener
	srv.Listener = piped{r}
	srv.StartTLS()
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	r.tls = &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots}, DialContext: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		r.wire <- theirs
		return ours, nil
	}}
	t.Cleanup(func() { close(r.wire); srv.Close() })
	o.cloud.Transport = r
	return r
}

// piped is a listener over pipes.
type piped struct{ *receiver }

func (p piped) Accept() (net.Conn, error) {
	c, open := <-p.wire
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (r *receiver) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Host != "example.com" {
		return r.cloud.RoundTrip(req)
	}
	r.mu.Lock()
	offline := r.offline
	r.mu.Unlock()
	if offline {
		return nil, &net.OpError{Op: "dial", Err: io.ErrUnexpectedEOF}
	}
	return r.tls.RoundTrip(req)
}

func (r *receiver) serve(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	r.mu.Lock()
	n := len(r.got)
	r.got = append(r.got, delivery{req.Header.Get("webhook-id"), req.Header.Get("webhook-timestamp"), req.Header.Get("webhook-signature"), string(body)})
	answer := r.answer
	r.mu.Unlock()
	answer(n, w)
}

// turns is the receiver on and off the network.
func (r *receiver) turns(offline bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.offline = offline
}

// answers has the receiver answer so from now on.
func (r *receiver) answers(answer func(n int, w http.ResponseWriter)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

// rest is what came since.
func (r *receiver) rest() []delivery {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := r.got
	r.got = nil
	return out
}

// breaks ends the connection after the message was read.
func breaks(w http.ResponseWriter) {
	c, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = c.Close()
	}
}

// runs lets the engine of the window run, for so long.
func runs(t *testing.T, a *App, d time.Duration) {
	t.Helper()
	a.Start()
	rows(t, a, contract.CustomerQuery{Limit: 1})
	time.Sleep(d)
	synctest.Wait()
}

// hooked is a program with a webhook, whose engine rests.
func hooked(t *testing.T, o *office, kind string, names bool) (*App, *receiver, func(string)) {
	t.Helper()
	r := o.listens(t)
	a, _, outage := newsroom(t, o)
	if _, err := a.Webhook.Set(kind, hookAddress, names); err != nil {
		t.Fatal(err)
	}
	if err := a.Settings.Save(contract.Preferences{Reading: contract.Reading{Paused: true}}, []string{"reading"}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second) // what is announced is later than the webhook
	return a, r, func(id string) {
		t.Helper()
		outage(id)
		announced(t, a)
	}
}

// messages are the webhook's, the newest first.
func messages(t *testing.T, a *App) contract.Webhook {
	t.Helper()
	w, err := a.Webhook.Get()
	if err != nil {
		t.Fatal(err)
	}
	return w
}
