package graph

import (
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	home      = "https://graph.test"
	partnerID = "11111111-1111-1111-1111-111111111111"
	contosoID = "84841066-274d-4ec0-a5c1-276be684bdd3" // the organisation of the documented example
)

// cloud is a service in memory. It keeps what was asked.
type cloud struct {
	handler http.Handler
	mu      sync.Mutex
	asked   []string     // "tenant METHOD url"
	busy    atomic.Int64 // members of batches that were too many, as the client told
}

func (c *cloud) client(tenant string) *http.Client {
	return &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if err := r.Context().Err(); err != nil {
			return nil, err
		}
		c.mu.Lock()
		c.asked = append(c.asked, tenant+" "+r.Method+" "+r.URL.String())
		c.mu.Unlock()
		w := httptest.NewRecorder()
		c.handler.ServeHTTP(w, r)
		return w.Result(), nil
	})}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// noon is the test's present: late enough for the documented health report to be of this month.
func noon() time.Time { return time.Date(2020, 11, 25, 12, 0, 0, 0, time.UTC) }

// serve makes a client of a service that answers like h.
func serve(t testing.TB, h http.HandlerFunc) (*Client, *cloud) {
	t.Helper()
	base, err := url.Parse(home)
	if err != nil {
		t.Fatal(err)
	}
	c := &cloud{handler: h}
	return New(base, c.client, partnerID, noon, func() { c.busy.Add(1) }), c
}

// always answers every request with one body.
func always(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

// example is a documented answer.
func example(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "api", "examples")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the documented examples are not here: ", dir)
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// golden compares v with what testdata keeps under name.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Error(d)
	}
}

// answers answers a batch: each member by its id's body, with a status when it is an error.
type reply struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

func batchOf(replies ...reply) string {
	b, err := json.Marshal(map[string]any{"responses": replies})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func ok(id, body string) reply { return reply{ID: id, Status: 200, Body: json.RawMessage(body)} }

func failing(id string, status int, headers map[string]string) reply {
	return reply{ID: id, Status: status, Headers: headers, Body: json.RawMessage(`{"error":{"code":"TheCode","message":"Not now.","innerError":{"request-id":"rid"}}}`)}
}

const (
	anOrganization = `{"value":[{"id":"` + contosoID + `","displayName":"Contoso","city":"Lyon","verifiedDomains":[{"name":"contoso.com","isDefault":true}]}]}`
	someDomains    = `{"value":[{"id":"contoso.com","isDefault":true,"isVerified":true},{"id":"contoso.onmicrosoft.com","isInitial":true,"isVerified":true}]}`
	noItems        = `{"value":[]}`
	anOverview     = `{"value":[{"id":"Exchange","service":"Exchange Online","status":"ServiceDegradation"}]}`
)

// healthy are good answers to all members, in an order of their own.
func healthy() []reply {
	return []reply{ok("health", anOverview), ok("subscriptions", noItems), ok("Domains", someDomains), ok("skus", noItems), ok("organization", anOrganization)}
}
