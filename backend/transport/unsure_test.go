package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

func write(t *testing.T, method, address string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func TestAWriteIsUnsureOnlyWhenItMayHaveArrived(t *testing.T) {
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead.Close()
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	}))
	defer cut.Close()
	half := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "half")
	}))
	defer half.Close()
	untrusted := httptest.NewUnstartedServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	defer untrusted.Close()
	for _, tc := range []struct {
		what, method, address string
		unsure                bool
	}{
		{"nobody listens", "PUT", "http://" + dead.Addr().String(), false},
		{"a stranger answers", "PUT", untrusted.URL, false},
		{"the line is cut", "PUT", cut.URL, true},
		{"the line is cut", "PATCH", cut.URL, true},
		{"the line is cut", "POST", cut.URL, true},
		{"the answer breaks off", "PUT", half.URL, true},
		{"a read is cut", "GET", cut.URL, false},
		{"a batch of reads is cut", "POST", cut.URL + "/v1.0/$batch", false},
	} {
		resp, err := base(t, nil).RoundTrip(write(t, tc.method, tc.address))
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			resp.Body.Close()
		}
		if f, _ := fault.As(err); f == nil || f.Kind != fault.Offline || f.Unsure != tc.unsure {
			t.Errorf("%s, %s: %+v", tc.method, tc.what, f)
		}
	}
}

func TestANameThatIsNotFoundLeavesNoDoubt(t *testing.T) {
	for name, err := range map[string]error{
		"name":  &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "graph.microsoft.com"}},
		"proxy": &net.OpError{Op: "proxyconnect", Err: errors.New("refused")},
	} {
		_, got := transport.Network(fake(failure(err)), &transport.Patience{}).RoundTrip(write(t, "PUT", graph))
		if f, _ := fault.As(got); f == nil || f.Unsure {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// failing gives no token, and tells why.
type failing struct{ err error }

func (f failing) Token(context.Context, string, string) (string, error) { return "", f.err }
func (failing) Discard(string, string, string)                          {}

func TestALostTokenRequestLeavesNoDoubtAboutTheWrite(t *testing.T) {
	lost := fault.New(fault.Offline, "the connection to login was lost")
	lost.Unsure = true // a token request is a POST like any other, and the fault may be shared
	shared := fmt.Errorf("renew: %w", lost)
	nothing := fake(func(*http.Request) (*http.Response, error) {
		t.Error("it was sent")
		return nil, errors.New("no")
	})
	for name, rt := range map[string]http.RoundTripper{
		"auth":      transport.Auth(nothing, failing{shared}, partnerKey, parse(t, graph)),
		"auxiliary": transport.Auxiliary(nothing, failing{shared}, partnerKey, parse(t, graph)),
	} {
		_, err := rt.RoundTrip(write(t, "PUT", graph))
		if f, _ := fault.As(err); f == nil || f.Unsure || f.Kind != fault.Offline {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if !lost.Unsure {
		t.Error("somebody else's fault was changed")
	}
}
