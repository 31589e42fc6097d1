package partnercenter

import (
	"net/http"
	"testing"

	"tenantry/backend/partner"
)

// FuzzAnAnswer: whatever the service answers, to every question that the client has, the client ends, asks no more than
// it must, and lists only ids of tenants.
func FuzzAnAnswer(f *testing.F) {
	for _, body := range []string{`{"totalCount":1,"items":[{"id":"` + string(customerID) + `","companyProfile":{"tenantId":"` + string(customerID) + `","domain":"c.example","companyName":"C"},"allowDelegatedAccess":true}]}`,
		`{"items":[{"id":"1","title":"T","status":"open","createdDate":"2017-01-01T00:00:00","customer":{"id":"` + string(customerID) + `"},"notes":[{"text":"n"}]}],"totalCount":"9"}`,
		`{"items":[{"id":"s","offerName":"O","quantity":"5","status":"active","commitmentEndDate":"0001-01-01T00:00:00"}],"links":{"next":{"uri":"/customers?seekOperation=Next","headers":[{"key":"MS-ContinuationToken","value":"x"}]}}}`,
		"\xef\xbb\xbf{}", "[]", "null", ""} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		c, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		listed, _ := c.Customers(t.Context())
		_, _ = c.Customer(t.Context(), customerID)
		byTenant, _ := c.Requests(t.Context())
		_, _ = c.CustomerRequests(t.Context(), customerID)
		_, _ = c.Request(t.Context(), customerID, "1")
		_, _ = c.Subscriptions(t.Context(), customerID)
		_, _ = c.ManagedServices(t.Context(), customerID)
		for _, l := range listed {
			if id, err := partner.ParseTenantID(string(l.ID)); err != nil || id != l.ID {
				t.Errorf("%q was listed", l.ID)
			}
		}
		for of := range byTenant {
			if id, err := partner.ParseTenantID(string(of)); err != nil || id != of {
				t.Errorf("requests of %q", of)
			}
		}
		if len(asked.asked) > 2000 {
			t.Errorf("%d requests", len(asked.asked))
		}
	})
}
