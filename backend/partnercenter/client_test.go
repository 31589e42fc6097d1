package partnercenter

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

var update = flag.Bool("update", false, "write the golden files anew")

const customerID = partner.TenantID("eebd1b55-5360-4438-a11d-5c06918c3014")

// cloud is a service in memory. It keeps what was asked.
type cloud struct {
	handler http.Handler
	mu      sync.Mutex
	asked   []*http.Request
}

func (c *cloud) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.asked = append(c.asked, r)
	c.mu.Unlock()
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Result(), nil
}

func (c *cloud) urls() []string {
	var out []string
	for _, r := range c.asked {
		out = append(out, strings.TrimPrefix(r.URL.String(), "https://pc.test"))
	}
	return out
}

func serve(t testing.TB, h http.HandlerFunc) (*Client, *cloud) {
	t.Helper()
	base, err := url.Parse("https://pc.test")
	if err != nil {
		t.Fatal(err)
	}
	c := &cloud{handler: h}
	client := New(base, &http.Client{Transport: c})
	client.now = func() time.Time { return time.Date(2017, 1, 10, 8, 0, 0, 0, time.UTC) }
	return client, c
}

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

func TestDocumentedAnswersAreRead(t *testing.T) {
	asList := func(s string) string { return `{"totalCount":1,"items":[` + s + `]}` }
	for name, tc := range map[string]struct {
		file string
		edit func(string) string
		call func(*testing.T, *Client) (any, error)
	}{
		"customers":          {"partner-get-customers-response.json", nil, func(t *testing.T, c *Client) (any, error) { return c.Customers(t.Context()) }},
		"customers-filtered": {"partner-get-customers-filter-response.json", nil, func(t *testing.T, c *Client) (any, error) { return c.Customers(t.Context()) }},
		"customer":           {"partner-get-customer-response.json", nil, func(t *testing.T, c *Client) (any, error) { return c.Customer(t.Context(), customerID) }},
		"subscriptions":      {"partner-get-customer-subscriptions-response.json", nil, func(t *testing.T, c *Client) (any, error) { return c.Subscriptions(t.Context(), customerID) }},
		"subscription":       {"partner-get-subscription-response.json", asList, func(t *testing.T, c *Client) (any, error) { return c.Subscriptions(t.Context(), customerID) }},
		"subscription-addon": {"partner-get-subscription-addon-response.json", asList, func(t *testing.T, c *Client) (any, error) { return c.Subscriptions(t.Context(), customerID) }},
		"servicerequests":    {"partner-get-customer-servicerequests-response.json", nil, func(t *testing.T, c *Client) (any, error) { return c.CustomerRequests(t.Context(), customerID) }},
		"servicerequest": {"partner-get-servicerequest-response.json", nil, func(t *testing.T, c *Client) (any, error) {
			return c.Request(t.Context(), "3b33e682-00c3-41ee-9dd2-a548adf56438", "616122292874576")
		}},
		"servicerequests-of-all": {"partner-get-servicerequest-response.json", asList, func(t *testing.T, c *Client) (any, error) { return c.Requests(t.Context()) }},
		"servicerequest-changed": {"partner-patch-servicerequest-note-response.json", asList, func(t *testing.T, c *Client) (any, error) { return c.CustomerRequests(t.Context(), customerID) }},
		"managedservices":        {"partner-get-managedservices-response.json", func(s string) string { return s + "]}" }, func(t *testing.T, c *Client) (any, error) { return c.ManagedServices(t.Context(), customerID) }},
	} {
		t.Run(name, func(t *testing.T) {
			body := example(t, tc.file)
			if tc.edit != nil {
				body = tc.edit(body)
			}
			c, _ := serve(t, always(body))
			v, err := tc.call(t, c)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, v)
		})
	}
}

func TestDocumentedAnswersThatAreNoJSONAreUpstream(t *testing.T) {
	for _, file := range []string{"partner-get-managedservices-response.json", "partner-paging-lineitems-response.json", "partner-get-auditrecords-response.json"} {
		c, _ := serve(t, always(example(t, file)))
		if got, err := c.ManagedServices(t.Context(), customerID); fault.KindOf(err) != fault.Upstream {
			t.Errorf("%s: %v %v", file, got, err)
		}
	}
}

func TestTheDocumentedThrottleIsWaitedFor(t *testing.T) {
	body := example(t, "partner-error-429-response.json")
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "57")
		w.WriteHeader(429)
		_, _ = w.Write([]byte(body))
	})
	_, err := c.Customers(t.Context())
	if e, _ := fault.As(err); e == nil || e.Kind != fault.Throttled || e.RetryAt.IsZero() || !strings.Contains(e.Message.String(), "Rate limit is exceeded") {
		t.Errorf("%+v", e)
	}
}

