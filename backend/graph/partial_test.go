package graph

import (
	"net/http"
	"strings"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// bad are items of which nothing can be read.
var bad = []string{`null`, `"x"`, `[]`, `{"id":{},"tenantId":{},"customerId":{},"customer":{"tenantId":[]}}`}

func TestAnUnreadableItemOfAListOfCustomersLosesThatItem(t *testing.T) {
	for name, list := range map[string]struct {
		item string // with NO for the number
		read func(*Client, *testing.T) ([]partner.Listed, error)
	}{
		"relationships": {`{"id":"r","status":"active","customer":{"tenantId":"NO","displayName":"C"}}`,
			func(c *Client, t *testing.T) ([]partner.Listed, error) { return c.Relationships(t.Context()) }},
		"delegated customers": {`{"tenantId":"NO","displayName":"C"}`,
			func(c *Client, t *testing.T) ([]partner.Listed, error) { return c.DelegatedCustomers(t.Context()) }},
		"contracts": {`{"id":"c","customerId":"NO","displayName":"C"}`,
			func(c *Client, t *testing.T) ([]partner.Listed, error) { return c.Contracts(t.Context()) }},
	} {
		good := func(n int) string { return strings.ReplaceAll(list.item, "NO", tenantNo(n)) }
		for _, b := range append(bad, strings.ReplaceAll(list.item, "NO", "not-an-id")) {
			c, _ := serve(t, always(`{"value":[`+good(1)+`,`+b+`,`+good(2)+`]}`))
			got, err := list.read(c, t)
			if len(got) != 2 || !fault.IsPartial(err) || !strings.Contains(err.Error(), "1 item could not be read") {
				t.Errorf("%s with %s: %d customers, %v", name, b, len(got), err)
			}
		}
		// The service names the same page again and again: what was read is kept.
		c, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
			body := `{"value":[],"@odata.nextLink":"` + home + `/v1.0/x?$skiptoken=A"}`
			if !strings.Contains(r.URL.RawQuery, "skiptoken") {
				body = strings.Replace(body, "[]", "["+good(1)+"]", 1)
			}
			_, _ = w.Write([]byte(body))
		})
		got, err := list.read(c, t)
		if len(got) != 1 || !fault.IsPartial(err) || len(asked.asked) != 2 {
			t.Errorf("%s in a circle: %d customers after %d requests, %v", name, len(got), len(asked.asked), err)
		}
	}
}

func TestAnUnreadableItemOfAPartLosesThatItem(t *testing.T) {
	for name, c := range map[string]struct {
		member, body string
		check        func(partner.Customer) (int, *fault.Problem)
		want         int
	}{
		"a service": {"health", `{"value":[{"id":"Exchange","service":"Exchange Online","status":"serviceOperational"},{"id":[]}]}`, services, 1},
		"an issue": {"health", `{"value":[{"id":"Exchange","service":"Exchange Online","status":"serviceDegradation","issues":[7,{"id":"EX1","status":"serviceDegradation"}]}]}`,
			func(c partner.Customer) (int, *fault.Problem) {
				return len(c.Health.Value.Services[0].Issues), c.Health.Problem
			}, 1},
		"a post": {"health", `{"value":[{"id":"Exchange","issues":[{"id":"EX1","posts":[{"description":{"content":"Hello"}},"x"]}]}]}`,
			func(c partner.Customer) (int, *fault.Problem) {
				return len(c.Health.Value.Services[0].Issues[0].Posts), c.Health.Problem
			}, 1},
		"a pool of licences": {"skus", `{"value":[null,{"id":"s","skuId":"1","skuPartNumber":"SPE_E3","capabilityStatus":"Enabled"}]}`, subscriptions, 1},
		"a subscription":     {"subscriptions", `{"value":[{"id":"s","skuId":"1","skuPartNumber":"SPE_E3","status":"Enabled"},{"id":{}}]}`, subscriptions, 1},
		"a domain": {"Domains", `{"value":[{"id":"contoso.com","isDefault":true},[]]}`,
			func(c partner.Customer) (int, *fault.Problem) { return len(c.Details.Value.Domains), c.Details.Problem }, 1},
		"a phone": {"organization", `{"value":[{"id":"` + contosoID + `","displayName":"Contoso","businessPhones":["1",{},"2"]}]}`,
			func(c partner.Customer) (int, *fault.Problem) { return len(c.Details.Value.Phones), c.Details.Problem }, 2},
	} {
		t.Run(name, func(t *testing.T) {
			replies := healthy()
			for i := range replies {
				if replies[i].ID == c.member {
					replies[i] = ok(c.member, c.body)
				}
			}
			client, _ := serve(t, always(batchOf(replies...)))
			var got partner.Customer
			got.Absorb(client.Read(t.Context(), contosoID), noon(), noon())
			n, p := c.check(got)
			if n != c.want || p == nil || p.Message != "1 item could not be read; the others are good" {
				t.Errorf("%d are left, problem %+v", n, p)
			}
		})
	}
}

func services(c partner.Customer) (int, *fault.Problem) {
	return len(c.Health.Value.Services), c.Health.Problem
}

func subscriptions(c partner.Customer) (int, *fault.Problem) {
	return len(c.Subscriptions.Value), c.Subscriptions.Problem
}

func TestAPartOfWhichNothingCouldBeReadKeepsTheOldValue(t *testing.T) {
	replies := healthy()
	replies[0] = ok("health", `{"value":[{"id":{}},null]}`)
	client, _ := serve(t, always(batchOf(replies...)))
	got := partner.Customer{Health: partner.Seen(partner.Health{Services: []partner.Service{{ID: "Exchange"}}}, noon())}
	got.Absorb(client.Read(t.Context(), contosoID), noon(), noon())
	if len(got.Health.Value.Services) != 1 || got.Health.Problem == nil {
		t.Errorf("%+v", got.Health)
	}
}
