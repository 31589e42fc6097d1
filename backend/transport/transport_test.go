package transport_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/transport"
)

type fake func(*http.Request) (*http.Response, error)

func (f fake) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	return f(req)
}

func answer(req *http.Request, status int, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Add(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Request: req, Body: io.NopCloser(strings.NewReader("body"))}
}

func get(t *testing.T, ctx context.Context, address string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func parse(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// source hands out the tokens one after the other, a new one after each discard.
type source struct {
	mu     sync.Mutex
	tokens []string
	asked  []string
}

func (s *source) Token(_ context.Context, tenant, audience string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, tenant+" "+audience)
	if len(s.tokens) == 0 {
		return "", fault.New(fault.SignIn, "signed out")
	}
	return s.tokens[0], nil
}

func (s *source) Discard(_, _, token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.tokens) > 1 && s.tokens[0] == token {
		s.tokens = s.tokens[1:]
	}
}

const graph = "https://graph.microsoft.com"

// TestTheWholeChain is the order that doc.go names: a storm of 429, then a lost connection, then an
// expired token, then success, and nobody above notices.
func TestTheWholeChain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []string
		script := []func(*http.Request) (*http.Response, error){
			func(r *http.Request) (*http.Response, error) { return answer(r, 429, "Retry-After", "10"), nil },
			func(r *http.Request) (*http.Response, error) { return nil, errors.New("read: connection reset") },
			func(r *http.Request) (*http.Response, error) { return answer(r, 401), nil },
			func(r *http.Request) (*http.Response, error) { return answer(r, 200), nil },
		}
		base := fake(func(r *http.Request) (*http.Response, error) {
			body, _ := io.ReadAll(r.Body)
			seen = append(seen, r.Header.Get("Authorization")+" "+string(body))
			return script[len(seen)-1](r)
		})
		var logged bytes.Buffer
		var meter transport.Meter
		pacer := transport.NewPacer(transport.Limits{Start: 2, Max: 8, MaxWait: time.Minute})
		tokens := &source{tokens: []string{"eyJhbGciOiJub25lIn0.old.", "eyJhbGciOiJub25lIn0.new."}}
		key := transport.Key{Tenant: "t", Audience: graph + "/.default"}

		rt := transport.Network(base, &transport.Patience{})
		rt = transport.Log(rt, slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
		rt = meter.Count(rt)
		rt = pacer.For(key, rt)
		rt = transport.GraphIDs(rt)
		rt = transport.Auth(rt, tokens, key, parse(t, graph))
		rt = transport.Retry(rt, time.Minute)
		client := transport.Client(rt)

		start := time.Now()
		resp, err := client.Post(graph+"/v1.0/$batch?secret=yes", "application/json", strings.NewReader(`{"requests":[]}`))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if resp.StatusCode != 200 || time.Since(start) < 10*time.Second {
			t.Errorf("status %d after %v", resp.StatusCode, time.Since(start))
		}
		want := []string{"Bearer eyJhbGciOiJub25lIn0.old.", "Bearer eyJhbGciOiJub25lIn0.old.", "Bearer eyJhbGciOiJub25lIn0.old.", "Bearer eyJhbGciOiJub25lIn0.new."}
		for i := range want {
			want[i] += ` {"requests":[]}`
		}
		if fmt.Sprint(seen) != fmt.Sprint(want) {
			t.Errorf("sent %q", seen)
		}
		if got := meter.Traffic(); got != (transport.Traffic{Requests: 4, Throttled: 1, Retried: 3, Bytes: 12}) {
			t.Errorf("counted %+v", got)
		}
		for _, s := range []string{"eyJ", "Bearer", "secret", "requests"} {
			if strings.Contains(logged.String(), s) {
				t.Errorf("the log holds %q:\n%s", s, logged.String())
			}
		}
		if n := strings.Count(logged.String(), "\n"); n != 4 {
			t.Errorf("%d lines logged:\n%s", n, logged.String())
		}
	})
}

func TestARedirectElsewhereIsNotFollowed(t *testing.T) {
	for to, status := range map[string]int{
		"/v1.0/there":                    200,
		graph + ":443/v1.0/there":        200,
		"http://graph.microsoft.com/x":   302,
		"https://graph.microsoft.com.x/": 302,
		"https://evil.example/x":         302,
	} {
		var hosts []string
		client := transport.Client(fake(func(r *http.Request) (*http.Response, error) {
			hosts = append(hosts, r.URL.String())
			if len(hosts) == 1 {
				return answer(r, 302, "Location", to), nil
			}
			return answer(r, 200), nil
		}))
		resp, err := client.Get(graph + "/v1.0/here")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != status {
			t.Errorf("%s: status %d, went to %v", to, resp.StatusCode, hosts)
		}
	}
}

func TestACircleOfRedirectsEnds(t *testing.T) {
	n := 0
	client := transport.Client(fake(func(r *http.Request) (*http.Response, error) {
		n++
		return answer(r, 302, "Location", "/again"), nil
	}))
	resp, err := client.Get(graph)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 302 || n > 6 {
		t.Errorf("status %d after %d", resp.StatusCode, n)
	}
}
