package catalog

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

func without(r partner.AccessReason) func(*Entry) {
	return func(e *Entry) { e.Access = partner.Access{Reason: r} }
}

// mixed has three customers and two without delegated access, of whom one was healthy once and one can't be read.
func mixed() *Catalog {
	return filled(
		customer(1, "Alder Works", health(partner.Outage), requests(1)),
		customer(2, "Birch Foods", health(partner.Healthy), favourite, tags("vip")),
		customer(3, "Alder Resale", without(partner.AccessNone), failed(fault.Denied), tags("vip"), favourite),
		customer(4, "Cedar Metals", failed(fault.Denied)),
		customer(5, "Ash", without(partner.AccessEnded), health(partner.Outage), issues(partner.IssueHead{ID: "EX1", State: partner.Outage})),
	)
}

func TestWhoDelegatedNothingStandsApart(t *testing.T) {
	c := mixed()
	outage, unknown := partner.Outage, partner.Unknown
	for what, test := range map[string]struct {
		q       Query
		want    []string
		without int
	}{
		"the list":              {Query{Sort: ByName}, []string{"Alder Works", "Birch Foods", "Cedar Metals"}, 2},
		"the list turned round": {Query{Sort: ByName, Desc: true}, []string{"Cedar Metals", "Birch Foods", "Alder Works"}, 2},
		"the others":            {Query{Sort: ByName, Without: true}, []string{"Alder Resale", "Ash"}, 2},
		"the others by health":  {Query{Sort: ByHealth, Without: true}, []string{"Ash", "Alder Resale"}, 2},
		"those with an outage":  {Query{Sort: ByName, Health: &outage}, []string{"Alder Works"}, 2},
		"the unknown ones":      {Query{Sort: ByName, Health: &unknown}, []string{"Cedar Metals"}, 2},
		"not readable":          {Query{Sort: ByName, Problem: true}, []string{"Cedar Metals"}, 2},
		"a tag":                 {Query{Sort: ByName, Tag: "vip"}, []string{"Birch Foods"}, 2},
		"a tag of the others":   {Query{Sort: ByName, Tag: "vip", Without: true}, []string{"Alder Resale"}, 2},
		"a search":              {Query{Text: "alder"}, []string{"Alder Works", "Alder Resale"}, 1},
		"a search among them":   {Query{Text: "alder", Without: true}, []string{"Alder Resale"}, 1},
		"a better match":        {Query{Text: "alder resale"}, []string{"Alder Resale"}, 1},
		"a search and a health": {Query{Text: "al", Health: &unknown}, []string{}, 0},
		"a search and a tag":    {Query{Text: "alder", Tag: "vip"}, []string{"Alder Resale"}, 1},
		"a search by name":      {Query{Text: "a", Sort: ByName, Desc: true}, []string{"Alder Works", "Ash", "Alder Resale"}, 2},
	} {
		p := c.Query(test.q)
		wantNames(t, what, names(p.Rows), test.want...)
		if p.Total != len(test.want) || p.Without != test.without {
			t.Errorf("%s: total %d, without %d", what, p.Total, p.Without)
		}
		for i, r := range p.Rows {
			if at, ok := c.Position(r.ID, test.q); !ok || at != i {
				t.Errorf("%s: %s stands at %d, %v", what, r.Name, at, ok)
			}
		}
	}
	if _, ok := c.Position(id(3), Query{Sort: ByName}); ok {
		t.Error("it has a place in the list")
	}
	if e, _, ok := c.Resolve("ash"); !ok || e.Name != "Ash" {
		t.Errorf("it can't be named: %v", e.Name)
	}
}

func TestWhoDelegatedNothingCountsInNothingElse(t *testing.T) {
	n := mixed().Counts()
	if n.Total != 3 || n.Without != 2 || n.ByHealth[partner.Outage] != 1 || n.ByHealth[partner.Unknown] != 1 || n.Unreadable != 1 ||
		n.Favourites != 1 || n.Incidents != 0 || len(n.Tags) != 1 || n.Tags[0].Count != 1 {
		t.Errorf("%+v", n)
	}
	if d := mixed().Desk(); d.Unknown != 3 {
		t.Errorf("requests of %d customers are unknown", d.Unknown)
	}
}

// However customers come, change and go: a catalog that was changed step by step lists what a new one would.
func TestWhoComesToDelegateMovesOver(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, now := New(), map[int]Entry{}
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			n := rapid.IntRange(0, 30).Draw(rt, "customer")
			if rapid.IntRange(0, 5).Draw(rt, "leaves") == 0 {
				delete(now, n)
				c.Remove(id(n))
			} else {
				reason := rapid.SampledFrom([]partner.AccessReason{"", "", partner.AccessNone}).Draw(rt, "reason")
				now[n] = customer(n, rapid.SampledFrom([]string{"A", "B", "C"}).Draw(rt, "name"), without(reason))
				c.Apply(now[n])
			}
			c.Query(Query{Sort: ByName}) // makes the order that is carried over
			fresh := New()
			var all []Entry
			for _, e := range now {
				all = append(all, e)
			}
			fresh.Replace(all)
			for _, q := range []Query{{Sort: ByName}, {Sort: ByName, Without: true}} {
				got, want := names(c.Query(q).Rows), names(fresh.Query(q).Rows)
				if !slices.Equal(got, want) || c.Counts().Total+c.Counts().Without != len(now) {
					rt.Fatalf("%+v: %q, want %q", q, got, want)
				}
			}
		}
	})
}
