package wire

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tenantry/backend/fault"
)

func TestARedirectedWriteIsNoSuccess(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Path == "/a" {
			http.Redirect(w, r, "/b", http.StatusFound) // a browser would now GET /b
		}
	}))
	defer server.Close()
	req, err := http.NewRequestWithContext(t.Context(), "PUT", server.URL+"/a", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := Write(server.Client(), req)
	if err != nil || a.Status != http.StatusFound || asked != 1 || !a.MayHaveActed() {
		t.Errorf("%d %v after %d", a.Status, err, asked)
	}
	if server.Client().CheckRedirect != nil {
		t.Error("the caller's client was changed")
	}
}

func TestOnlyARefusalIsCertain(t *testing.T) {
	for status, unsure := range map[int]bool{202: true, 302: true, 400: false, 401: false, 403: false, 404: false, 408: true,
		409: false, 429: false, 500: true, 502: true, 503: true, 504: true} {
		if got := (Answer{Status: status}).MayHaveActed(); got != unsure {
			t.Errorf("%d: %v", status, got)
		}
	}
}

type ending struct{ cancel context.CancelFunc }

func (e ending) RoundTrip(r *http.Request) (*http.Response, error) {
	e.cancel()
	return nil, r.Context().Err()
}

func TestAWriteThatNobodyWaitedForIsUnsureAndAReadIsNot(t *testing.T) {
	for method, unsure := range map[string]bool{"PUT": true, "GET": false} {
		ctx, cancel := context.WithCancel(t.Context())
		req, err := http.NewRequestWithContext(ctx, method, "https://x.test/", nil)
		if err != nil {
			t.Fatal(err)
		}
		client := &http.Client{Transport: ending{cancel}}
		if unsure {
			_, err = Write(client, req)
		} else {
			_, err = Do(client, req)
		}
		if f, ok := fault.As(err); ok != unsure || unsure && !f.Unsure || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %+v", method, err)
		}
		// Once the caller is gone nothing is sent, and nothing is in doubt.
		if _, err = Write(client, req); fault.KindOf(err) != "" {
			t.Errorf("%s: %v", method, err)
		}
	}
}
