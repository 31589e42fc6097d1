package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// asList makes a list of a documented single resource.
func asList(body string) string { return `{"value":[` + body + `]}` }

func TestDocumentedListsOfCustomersAreRead(t *testing.T) {
	for name, tc := range map[string]struct {
		file string
		edit func(string) string
		call func(*Client, context.Context) (any, error)
	}{
		"contracts":           {"graph-get-contracts-response.json", knownCustomer, func(c *Client, ctx context.Context) (any, error) { return c.Contracts(ctx) }},
		"contract":            {"graph-get-contract-response.json", func(s string) string { return asList(knownCustomer(s)) }, func(c *Client, ctx context.Context) (any, error) { return c.Contracts(ctx) }},
		"delegated-customers": {"graph-get-delegatedadmincustomers-response.json", nil, func(c *Client, ctx context.Context) (any, error) { return c.DelegatedCustomers(ctx) }},
		"delegated-customer":  {"graph-get-delegatedadmincustomer-response.json", asList, func(c *Client, ctx context.Context) (any, error) { return c.DelegatedCustomers(ctx) }},
		"relationships":       {"graph-get-delegatedadminrelationships-response.json", nil, func(c *Client, ctx context.Context) (any, error) { return c.Relationships(ctx) }},
		"relationship":        {"graph-get-delegatedadminrelationship-response.json", asList, func(c *Client, ctx context.Context) (any, error) { return c.Relationships(ctx) }},
		"service-management": {"graph-get-servicemanagementdetails-response.json", asMember(contosoID), func(c *Client, ctx context.Context) (any, error) {
			told, err := c.ServiceManagement(ctx, []partner.TenantID{contosoID})
			return partner.LinksPart.In(told[contosoID]).Value, err
		}},
		"tenant-information": {"graph-get-findtenantinformationbytenantid-response.json", asMember(lamnaID), func(c *Client, ctx context.Context) (any, error) {
			told, err := c.TenantInformation(ctx, []partner.TenantID{lamnaID})
			return partner.TenantInformationPart.In(told[lamnaID]).Value, err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			body := example(t, tc.file)
			if tc.edit != nil {
				body = tc.edit(body)
			}
			c, _ := serve(t, always(body))
			v, err := tc.call(c, t.Context())
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name, v)
		})
	}
}

// lamnaID is the tenant of the documented tenant information.
const lamnaID = "6babcaad-604b-40ac-a9d7-9fd97c0b779f"

// asMember makes an answer the only one of a batch.
func asMember(id string) func(string) string {
	return func(body string) string { return batchOf(ok(id, body)) }
}

// knownCustomer puts a tenant id where the documentation has a placeholder.
func knownCustomer(body string) string {
	return strings.ReplaceAll(body, "customerId-value", contosoID)
}

func TestAPlaceholderForATenantIDIsNoCustomer(t *testing.T) {
	c, _ := serve(t, always(example(t, "graph-get-contracts-response.json")))
	if got, err := c.Contracts(t.Context()); len(got) != 0 || !fault.IsPartial(err) {
		t.Error(got, err)
	}
}

func TestDocumentedAnswersAboutACustomerAreRead(t *testing.T) {
	for name, tc := range map[string]struct {
		member, file string
		edit         func(string) string
	}{
		"organization":              {"organization", "graph-get-organization-response.json", nil},
		"organization-by-id":        {"organization", "graph-get-organization-by-id-response.json", asList},
		"domains":                   {"domains", "graph-get-domains-response.json", nil},
		"domain":                    {"domains", "graph-get-domain-response.json", asList},
		"skus":                      {"skus", "graph-get-subscribedskus-response.json", nil},
		"skus-2023":                 {"skus", "graph-get-subscribedskus-2023-response.json", nil},
		"sku":                       {"skus", "graph-get-subscribedsku-response.json", asList},
		"subscriptions":             {"subscriptions", "graph-get-directory-subscriptions-response.json", nil},
		"subscription":              {"subscriptions", "graph-get-directory-subscription-response.json", asList},
		"health":                    {"health", "graph-get-healthoverviews-response.json", nil},
		"health-2023":               {"health", "graph-get-healthoverviews-2023-response.json", nil},
		"health-issues":             {"health", "graph-get-healthoverviews-expand-issues-response.json", nil},
		"health-issues-2023":        {"health", "graph-get-healthoverviews-expand-issues-2023-response.json", nil},
		"health-of-one":             {"health", "graph-get-healthoverview-response.json", asList},
		"health-of-one-with-issues": {"health", "graph-get-healthoverview-expand-issues-response.json", asList},
		"issue":                     {"health", "graph-get-issue-response.json", func(s string) string { return `{"value":[{"id":"x","issues":[` + s + `]}]}` }},
	} {
		t.Run(name, func(t *testing.T) {
			body := example(t, tc.file)
			if tc.edit != nil {
				body = tc.edit(body)
			}
			replies := healthy()
			for i, r := range replies {
				if strings.EqualFold(r.ID, tc.member) {
					replies[i].Body = json.RawMessage(body)
				}
			}
			c, _ := serve(t, always(batchOf(replies...)))
			got := c.Read(t.Context(), contosoID)
			switch tc.member {
			case "organization", "domains":
				golden(t, name, partner.DetailsPart.In(got))
			case "health":
				golden(t, name, partner.HealthPart.In(got))
			default:
				golden(t, name, partner.SubscriptionsPart.In(got))
			}
		})
	}
}

