package simcloud

import (
	"testing"
	"testing/synctest"

	"tenantry/backend/simcloud/world"
)

// TestTheSameSeedGivesTheSameAnswers: two clouds of one seed and day answer alike, byte by byte; of another seed they
// do not.
func TestTheSameSeedGivesTheSameAnswers(t *testing.T) { synctest.Test(t, sameSeed) }

func sameSeed(t *testing.T) {
	s, ok := ScenarioNamed("troubled")
	if !ok {
		t.Fatal("no scenario")
	}
	open := func(seed uint64) *client {
		c := clientOf(t, New(s, seed, Options{AutoApprove: true}))
		c.signIn()
		return c
	}
	one, same, other := open(7), open(7), open(8)
	tenant := func(c *client) string {
		_, id := customerWith(t, c.cloud, func(i int) bool {
			return c.cloud.customers.Access(i) == world.Open && c.cloud.customers.Listed(world.PartnerCenter, i) && len(c.cloud.world.AzureSubscriptions(i)) > 0
		})
		return id
	}
	relation := func(c *client) string {
		rows, _ := c.everyRow(TenantID, "/tenantRelationships/delegatedAdminRelationships")
		return "/tenantRelationships/delegatedAdminRelationships/" + rows[0]["id"].(string)
	}
	for name, read := range map[string]func(c *client) reply{
		"relationships": func(c *client) reply {
			return c.graph(TenantID, "/tenantRelationships/delegatedAdminRelationships?$top=300")
		},
		"assignments": func(c *client) reply { return c.graph(TenantID, relation(c)+"/accessAssignments") },
		"operations":  func(c *client) reply { return c.graph(TenantID, relation(c)+"/operations") },
		"requests":    func(c *client) reply { return c.graph(TenantID, relation(c)+"/requests") },
		"messages":    func(c *client) reply { return c.graph(tenant(c), "/admin/serviceAnnouncement/messages") },
		"health": func(c *client) reply {
			return c.graph(tenant(c), "/admin/serviceAnnouncement/healthOverviews?$expand=issues")
		},
		"audit records":    func(c *client) reply { return c.partner("/auditrecords?size=500") },
		"incidents":        func(c *client) reply { return c.partner("/serviceincidents/office") },
		"customers":        func(c *client) reply { return c.partner("/customers?size=500") },
		"service requests": func(c *client) reply { return c.partner("/servicerequests") },
		"subscriptions": func(c *client) reply {
			return c.azure(tenant(c), "GET", "/subscriptions?api-version="+subscriptionsVersion, "")
		},
	} {
		a, b, x := string(one.want(read(one), 200).body), string(same.want(read(same), 200).body), string(other.want(read(other), 200).body)
		if a != b {
			t.Errorf("%s: the same seed gives\n%.300s\nand\n%.300s", name, a, b)
		}
		if a == x {
			t.Errorf("%s: another seed gives the same", name)
		}
	}
}
