package transport_test

import (
	"net/http"
	"testing"

	"tenantry/backend/transport"
)

var customerKey = transport.Key{Tenant: "customer", Audience: azure + "/user_impersonation"}

const azure = "https://management.azure.com"

func TestAzureGetsTheTokensOfBothTenantsAndNobodyElseAny(t *testing.T) {
	for address, want := range map[string]bool{
		azure + "/subscriptions":                  true,
		"https://management.azure.com.evil.org/x": false,
		"http://management.azure.com/x":           false,
		graph:                                     false,
	} {
		customers, partners := &source{tokens: []string{"customer's"}}, &source{tokens: []string{"partner's"}}
		var sent http.Header
		rt := transport.Auxiliary(fake(func(r *http.Request) (*http.Response, error) {
			sent = r.Header
			return answer(r, 200), nil
		}), partners, transport.Key{Tenant: "", Audience: customerKey.Audience}, parse(t, azure))
		req := get(t, t.Context(), address)
		if !want {
			req.Header.Set("x-ms-authorization-auxiliary", "Bearer partner's")
		}
		if _, err := transport.Auth(rt, customers, customerKey, parse(t, azure)).RoundTrip(req); err != nil {
			t.Fatal(err)
		}
		got := sent.Get("Authorization") == "Bearer customer's" && sent.Get("x-ms-authorization-auxiliary") == "Bearer partner's"
		if got != want || !want && (len(sent) != 0 || len(partners.asked) != 0) {
			t.Errorf("%s: sent %v, asked for %v", address, sent, partners.asked)
		}
		if want && partners.asked[0] != " "+customerKey.Audience {
			t.Errorf("asked for %v", partners.asked)
		}
	}
}

func TestAfterARefusalBothTokensAreRenewed(t *testing.T) {
	customers, partners := &source{tokens: []string{"c1", "c2"}}, &source{tokens: []string{"p1", "p2"}}
	var sent []string
	rt := transport.Auxiliary(fake(func(r *http.Request) (*http.Response, error) {
		sent = append(sent, r.Header.Get("Authorization")+" "+r.Header.Get("x-ms-authorization-auxiliary"))
		if len(sent) == 1 {
			return answer(r, 401), nil
		}
		return answer(r, 200), nil
	}), partners, partnerKey, parse(t, azure))
	resp, err := transport.Auth(rt, customers, customerKey, parse(t, azure)).RoundTrip(write(t, "PUT", azure))
	if err != nil || resp.StatusCode != 200 || len(sent) != 2 || sent[0] != "Bearer c1 Bearer p1" || sent[1] != "Bearer c2 Bearer p2" {
		t.Errorf("%v %v after %q", resp, err, sent)
	}
}

func TestAzureGetsItsOwnRequestID(t *testing.T) {
	seen := map[string]bool{}
	rt := transport.AzureIDs(fake(func(r *http.Request) (*http.Response, error) {
		id := r.Header.Get("x-ms-client-request-id")
		if len(id) != 36 || seen[id] || r.Header.Get("client-request-id") != "" {
			t.Errorf("headers %v", r.Header)
		}
		seen[id] = true
		return answer(r, 200), nil
	}))
	for range 2 {
		_, _ = rt.RoundTrip(get(t, t.Context(), azure))
	}
}
