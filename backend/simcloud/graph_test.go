package simcloud

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/token"
	"tenantry/backend/simcloud/world"
)

func (c *client) openCustomer() (int, string) {
	c.t.Helper()
	return customerWith(c.t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == world.Open })
}

func TestATokenOpensItsOwnDoorOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		_, tenant := c.openCustomer()
		graph, pc := c.cloud.Endpoints().Graph+"/v1.0/organization", c.cloud.Endpoints().PartnerCenter+"/v1/customers"
		try := func(address, bearer string) int {
			r := c.request("GET", address, "")
			if bearer != "" {
				r.Header.Set("Authorization", "Bearer "+bearer)
				r.Header.Set("MS-Contract-Version", "v1")
			}
			return c.do(r).status
		}
		g, p := c.bearer(tenant, Graph), c.bearer(TenantID, PartnerCenter)
		for _, tc := range []struct {
			name, address, token string
			want                 int
		}{
			{"right", graph, g, 200}, {"right", pc, p, 200}, {"other audience", graph, p, 401}, {"other audience", pc, g, 401},
			{"none", graph, "", 401}, {"garbage", graph, "abc", 401}, {"forged", graph, g[:len(g)-2] + "xx", 401},
		} {
			if got := try(tc.address, tc.token); got != tc.want {
				t.Errorf("%s at %s: %d, want %d", tc.name, tc.address, got, tc.want)
			}
		}
		// A token says whose organisation is read.
		name := c.graph(tenant, "/organization").json(t)["value"].([]any)[0].(map[string]any)["id"]
		if name != tenant {
			t.Errorf("the token of %s reads %v", tenant, name)
		}
		time.Sleep(token.AccessLife)
		if got := try(graph, g); got != 401 {
			t.Errorf("after its time: %d", got)
		}
	})
}

func TestPagesAreFollowedToTheEndThroughAnEmptyOne(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	for path, want := range map[string]int{
		"/contracts?$top=40": count(c.cloud, world.Contracts),
		"/tenantRelationships/delegatedAdminCustomers?$top=30&$select=displayName": count(c.cloud, world.DelegatedCustomers),
		"/tenantRelationships/delegatedAdminRelationships?$top=300":                relations(c.cloud),
		"/tenantRelationships/delegatedAdminRelationships":                         relations(c.cloud),
	} {
		seen, empty, next := map[string]bool{}, 0, path
		for next != "" {
			m := c.want(c.graph(TenantID, next), 200).json(t)
			rows := m["value"].([]any)
			if len(rows) == 0 {
				empty++
			}
			for _, r := range rows {
				seen[r.(map[string]any)["id"].(string)] = true
			}
			next, _ = m["@odata.nextLink"].(string)
			if next != "" && !strings.HasPrefix(next, c.cloud.Endpoints().Graph+"/v1.0/") {
				t.Fatalf("nextLink %q is not absolute", next)
			}
		}
		if len(seen) != want {
			t.Errorf("%s: %d rows, want %d", path, len(seen), want)
		}
		if wantEmpty := want > 40; wantEmpty != (empty == 1) && !strings.Contains(path, "300") {
			t.Errorf("%s: %d empty pages", path, empty)
		}
	}
}

func count(c *Cloud, l world.List) (n int) {
	for i := range c.world.Len() {
		if c.customers.Listed(l, i) {
			n++
		}
	}
	return n
}

func relations(c *Cloud) (n int) {
	for i := range c.world.Len() {
		n += len(c.customers.Relationships(i))
	}
	return n
}

func TestQueriesAreJudgedAsDocumented(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	i, tenant := c.openCustomer()
	for _, tc := range []struct {
		tenant, path string
		want         int
	}{
		{TenantID, "/tenantRelationships/delegatedAdminRelationships?$top=301", 400},
		{TenantID, "/tenantRelationships/delegatedAdminCustomers?$top=0", 400},
		{TenantID, "/contracts?$skiptoken=made-up", 400},
		{TenantID, "/contracts?$filter=" + url.QueryEscape("startswith(displayName,'A')"), 400},
		{tenant, "/subscribedSkus?$filter=" + url.QueryEscape("skuPartNumber eq 'SPB'"), 400},
		{tenant, "/tenantRelationships/delegatedAdminRelationships", 403},
		{tenant, "/organization/" + TenantID, 404},
		{tenant, "/domains/nowhere.example", 404},
		{tenant, "/nothing", 404},
		{TenantID, "/tenantRelationships/findTenantInformationByTenantId(tenantId='" + tenant + "')", 200},
		{TenantID, "/tenantRelationships/findTenantInformationByDomainName(domainName='" + c.cloud.world.Tenant(i).Primary + "')", 200},
		{TenantID, "/tenantRelationships/findTenantInformationByDomainName(domainName='nowhere.example')", 404},
	} {
		if r := c.graph(tc.tenant, tc.path); r.status != tc.want {
			t.Errorf("%s: %d, want %d: %.200s", tc.path, r.status, tc.want, r.body)
		}
	}
	if rows := c.graph(tenant, "/contracts").json(t)["value"].([]any); len(rows) != 0 {
		t.Error("a customer has contracts")
	}
	found := c.graph(TenantID, "/contracts?$filter="+url.QueryEscape("customerId eq '"+tenant+"'")).json(t)["value"].([]any)
	if c.cloud.customers.Listed(world.Contracts, i) != (len(found) == 1) {
		t.Errorf("filter by customerId found %d", len(found))
	}
	chosen := c.graph(tenant, "/organization?$select=displayName,city").json(t)["value"].([]any)[0].(map[string]any)
	if len(chosen) != 3 || chosen["displayName"] == nil {
		t.Errorf("$select gave %v", chosen)
	}
}

