package catalog

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/partner"
)

// Rows that say the same in other memory are no change: every order, filter and search answers as before, of the same
// revision, and what the user wrote stays.
func TestRenewingRowsIsNoChange(t *testing.T) {
	c := filled()
	for n := range 60 {
		c.Apply(customer(n, fmt.Sprintf("Contoso %d", n%7), domains(fmt.Sprintf("contoso%d.com", n)), health(partner.HealthState(n%5)), requests(n%3), tags("vip")))
	}
	c.Remove(id(4), id(5))
	c.SetMarks(id(6), partner.Marks{Favourite: true, Aliases: []string{"Umbrella"}})
	answers := func() (all []Page) {
		for _, q := range []Query{{}, {Sort: ByHealth, Desc: true}, {Sort: ByRequests}, {Favourite: true}, {Tag: "vip"}, {Text: "contoso 3"}, {Text: "umbrella"}, {Text: "contosso9.com"}} {
			all = append(all, c.Query(q))
		}
		return all
	}
	want, counts := answers(), c.Counts()
	said := slices.Collect(c.Summaries())
	said = append(said, partner.Summary{ID: id(5), Name: "Who left"})
	c.Renew(said)
	if d := cmp.Diff(want, answers(), cmpopts.IgnoreFields(Page{}, "Took")); d != "" {
		t.Errorf("(-before +after)\n%s", d)
	}
	if d := cmp.Diff(counts, c.Counts()); d != "" {
		t.Error(d)
	}
	c.Apply(customer(70, "Fabrikam"))
	if p := c.Query(Query{Text: "fabrikam"}); p.Total != 1 {
		t.Errorf("a newcomer is not found: %+v", p)
	}
}

// What is renewed lies where it is said now, not where it was.
func TestRenewedRowsHoldNothingOfBefore(t *testing.T) {
	c := filled(customer(1, "Contoso", domains("contoso.com")), customer(2, "Fabrikam"))
	c.Query(Query{Sort: ByHealth})
	c.Incidents()
	said := slices.Collect(c.Summaries())
	for i := range said {
		said[i].Domains = slices.Clone(said[i].Domains)
	}
	c.Renew(said)
	for _, s := range said {
		if e, _ := c.Get(s.ID); len(s.Domains) > 0 && &e.Domains[0] != &s.Domains[0] {
			t.Errorf("the domains of %s are those of before", s.ID)
		}
	}
}