func TestTheDocumentedErrorSchemaWhichIsNoJSONLeavesTheStatus(t *testing.T) {
	body := example(t, "partner-error-schema.json")
	c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(403)
		_, _ = w.Write([]byte(body))
	})
	if _, err := c.Customers(t.Context()); fault.KindOf(err) != fault.Denied {
		t.Error(err)
	}
}

func TestEveryErrorBodyAndCodeHasItsKindAndRemedy(t *testing.T) {
	for _, tc := range []struct {
		status int
		body   string
		kind   fault.Kind
		remedy fault.Remedy
		code   string
		says   string
	}{
		{401, `{"code":400,"description":"Access denied","data":[],"source":"PartnerFD"}`, fault.Denied, fault.AssignRole, "400", "denies access"},
		{404, `{"code":"1000","description":"Not found."}`, fault.Missing, fault.CheckDelegation, "1000", "Not found"},
		{401, `{"code":1002,"description":"Authorization Failed"}`, fault.Denied, fault.AssignRole, "1002", "denies access: Authorization Failed"},
		{403, `{"code":2032,"description":"Access denied"}`, fault.Denied, fault.AssignRole, "2032", ""},
		{400, `{"code":3000,"description":"Invalid property"}`, fault.Invalid, fault.ReportBug, "3000", "Invalid property"},
		{403, `{"code":20002}`, fault.Denied, fault.CheckDelegation, "20002", "no commerce relationship"},
		{404, `{"code":60003}`, fault.Missing, fault.CheckDelegation, "60003", "no such tenant"},
		{401, `{"code":800001}`, fault.SignIn, fault.SignInAgain, "800001", "token"},
		{403, `{"code":900150}`, fault.Denied, fault.AssignRole, "900150", "role"},
		{401, `{"code":900421,"description":"MFA required"}`, fault.SignIn, fault.SignInAgain, "900421", "multi-factor"},
		{429, `{ "statusCode": 429, "message": "Rate limit is exceeded." }`, fault.Throttled, fault.WaitAndRetry, "", "Rate limit is exceeded"},
		{400, `{"type":"about:blank","title":"Bad Request","status":400,"detail":"Size is too large.","instance":"/v1"}`, fault.Invalid, fault.ReportBug, "", "Bad Request, Size is too large"},
		{404, ``, fault.Missing, fault.CheckDelegation, "", ""},
		{410, `gone`, fault.Retired, fault.UsePortal, "", ""},
		{500, `<html>`, fault.Upstream, fault.ReportUpstream, "", "500"},
		{401, `{"code":12345}`, fault.Denied, fault.AssignRole, "12345", "denies access"},
		{401, ``, fault.SignIn, fault.SignInAgain, "", "sign-in"},
	} {
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("MS-RequestId", "the-request")
			w.WriteHeader(tc.status)
			_, _ = w.Write([]byte(tc.body))
		})
		_, ofOne := c.Customer(t.Context(), "84841066-274d-4ec0-a5c1-276be684bdd3")
		_, ofAll := c.Customers(t.Context())
		_, ofRequests := c.Requests(t.Context())
		for i, err := range []error{ofOne, ofAll, ofRequests} {
			kind, remedy := tc.kind, tc.remedy
			switch { // of the lists of all customers no delegation is in the way
			case i > 0 && tc.code == "20002":
				kind = fault.Missing
			case i > 0 && remedy == fault.AssignRole:
				remedy = fault.PartnerRole
			}
			e, _ := fault.As(err)
			if e == nil || e.Kind != kind || e.Remedy != remedy || e.Code != tc.code || e.RequestID != "the-request" || !strings.Contains(e.Message.String(), tc.says) {
				t.Errorf("%d %s, %d: %+v", tc.status, tc.body, i, e)
			}
		}
	}
}

func customerNo(n int) string {
	return fmt.Sprintf(`{"id":"00000000-0000-0000-0000-%012d","companyProfile":{"companyName":"C%d","domain":"c%d.test"}}`, n, n, n)
}

