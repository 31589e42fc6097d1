package graph

import (
	"strings"
	"testing"
	"testing/synctest"

	"tenantry/backend/partner"
)

// FuzzAnAnswer: whatever the service answers, to every question that the client has, the client ends, asks no more than
// it must, and a list is of whom it names and nobody twice.
func FuzzAnAnswer(f *testing.F) {
	for _, body := range []string{`{"value":[]}`, `{"responses":[]}`, `{"responses":[{"id":"health","status":200,"body":{"value":[{"service":"Exchange","status":"serviceDegradation","id":"x"}]}}]}`,
		`{"value":[{"id":"72a7ae7e","status":"active","customer":{"tenantId":"` + contosoID + `","displayName":"Contoso"},"endDateTime":"2026-01-01T00:00:00Z"}],"@odata.nextLink":"` + home + `/v1.0/x"}`,
		`{"responses":[{"id":"organization","status":429,"headers":{"Retry-After":"9"},"body":{"error":{"code":"x","message":"y"}}},{"id":1,"status":"200","body":null}]}`,
		`{"value":[{"customerId":"` + contosoID + `","displayName":"C","defaultDomainName":"c.example","contractType":"SyndicationPartner"}]}`, "\xef\xbb\xbf{}", "<html>", ""} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) { synctest.Test(t, func(t *testing.T) { answered(t, body) }) }) // it may be told to wait
}

func answered(t *testing.T, body string) {
	c, asked := serve(t, always(body))
	c.Read(t.Context(), contosoID)
	c.ReadOpened(t.Context(), contosoID)
	_, _ = c.ServiceManagement(t.Context(), []partner.TenantID{contosoID})
	_, _ = c.TenantInformation(t.Context(), []partner.TenantID{contosoID})
	relationships, _ := c.Relationships(t.Context())
	contracts, _ := c.Contracts(t.Context())
	for _, all := range [][]partner.Listed{relationships, contracts} {
		for _, l := range all {
			if id, err := partner.ParseTenantID(string(l.ID)); err != nil || id != l.ID || !strings.Contains(strings.ToLower(body), string(l.ID)) {
				t.Errorf("%q was listed", l.ID)
			}
		}
	}
	if len(asked.asked) > 2000 {
		t.Errorf("%d requests", len(asked.asked))
	}
}
