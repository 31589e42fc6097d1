package graph

import (
	"net/http"
	"slices"
	"testing"
	"testing/synctest"

	"tenantry/backend/fault"
)

// A member at which the service failed by itself is asked for once more, as a whole answer would be; what a request of
// its own was refused has been tried again already.
func TestAMemberAtWhichTheServiceFailedIsSentOnceMore(t *testing.T) {
	for _, status := range []int{408, 500, 502, 504} {
		synctest.Test(t, func(t *testing.T) {
			first := healthy()
			first[0] = failing("health", status, nil)
			var ids [][]string
			c, _ := serve(t, batches(t, &ids, first, []reply{ok("health", anOverview)}))
			if d, s, h := problems(c.Read(t.Context(), contosoID)); d+s+h != "" || len(ids) != 2 || !slices.Equal(ids[1], []string{"health"}) {
				t.Errorf("%d once: %q %q %q after %v", status, d, s, h, ids)
			}
			ids = nil
			c, _ = serve(t, batches(t, &ids, first, []reply{failing("health", status, nil)}))
			if d, s, h := problems(c.Read(t.Context(), contosoID)); d+s != "" || h != fault.Upstream || len(ids) != 2 {
				t.Errorf("%d always: %q %q %q after %v", status, d, s, h, ids)
			}
		})
	}
	t.Run("501 is for good", func(t *testing.T) {
		var ids [][]string
		first := healthy()
		first[0] = failing("health", 501, nil)
		c, _ := serve(t, batches(t, &ids, first))
		if _, _, h := problems(c.Read(t.Context(), contosoID)); h != fault.Upstream {
			t.Errorf("%q", h)
		}
	})
}

// Once nobody answered for a customer, its other parts are not waited for one after another: what a batch left out, and
// further pages.
func TestAfterASilenceNothingMoreIsAskedOfACustomer(t *testing.T) {
	next := func(id string) string { return `,"@odata.nextLink":"` + home + `/v1.0/more?of=` + id + `"}` }
	for what, answered := range map[string][]reply{
		"a batch that leaves all out": {},
		"pages": {ok("organization", anOrganization), ok("domains", `{"value":[]`+next("domains")), ok("skus", `{"value":[]`+next("skus")),
			ok("subscriptions", `{"value":[]`+next("subscriptions")), ok("health", `{"value":[]`+next("health"))},
	} {
		c, at := serve(t, always(batchOf(answered...)))
		asked := 0
		c.client = func(tenant string) *http.Client {
			inner := at.client(tenant)
			return &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.Method == http.MethodGet {
					asked++
					return nil, fault.New(fault.Offline, "silent")
				}
				return inner.Transport.RoundTrip(r)
			})}
		}
		_, s, h := problems(c.Read(t.Context(), contosoID))
		if asked != 1 || s != fault.Offline || h != fault.Offline { // the organization names domains, too
			t.Errorf("%s: %d requests; %q %q", what, asked, s, h)
		}
	}
}
