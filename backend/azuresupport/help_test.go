package azuresupport

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tenantry/backend/partner"
)

const (
	tenant       = partner.TenantID("4fdbff88-9d6b-42e0-9713-45c922ba8001")
	subscription = "132d901f-189d-4381-9214-fe68e27e05a1"
	ticketsPath  = "/subscriptions/" + subscription + "/providers/Microsoft.Support/supportTickets"
	ticketPath   = ticketsPath + "/testticket"
	version      = "?api-version=2024-04-01"
)

// asked is one request that Azure got.
type asked struct {
	method, url string
	body        []byte
	at          time.Time
}

// azure is Azure in memory, on https://management.azure.com. It keeps what was asked.
type azure struct {
	t       *testing.T
	handler func(w http.ResponseWriter, r *http.Request) error
	mu      sync.Mutex
	asked   []asked
}

func (c *azure) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	if !strings.EqualFold(r.URL.Host, "management.azure.com") || r.URL.Scheme != "https" { // a link may spell it otherwise
		c.t.Errorf("asked elsewhere: %s", r.URL)
	}
	c.mu.Lock()
	c.asked = append(c.asked, asked{r.Method, r.URL.RequestURI(), body, time.Now()})
	c.mu.Unlock()
	w := httptest.NewRecorder()
	if err := c.handler(w, r); err != nil {
		return nil, err
	}
	return w.Result(), nil
}

// calls are the requests so far, method and address.
func (c *azure) calls() string {
	var out []string
	for _, a := range c.asked {
		out = append(out, a.method+" "+a.url)
	}
	return strings.Join(out, "\n")
}

func serve(t *testing.T, h func(w http.ResponseWriter, r *http.Request) error) (*Client, *azure) {
	t.Helper()
	base, err := url.Parse("https://management.azure.com")
	if err != nil {
		t.Fatal(err)
	}
	c := &azure{t: t, handler: h}
	return New(base, func(of string) *http.Client {
		if of != string(tenant) {
			t.Errorf("asked as %q", of)
		}
		return &http.Client{Transport: c}
	}, time.Now), c
}

// reply is one answer: status, headers as "Name: value", and a body.
func reply(status int, body string, headers ...string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		for _, h := range headers {
			k, v, _ := strings.Cut(h, ": ")
			w.Header().Set(k, v)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
		return nil
	}
}

// lost is a request whose connection died.
func lost(err error) func(http.ResponseWriter, *http.Request) error {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

// script answers one request after the other, the last answer again and again.
func script(steps ...func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	n := 0
	return func(w http.ResponseWriter, r *http.Request) error {
		step := steps[min(n, len(steps)-1)]
		n++
		return step(w, r)
	}
}

// documented is one of Microsoft's examples: the body that was sent, the headers of the 202, and the
// body of the 200.
func documented(t *testing.T, name, parameter string) (sent map[string]any, accepted []string, body string) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "api", "examples")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the documented examples are not here: ", dir)
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	var e struct {
		Parameters map[string]json.RawMessage
		Responses  map[string]struct {
			Headers map[string]string
			Body    json.RawMessage
		}
	}
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(e.Parameters[parameter], &sent); err != nil {
		t.Fatal(err)
	}
	for k, v := range e.Responses["202"].Headers {
		accepted = append(accepted, k+": "+v)
	}
	return sent, accepted, string(e.Responses["200"].Body)
}

// sample is a ticket as the documented example has it.
func sample() Ticket {
	return Ticket{Tenant: tenant, Subscription: strings.ToUpper(subscription), Name: "testticket",
		ServiceID: "virtual_machine_running_linux_service_guid", ClassificationID: "problemClassification_guid",
		Title: "my title", Description: "my description", Severity: "moderate",
		FirstName: "abc", LastName: "xyz", Mail: "abc@contoso.com", Country: "US", Language: "en", TimeZone: "Pacific Standard Time"}
}

const made = `{"name":"testticket","properties":{"supportTicketId":"119120321001170","status":"Open"}}`
