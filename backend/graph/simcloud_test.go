package graph_test

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/graph"
	"tenantry/backend/partner"
	"tenantry/backend/partnercenter"
	"tenantry/backend/portal"
	"tenantry/backend/simcloud"
)

// visitor is a signed-in user of a simulated cloud, with no more manners than the test needs.
type visitor struct {
	t       testing.TB
	cloud   *simcloud.Cloud
	http    *http.Client
	mu      sync.Mutex
	refresh string
	tokens  map[string]string // by tenant and scope: asking again and again is refused
}

func visit(t testing.TB, customers int) *visitor {
	t.Helper()
	s, ok := simcloud.ScenarioNamed("demo")
	if !ok {
		t.Fatal("the demo is missing")
	}
	s.Customers = customers
	c := simcloud.New(s, 7, simcloud.Options{AutoApprove: true})
	v := &visitor{t: t, cloud: c, tokens: map[string]string{}, http: &http.Client{Transport: c.Transport()}}
	device := v.form(simcloud.TenantID+"/oauth2/v2.0/devicecode", url.Values{"scope": {"offline_access openid"}})
	answer := v.form(simcloud.TenantID+"/oauth2/v2.0/token", url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {device["device_code"].(string)}})
	v.refresh, _ = answer["refresh_token"].(string)
	if v.refresh == "" {
		t.Fatal("no sign-in: ", answer)
	}
	return v
}

func (v *visitor) form(path string, f url.Values) map[string]any {
	f.Set("client_id", simcloud.ClientID)
	res, err := v.http.PostForm(v.cloud.Endpoints().Login+"/"+path, f)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var m map[string]any
	if err := json.NewDecoder(res.Body).Decode(&m); err != nil {
		v.t.Fatal(path, err)
	}
	return m
}

type bearer struct {
	v             *visitor
	tenant, scope string
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	b.v.mu.Lock()
	defer b.v.mu.Unlock()
	token, known := b.v.tokens[b.tenant+b.scope]
	if !known {
		m := b.v.form(b.tenant+"/oauth2/v2.0/token", url.Values{"grant_type": {"refresh_token"}, "refresh_token": {b.v.refresh}, "scope": {b.scope}})
		if token, known = m["access_token"].(string); !known {
			return nil, fault.New(fault.Consent, "no token").WithCode(m["error"].(string), "")
		}
		b.v.tokens[b.tenant+b.scope] = token
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return b.v.http.Transport.RoundTrip(r)
}

func (v *visitor) graph() *graph.Client {
	base, _ := url.Parse(v.cloud.Endpoints().Graph)
	return graph.New(base, func(tenant string) *http.Client {
		return &http.Client{Transport: bearer{v, tenant, base.String() + "/.default"}}
	}, simcloud.TenantID, time.Now, func() {})
}

func (v *visitor) partnerCenter() *partnercenter.Client {
	base, _ := url.Parse(v.cloud.Endpoints().PartnerCenter)
	return partnercenter.New(base, &http.Client{Transport: bearer{v, simcloud.TenantID, base.String() + "/user_impersonation"}})
}

func TestTheSimulatedCloudIsReadToTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, 700)
		g, pc, ctx := v.graph(), v.partnerCenter(), t.Context()

		named := map[partner.TenantID]bool{}
		for name, list := range map[string]func(context.Context) ([]partner.Listed, error){
			"contracts": g.Contracts, "delegated customers": g.DelegatedCustomers, "relationships": g.Relationships, "customers": pc.Customers,
		} {
			found, err := list(ctx)
			if err != nil {
				t.Fatal(name, err)
			}
			if len(found) < 300 {
				t.Errorf("%s: only %d of 700", name, len(found))
			}
			for _, l := range found {
				named[l.ID] = true
				if l.Name == "" {
					t.Errorf("%s: %s has no name", name, l.ID)
				}
			}
		}
		if len(named) != 700 {
			t.Errorf("the lists name %d customers of 700 together", len(named))
		}

		kinds, states := map[fault.Kind]int{}, map[partner.HealthState]int{}
		for _, id := range slices.Sorted(maps.Keys(named)) {
			r := g.Read(ctx, id)
			for _, p := range []*fault.Problem{partner.DetailsPart.In(r).Problem, partner.SubscriptionsPart.In(r).Problem, partner.HealthPart.In(r).Problem} {
				if p != nil {
					kinds[p.Kind]++
				}
			}
			states[partner.HealthPart.In(r).Value.State()]++
			if partner.DetailsPart.In(r).Known() && (partner.DetailsPart.In(r).Value.DisplayName == "" || len(partner.DetailsPart.In(r).Value.Domains) == 0 || partner.DetailsPart.In(r).Value.Address.Country == "") {
				t.Errorf("%s: %+v", id, partner.DetailsPart.In(r).Value)
			}
			if partner.SubscriptionsPart.In(r).Known() && len(partner.SubscriptionsPart.In(r).Value) == 0 {
				t.Errorf("%s has no subscription", id)
			}
			checkPosts(t, partner.HealthPart.In(r).Value)
			checkLinks(t, ctx, g, id, r)
		}
		for k := range kinds {
			if k != fault.Consent && k != fault.Denied {
				t.Errorf("a customer that can't be read is %s: %v", k, kinds)
			}
		}
		for s := partner.Unknown; s <= partner.Outage; s++ {
			if states[s] == 0 {
				t.Errorf("no customer is %s: %v", s, states)
			}
		}
		if states[partner.Healthy] < 300 {
			t.Errorf("few are healthy: %v", states)
		}
	})
}