func TestMissingRolesAreToldFromMissingConsent(t *testing.T) {
	c := newClient(t, "consent-mess", Options{AutoApprove: true})
	c.signIn()
	_, tenant := customerWith(t, c.cloud, func(i int) bool { return c.cloud.customers.Access(i) == world.NoRole })
	c.want(c.graph(tenant, "/organization"), 200)
	e := c.want(c.graph(tenant, "/admin/serviceAnnouncement/healthOverviews"), 403).json(t)["error"].(map[string]any)
	if e["code"] != "Authorization_RequestDenied" || e["innerError"].(map[string]any)["request-id"] == "" {
		t.Errorf("error %v", e)
	}
}

func TestServiceHealthIsLimitedPerTenant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		first, tenant := c.openCustomer()
		_, other := customerWith(t, c.cloud, func(i int) bool { return i > first && c.cloud.customers.Access(i) == world.Open })
		path := "/admin/serviceAnnouncement/issues"
		for range 240 {
			c.want(c.graph(tenant, path), 200)
		}
		r := c.want(c.graph(tenant, path), 429)
		if r.header.Get("Retry-After") != "60" || r.json(t)["error"].(map[string]any)["code"] != "TooManyRequests" {
			t.Errorf("Retry-After %q, body %s", r.header.Get("Retry-After"), r.body)
		}
		c.want(c.graph(other, path), 200)
		c.want(c.graph(tenant, "/organization"), 200)
		time.Sleep(time.Minute)
		c.want(c.graph(tenant, path), 200)
	})
}

func TestDirectoryUnitsRunOutAndComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{AutoApprove: true})
		c.signIn()
		_, tenant := customerWith(t, c.cloud, func(i int) bool {
			return c.cloud.customers.Access(i) == world.Open && c.cloud.world.Tenant(i).Seats < 50
		})
		n := 0
		for c.graph(tenant, "/subscribedSkus").status == 200 {
			n++
		}
		if n != 3500/3 {
			t.Errorf("%d requests of 3 units passed, want %d", n, 3500/3)
		}
		time.Sleep(10 * time.Second)
		c.want(c.graph(tenant, "/subscribedSkus"), 200)
	})
}

func TestIssuesArePagedByPreference(t *testing.T) {
	c := newClient(t, "troubled", Options{AutoApprove: true})
	c.signIn()
	i, tenant := customerWith(t, c.cloud, func(i int) bool {
		return c.cloud.customers.Access(i) == world.Open && len(c.cloud.customers.Issues(i, c.cloud.now())) >= 5
	})
	seen, next := 0, "/admin/serviceAnnouncement/issues"
	for next != "" {
		r := c.call(tenant, Graph, "GET", next, "", "Prefer", "odata.maxpagesize=2")
		m := r.json(t)
		seen += len(m["value"].([]any))
		next, _ = m["@odata.nextLink"].(string)
		if next != "" && !strings.Contains(next, "$skip=") {
			t.Errorf("nextLink %q", next)
		}
	}
	if want := len(c.cloud.customers.Issues(i, c.cloud.now())); seen != want {
		t.Errorf("%d issues, want %d", seen, want)
	}
	open := c.graph(tenant, "/admin/serviceAnnouncement/issues?$filter="+url.QueryEscape("endDateTime eq null")).json(t)["value"].([]any)
	for _, o := range open {
		if o.(map[string]any)["isResolved"] != false {
			t.Errorf("a resolved issue without an end: %v", o.(map[string]any)["id"])
		}
	}
}

func TestAClaimsChallengeEndsWithANewSignIn(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	_, tenant := c.openCustomer()
	c.want(c.graph(tenant, "/organization"), 200)
	if err := c.cloud.Do(Event{Kind: "claims-challenge"}); err != nil {
		t.Fatal(err)
	}
	r := c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized)
	if h := r.header.Get("WWW-Authenticate"); !strings.Contains(h, `error="insufficient_claims"`) || !strings.Contains(h, `claims="`) {
		t.Errorf("WWW-Authenticate %q", h)
	}
	delete(c.token, tenant+" graph")
	c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized) // a refresh is no sign-in
	c.signIn()
	delete(c.token, tenant+" graph")
	c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized) // nor does a sign-in help that does not carry the claims
	c.signInAt(tenant, claimsOf(t, r))
	c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized) // it was the partner's tenant that asked
	c.signInAt(TenantID, claimsOf(t, r))
	c.want(c.graph(tenant, "/organization"), 200)

	c.happen(Event{Kind: "claims-challenge", TenantID: tenant})
	claims := claimsOf(t, c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized))
	c.want(c.graph(TenantID, "/contracts"), 200)
	c.signInAt(TenantID, claims)
	c.want(c.graph(tenant, "/organization"), http.StatusUnauthorized)
	c.signInAt(tenant, claims)
	c.want(c.graph(tenant, "/organization"), 200)
}

// claimsOf is the claims request of a challenge.
func claimsOf(t *testing.T, r reply) string {
	t.Helper()
	_, rest, _ := strings.Cut(r.header.Get("WWW-Authenticate"), `claims="`)
	text, _, _ := strings.Cut(rest, `"`)
	claims, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(claims) == 0 {
		t.Fatalf("no claims in %q", r.header.Get("WWW-Authenticate"))
	}
	return string(claims)
}
