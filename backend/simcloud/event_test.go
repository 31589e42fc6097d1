package simcloud

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/world"
)

func (c *client) happen(e Event) {
	c.t.Helper()
	if err := c.cloud.Do(e); err != nil {
		c.t.Fatal(err)
	}
}

// status of a service in a tenant's health overview, and how many issues the overview lists for it.
func (c *client) health(tenant, service string) (string, int) {
	c.t.Helper()
	m := c.want(c.graph(tenant, "/admin/serviceAnnouncement/healthOverviews/"+service+"?$expand=issues"), 200).json(c.t)
	return strings.ToLower(m["status"].(string)), len(m["issues"].([]any))
}

func TestAnOutageStartsAtSomeCustomersAndEnds(t *testing.T) {
	c := newClient(t, "quiet", Options{AutoApprove: true})
	c.signIn()
	c.happen(Event{Kind: "outage-starts", Service: "exchange", Customers: 5, Issue: "EX424242"})
	struck := 0
	for i := range c.cloud.world.Len() {
		if status, n := c.health(c.cloud.world.ID(i), "Exchange"); status == "serviceinterruption" && n == 1 {
			struck++
		} else if status != "serviceoperational" || n != 0 {
			t.Errorf("customer %d: %s, %d issues", i, status, n)
		}
	}
	if struck != 5 {
		t.Errorf("%d customers have the outage, want 5", struck)
	}
	c.happen(Event{Kind: "issue-resolved"})
	if status, n := c.health(c.cloud.world.ID(0), "Exchange"); status != "servicerestored" || n != 1 {
		t.Errorf("after the end: %s, %d issues", status, n)
	}
}

func TestEventsChangeWhoMayIn(t *testing.T) {
	c := newClient(t, "quiet", Options{AutoApprove: true})
	c.signIn()
	i, tenant := c.openCustomer()
	aadsts := func(want int) {
		t.Helper()
		r := c.redeem(tenant, c.scope(Graph))
		if want == 0 {
			c.want(r, 200)
		} else if n, _ := c.aadsts(r); n != want {
			t.Errorf("AADSTS%d, want %d", n, want)
		}
	}
	for _, step := range []struct {
		kind string
		want int
	}{{"consent-withdrawn", 65001}, {"consent-granted", 0}, {"access-blocked", 53003}, {"access-allowed", 0}, {"delegation-expires", 50020}, {"delegation-restored", 0},
		{"customer-leaves", 50020}, {"customer-returns", 0}} {
		c.happen(Event{Kind: step.kind, TenantID: tenant})
		aadsts(step.want)
	}
	c.happen(Event{Kind: "delegation-expires", TenantID: tenant})
	if c.cloud.customers.Listed(world.DelegatedCustomers, i) || !c.cloud.customers.Listed(world.Relationships, i) {
		t.Error("an expired delegation leaves the list of customers and stays among the relationships")
	}
	r := c.want(c.graph(TenantID, "/tenantRelationships/delegatedAdminRelationships/"+c.cloud.world.Relationships(i)[0].ID), 200).json(t)
	if r["status"] != "expired" {
		t.Errorf("status %v", r["status"])
	}
	c.happen(Event{Kind: "customer-leaves", TenantID: tenant})
	if got := c.cloud.State().Customers; got != c.cloud.world.Len()-1 {
		t.Errorf("%d customers", got)
	}
	for l := world.Relationships; l <= world.PartnerCenter; l++ {
		if c.cloud.customers.Listed(l, i) {
			t.Errorf("list %d still names the customer that left", l)
		}
	}
}

func TestTokenExpiresEndsAccessTokensOnly(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	c.want(c.graph(TenantID, "/organization"), 200)
	c.happen(Event{Kind: "token-expires"})
	c.want(c.graph(TenantID, "/organization"), 401)
	c.token = map[string]string{}
	c.want(c.graph(TenantID, "/organization"), 200)
}

func TestACutLinkLooksLikeNoNetwork(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	c.happen(Event{Kind: "link-cut"})
	_, err := c.http.Do(c.request("GET", c.cloud.Endpoints().Graph+"/v1.0/organization", ""))
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "dial" {
		t.Errorf("error %v, want a failed dial", err)
	}
	c.want(c.do(c.request("GET", c.cloud.Endpoints().Login+"/_control/state", "")), 200)
	c.happen(Event{Kind: "link-restored"})
	c.want(c.graph(TenantID, "/organization"), 200)
	_, err = c.http.Do(c.request("GET", "https://graph.elsewhere.test/", ""))
	var dns *net.DNSError
	if !errors.As(err, &dns) {
		t.Errorf("error %v, want an unknown host", err)
	}
}

func TestALostAnswerWasActedOn(t *testing.T) {
	c := newClient(t, "demo", Options{AutoApprove: true})
	c.signIn()
	i, _ := customerWith(t, c.cloud, func(i int) bool {
		return len(c.cloud.world.Tickets(i)) > 0 && c.cloud.customers.Listed(world.PartnerCenter, i) && c.cloud.customers.Access(i) == world.Open
	})
	path := c.cloud.Endpoints().PartnerCenter + "/v1/servicerequests/" + c.cloud.world.Tickets(i)[0].ID
	c.happen(Event{Kind: "answer-lost"})
	c.want(c.partner(path), 200) // reading is not what gets lost
	if c.write(PartnerCenter, TenantID, "PATCH", strings.TrimPrefix(path, c.cloud.Endpoints().PartnerCenter), `{"NewNote":{"Text":"lost?"}}`) != 0 {
		t.Fatal("the answer came")
	}
	if n := c.cloud.State().Notes; len(n) != 1 || n[0].Text != "lost?" {
		t.Errorf("notes %v, want the one whose answer was lost", n)
	}
}

func TestLatencyIsWaitedForAndCanBeCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, "small", Options{Latency: 2 * time.Second})
		start := time.Now()
		c.do(c.request("GET", c.cloud.Endpoints().Login+"/devicelogin", ""))
		if took := time.Since(start); took != 2*time.Second {
			t.Errorf("took %v", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.http.Do(c.request("GET", c.cloud.Endpoints().Login+"/devicelogin", "").WithContext(ctx))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	})
}

func TestControlTakesEventsAndTellsTheState(t *testing.T) {
	c := newClient(t, "small", Options{AutoApprove: true})
	c.signIn()
	login := c.cloud.Endpoints().Login
	post := func(body string) reply { return c.do(c.request("POST", login+"/_control/event", body)) }
	c.want(post(`{"kind":"outage-starts","service":"Exchange","customers":5}`), 200)
	for _, bad := range []string{`{"kind":"rain"}`, `{"kind":"throttle","service":"fax"}`, `{"kind":"consent-withdrawn"}`, `{"kind":"throttle","wind":1}`, `x`,
		`{"kind":"issue-resolved","issue":"ZZ1"}`, `{"kind":"outage-starts","service":"fax"}`, `{"kind":"access-blocked","tenantId":"nobody"}`} {
		c.want(post(bad), 400)
	}
	if text := string(post(`{"kind":"rain"}`).body); !strings.Contains(text, "link-cut") || !strings.Contains(text, "outage-starts") {
		t.Errorf("the error names no kinds: %s", text)
	}
	c.graph(TenantID, "/organization")
	c.batch(TenantID, `{"requests":[{"id":"1","method":"GET","url":"/domains"}]}`, 200)
	m := c.want(c.do(c.request("GET", login+"/_control/state", "")), 200).json(t)
	requests := m["requests"].(map[string]any)
	for _, route := range []string{"graph GET /v1.0/organization", "graph POST /v1.0/$batch", "graph/batch GET /v1.0/domains", "login POST /{}/oauth2/v2.0/token"} {
		if by, ok := requests[route].(map[string]any); !ok || by["200"] == nil {
			t.Errorf("state has no %q: %v", route, by)
		}
	}
	if m["customers"] != 12.0 || m["tickets"] == nil || m["notes"] == nil {
		t.Errorf("state %v", m)
	}
}

func TestTheStorySpreadsAndEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := ScenarioNamed("quiet")
		s.NoRole = 0
		c := clientOf(t, New(s, 3, Options{AutoApprove: true, Story: true}))
		c.signIn()
		touched := func() (open, resolved, posts int) {
			for i := range c.cloud.world.Len() {
				for _, issue := range c.cloud.customers.Issues(i, c.cloud.now()) {
					if issue.Resolved {
						resolved++
					} else {
						open++
					}
					posts = max(posts, len(issue.Posts))
				}
			}
			return open, resolved, posts
		}
		last := 0
		for _, step := range []struct {
			sleep          time.Duration
			open, resolved bool
			posts          int
		}{{19 * time.Second, false, false, 0}, {2 * time.Second, true, false, 1}, {time.Minute, true, false, 2}, {time.Minute, true, false, 3},
			{time.Minute, true, false, 4}, {time.Minute, true, false, 5}, {59 * time.Second, false, true, 6}, {21 * time.Second, true, true, 6}} {
			time.Sleep(step.sleep)
			open, resolved, posts := touched()
			if (open > 0) != step.open || (resolved > 0) != step.resolved || posts != step.posts {
				t.Errorf("at %v: %d open, %d resolved, %d posts; want %+v", time.Since(c.cloud.world.Start), open, resolved, posts, step)
			}
			if step.posts == 3 && open <= last {
				t.Errorf("it does not spread: %d after %d", open, last)
			}
			last = open
		}
		i, tenant := customerWith(t, c.cloud, func(i int) bool { return len(c.cloud.customers.Issues(i, c.cloud.now())) > 0 })
		issue := c.cloud.customers.Issues(i, c.cloud.now())[0]
		c.want(c.graph(tenant, "/admin/serviceAnnouncement/issues/"+issue.ID), 200)
	})
}

func TestManyCustomersCostNothingUntilAsked(t *testing.T) {
	s, _ := ScenarioNamed("demo")
	s.Customers = 100_000
	start := time.Now()
	c := clientOf(t, New(s, 1, Options{AutoApprove: true}))
	c.signIn()
	for _, i := range []int{0, 99_999} {
		if c.cloud.customers.Access(i) == world.Open {
			c.want(c.graph(c.cloud.world.ID(i), "/organization"), http.StatusOK)
		}
	}
	t.Logf("100,000 customers: new, signed in and two read after %v", time.Since(start))
	if n := testing.AllocsPerRun(10, func() { New(s, 1, Options{}) }); n > 2000 {
		t.Errorf("New allocates %v times for 100,000 customers", n)
	}
}