func TestAListGoesOnWhereItsLinkSaysWithTheLinksHeaders(t *testing.T) {
	for _, uri := range []string{"/customers?size=500&seekOperation=Next", "/v1/customers?size=500&seekOperation=Next", "customers?size=500&seekOperation=Next",
		"v1/customers?size=500&seekOperation=Next", "https://pc.test/v1/customers?size=500&seekOperation=Next"} {
		link := func(token string) string {
			return `"links":{"next":{"uri":"` + uri + `","method":"GET","headers":[{"key":"MS-ContinuationToken","value":"` + token + `"},{"key":"Authorization","value":"evil"},{"key":"Host","value":"evil.test"}]}}`
		}
		c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "" || r.Host != "pc.test" || r.Header.Get("MS-Contract-Version") != "v1" || r.Header.Get("X-Locale") != "en-US" || r.Header.Get("Accept") != "application/json" {
				t.Errorf("%s %v", r.Host, r.Header)
			}
			switch r.Header.Get("MS-ContinuationToken") {
			case "":
				_, _ = w.Write([]byte(`{"totalCount":1,"items":[` + customerNo(1) + `],` + link("one") + `}`))
			case "one": // an empty page is not the end, and its total is no end either
				_, _ = w.Write([]byte(`{"totalCount":0,"items":[],` + link("two") + `}`))
			case "two":
				_, _ = w.Write([]byte(`{"totalCount":99,"items":[` + customerNo(2) + `],"links":{"self":{"uri":"/customers"}}}`))
			}
		})
		got, err := c.Customers(t.Context())
		if err != nil || len(got) != 2 || got[1].PrimaryDomain != "c2.test" {
			t.Fatal(uri, got, err)
		}
		next := "/v1/customers?size=500&seekOperation=Next"
		if d := cmp.Diff([]string{"/v1/customers?size=500", next, next}, asked.urls()); d != "" {
			t.Error(uri, d)
		}
	}
}

func TestALinkToAnotherHostOrInACircleOrNoGETIsNotFollowed(t *testing.T) {
	for _, link := range []string{
		`{"uri":"https://evil.test/v1/customers"}`, `{"uri":"//evil.test/v1/customers"}`, `{"uri":"http://pc.test/v1/customers"}`,
		`{"uri":"https://pc.test@evil.test/v1/customers"}`, `{"uri":"/customers","method":"DELETE"}`,
	} {
		c, asked := serve(t, always(`{"items":[],"links":{"next":`+link+`}}`))
		if _, err := c.Customers(t.Context()); fault.KindOf(err) != fault.Upstream || len(asked.asked) != 1 {
			t.Errorf("%s: %v %v", link, err, asked.urls())
		}
	}
	c, asked := serve(t, always(`{"items":[],"links":{"next":{"uri":"/customers"}}}`))
	if _, err := c.Customers(t.Context()); fault.KindOf(err) != fault.Upstream || len(asked.asked) != 2 {
		t.Error("a circle has no end:", err, asked.urls())
	}
}

func TestAListThatIsLeftOutIsEmptyOnlyWhenTheTotalSaysSo(t *testing.T) {
	for body, kind := range map[string]fault.Kind{`{"totalCount":0}`: "", `{"totalCount":3}`: fault.Upstream, `{"items":null,"totalCount":"0"}`: "",
		`[]`: fault.Upstream, `{"items":[{"id":"x"}]}`: fault.Upstream} {
		c, _ := serve(t, always(body))
		if got, err := c.Customers(t.Context()); fault.KindOf(err) != kind {
			t.Errorf("%s: %v %v", body, got, err)
		}
	}
}

func TestAnotherCustomersAnswerIsRefused(t *testing.T) {
	c, _ := serve(t, always(customerNo(7)))
	if got, err := c.Customer(t.Context(), customerID); fault.KindOf(err) != fault.Upstream {
		t.Error(got, err)
	}
}

func TestOnlyLivePortalLinksAreKept(t *testing.T) {
	c, _ := serve(t, always(`{"items":[{"id":"Exchange","name":"Exchange","links":{"adminService":{"uri":"https://admin.exchange.microsoft.com/?x"},
		"serviceHealth":{"uri":"https://admin.cloud.microsoft/#/h"},"serviceTicket":{"uri":"https://portal.office.com/partner/beginclientsession.aspx?CTID=1"}}},
		{"id":"Teams","name":"Teams","links":{"adminService":null,"serviceHealth":{"uri":"https://admin.cloud.microsoft/#/h"}}}]}`))
	got, err := c.ManagedServices(t.Context(), customerID)
	want := []partner.Link{{Portal: "Exchange", URL: "https://admin.exchange.microsoft.com/?x", Source: "partnercenter"},
		{Portal: "servicehealth", URL: "https://admin.cloud.microsoft/#/h", Source: "partnercenter"}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
}
