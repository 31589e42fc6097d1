package simcloud

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tenantry/backend/simcloud/world"
)

var writeScenarios = flag.Bool("write-scenarios", false, "write anew what the scenarios answer")

// TestTheScenariosAnswerAsTheyAlwaysDid holds each scenario, with its story, to what it answered when this file was
// written, byte by byte: tests, pictures and trainings stand on it. A change that is meant is written with -write-scenarios.
func TestTheScenariosAnswerAsTheyAlwaysDid(t *testing.T) {
	const file = "testdata/scenarios.txt"
	var got strings.Builder
	synctest.Test(t, func(t *testing.T) {
		for _, name := range []string{"demo", "small", "troubled", "consent-mess", "quiet"} {
			fmt.Fprintln(&got, name, digest(t, name))
		}
	})
	if *writeScenarios {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the scenarios answer otherwise:\n%swant\n%s", got.String(), want)
	}
}

// digest is a fingerprint of what a scenario answers at its start and in the middle of its story.
func digest(t *testing.T, scenario string) string {
	t.Helper()
	c := newClient(t, scenario, Options{AutoApprove: true, Story: true})
	sum := sha256.New()
	for range 2 {
		c.token = map[string]string{}
		c.signIn()
		add := func(r reply) { fmt.Fprintf(sum, "%d %s\n", r.status, r.body) }
		for _, path := range []string{"/tenantRelationships/delegatedAdminRelationships?$top=300", "/tenantRelationships/delegatedAdminCustomers?$top=300", "/contracts"} {
			add(c.graph(TenantID, path))
		}
		for _, path := range []string{"/customers?size=500", "/servicerequests", "/auditrecords?size=500", "/serviceincidents/office"} {
			add(c.partner(path))
		}
		for i := range c.cloud.world.Len() {
			if r := c.redeem(c.cloud.world.ID(i), c.scope(Graph)); r.status != 200 {
				n, kind := c.aadsts(r)
				fmt.Fprintln(sum, i, n, kind)
			} else if c.cloud.customers.Access(i) != world.NoRole {
				add(c.graph(c.cloud.world.ID(i), "/admin/serviceAnnouncement/healthOverviews?$expand=issues"))
			}
		}
		time.Sleep(12 * time.Minute)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