func checkPosts(t *testing.T, h partner.Health) {
	t.Helper()
	for _, s := range h.Services {
		for _, i := range s.Issues {
			if i.Title == "" || i.StartsAt.IsZero() || i.Classification != "incident" && i.Classification != "advisory" {
				t.Errorf("%+v", i)
			}
			newestFirst := func(a, b partner.Post) int { return b.At.Compare(a.At) }
			if !slices.IsSortedFunc(i.Posts, newestFirst) {
				t.Errorf("%s: the newest post is not the first: %v", i.ID, i.Posts)
			}
			if silent := slices.IndexFunc(i.Posts, func(p partner.Post) bool { return p.Text == "" }); silent > 0 {
				t.Errorf("%s: a post that has a text lost it: %+v", i.ID, i.Posts)
			}
			for _, p := range i.Posts {
				low := strings.ToLower(p.HTML)
				if p.At.IsZero() || strings.Contains(low, "<script") || strings.Contains(low, "onerror=") || strings.Contains(low, `"javascript:`) {
					t.Errorf("%s: %+v", i.ID, p)
				}
			}
		}
	}
}

func checkLinks(t *testing.T, ctx context.Context, g *graph.Client, id partner.TenantID, r partner.Reading) {
	t.Helper()
	told, err := g.ServiceManagement(ctx, []partner.TenantID{id})
	if err != nil {
		t.Fatal(id, err)
	}
	links := *partner.LinksPart.In(told[id])
	if links.Problem != nil {
		t.Error(id, links.Problem)
	}
	c := partner.Customer{ID: id}
	c.Absorb(r, time.Time{}, time.Now())
	c.Links = links
	made := portal.New().Links(c)
	if c.Details.Known() && len(made) < 13 {
		t.Errorf("%s has %d links only", id, len(made))
	}
	own := 0
	for _, l := range made {
		if l.Source == "graph" {
			own++
		}
	}
	if len(links.Value) > 0 && own == 0 {
		t.Errorf("none of the customer's own links is used: %+v", links)
	}
}

func TestTheSimulatedPartnerCenterIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := visit(t, 60)
		pc, ctx := v.partnerCenter(), t.Context()
		customers, err := pc.Customers(ctx)
		if err != nil || len(customers) == 0 {
			t.Fatal(len(customers), err)
		}
		requests := map[partner.TenantID]int{}
		open := 0
		for _, l := range customers {
			profile, err := pc.Customer(ctx, l.ID)
			if err != nil || profile.Details.DisplayName != l.Name || profile.AllowsDelegatedAccess == nil || profile.Details.Address.City == "" {
				t.Error(l.ID, profile, err)
			}
			if bought, err := pc.Subscriptions(ctx, l.ID); err != nil || len(bought) == 0 {
				t.Error(l.ID, bought, err)
			}
			if _, err := pc.ManagedServices(ctx, l.ID); err != nil {
				t.Error(l.ID, err)
			}
			list, err := pc.CustomerRequests(ctx, l.ID)
			if err != nil {
				t.Error(l.ID, err)
			}
			for _, r := range list {
				requests[l.ID]++
				if r.Open() {
					open++
				}
				whole, err := pc.Request(ctx, l.ID, r.ID)
				if err != nil || whole.Title != r.Title || whole.Status != r.Status || r.CreatedAt.IsZero() {
					t.Errorf("%+v %+v %v", r, whole, err)
				}
			}
		}
		if len(requests) == 0 || open == 0 {
			t.Error("nobody has a service request: ", requests, open)
		}
		all, err := pc.Requests(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for id, n := range requests {
			if len(all[id]) != n {
				t.Errorf("%s: %d in the list of all, %d in its own", id, len(all[id]), n)
			}
		}
		if _, err := pc.Request(ctx, partner.TenantID(simcloud.TenantID), "999999999999999"); fault.KindOf(err) != fault.Missing {
			t.Error(err)
		}
	})
}