func TestTheDocumentedListsOfIssuesAreRead(t *testing.T) {
	for _, name := range []string{"graph-get-issues-response", "graph-get-issues-2023-response"} {
		t.Run(name, func(t *testing.T) {
			body := strings.ReplaceAll(example(t, name+".json"), "https://graph.microsoft.com", home)
			c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost:
					replies := healthy()
					replies[0] = ok("health", `{"value":[{"id":"Exchange","issues":[],"issues@odata.nextLink":"`+home+`/v1.0/admin/serviceAnnouncement/issues"}]}`)
					_, _ = w.Write([]byte(batchOf(replies...)))
				case r.URL.RawQuery == "":
					_, _ = w.Write([]byte(body))
				default:
					_, _ = w.Write([]byte(noItems))
				}
			})
			got := c.Read(t.Context(), contosoID)
			golden(t, name, partner.HealthPart.In(got))
			if len(asked.asked) != 3 {
				t.Error("the pages of the issues were not followed:", asked.asked)
			}
		})
	}
}

func TestTheDocumentedBatchIsReadByItsIDs(t *testing.T) {
	body := example(t, "graph-post-batch-response.json")
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1.0/f" { // left out of the batch, and asked for alone
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write([]byte(body))
	})
	got, err := c.batch(t.Context(), contosoID, []member{{"1", "/a"}, {"2", "/b"}, {"3", "/c"}, {"4", "/d"}, {"5", "/e"}, {"6", "/f"}})
	if err != nil {
		t.Fatal(err)
	}
	for id, kind := range map[string]fault.Kind{"1": "", "2": fault.Denied, "3": fault.Denied, "4": fault.Invalid, "5": "", "6": fault.Missing} {
		if fault.KindOf(got[id].err) != kind {
			t.Errorf("%s: %v", id, got[id].err)
		}
	}
	if e, _ := fault.As(got["2"].err); e.Code != "" || e.RequestID != "93b6f17e-c05d-4f45-ad2a-6665c708d8a0" {
		t.Errorf("an error with an empty code: %+v", e)
	}
}

func TestTheDocumentedErrorsAreClassified(t *testing.T) {
	for file, tc := range map[string]struct {
		status  int
		kind    fault.Kind
		code    string
		request string
	}{
		"graph-error-response.json":     {400, fault.Invalid, "invalidRange", "request-id"},
		"graph-error-429-response.json": {429, fault.Throttled, "TooManyRequests", "94fb3b52-452a-4535-a601-69e0a90e3aa2"},
	} {
		body := example(t, file)
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "10")
			w.WriteHeader(tc.status)
			_, _ = w.Write([]byte(body))
		})
		_, err := c.Contracts(t.Context())
		e, _ := fault.As(err)
		if e == nil || e.Kind != tc.kind || e.Code != tc.code || e.RequestID != tc.request {
			t.Errorf("%s: %+v", file, e)
		}
		if tc.kind == fault.Throttled && e.RetryAt.Sub(noon()).Seconds() != 10 {
			t.Error("the time to wait was lost:", e.RetryAt)
		}
	}
}
