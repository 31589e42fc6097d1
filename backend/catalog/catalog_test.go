package catalog

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tenantry/backend/partner"
)

func TestAnEmptyCatalogAnswers(t *testing.T) {
	c := New()
	for _, q := range []Query{{}, {Text: "contoso"}, {Text: "???"}, {Sort: ByHealth, Limit: 5, Offset: 3}, {Problem: true}} {
		if p := c.Query(q); p.Rows == nil || p.Total != 0 || p.Revision != 0 || !p.AsOf.IsZero() {
			t.Errorf("%+v: %+v", q, p)
		}
	}
	if got := c.Incidents(); got == nil || len(got) != 0 {
		t.Errorf("incidents: %v", got)
	}
	if got := c.Counts(); got.Total != 0 || len(got.ByHealth) != 5 || got.Tags == nil {
		t.Errorf("counts: %+v", got)
	}
}

func TestEveryChangeMakesANewRevision(t *testing.T) {
	c := New()
	if got := c.Replace([]Entry{customer(1, "A"), customer(2, "B")}); got != 1 {
		t.Errorf("Replace: revision %d", got)
	}
	if got := c.Apply(customer(3, "C")); got != 2 {
		t.Errorf("Apply: revision %d", got)
	}
	if got := c.SetMarks(id(3), partner.Marks{Tags: []string{"vip"}}); got != 3 {
		t.Errorf("SetMarks: revision %d", got)
	}
	if got := c.Remove(id(1)); got != 4 || c.Revision() != 4 || c.Counts().Total != 2 {
		t.Errorf("Remove: revision %d, %d customers", got, c.Counts().Total)
	}
	for what, got := range map[string]uint64{"Remove nobody": c.Remove(id(9)), "SetMarks of nobody": c.SetMarks(id(9), partner.Marks{}),
		"Apply nothing": c.Apply(), "Update nothing": c.Update()} {
		if got != 4 {
			t.Errorf("%s: revision %d", what, got)
		}
	}
	if _, ok := c.Get(id(9)); ok {
		t.Error("SetMarks made a customer")
	}
}

func TestOfTwoEntriesWithOneIDTheLastStays(t *testing.T) {
	c := filled(customer(1, "Old"), customer(2, "Other"), customer(1, "New"))
	wantNames(t, "Replace", names(c.Query(Query{}).Rows), "New", "Other")
	c.Apply(customer(3, "First"), customer(3, "Last"))
	wantNames(t, "Apply", names(c.Query(Query{}).Rows), "Last", "New", "Other")
	wantNames(t, "search for the lost one", find(c, "first"))
}

func TestASyncKeepsTheUsersMarks(t *testing.T) {
	c := filled(customer(1, "Contoso"))
	c.SetMarks(id(1), partner.Marks{Aliases: []string{"Tango"}, Favourite: true})
	c.Update(customer(1, "Contoso Ltd").Summary, customer(2, "Fabrikam").Summary)
	if e, ok := c.Get(id(1)); !ok || e.Name != "Contoso Ltd" || !e.Favourite {
		t.Errorf("got %+v", e)
	}
	wantNames(t, "by alias", find(c, "tango"), "Contoso Ltd")
}

func TestAReaderKeepsWhatItGot(t *testing.T) {
	c := filled(customer(1, "Alpha"), customer(2, "Beta"))
	before := c.Query(Query{})
	c.Apply(customer(1, "Zeta"))
	c.Remove(id(2))
	wantNames(t, "the old page", names(before.Rows), "Alpha", "Beta")
}

func TestTheListIsAsOldAsItsNewestListing(t *testing.T) {
	at := func(n, hours int) Entry {
		e := customer(n, fmt.Sprint("C", n))
		e.ListedAt = day.Add(time.Duration(hours) * time.Hour)
		return e
	}
	var many []Entry
	for n := range 100 { // so many that single changes are carried over, not rebuilt
		many = append(many, at(n, 0))
	}
	c := filled(many...)
	want := func(hours int) {
		t.Helper()
		if got := c.Query(Query{Limit: 1}).AsOf; !got.Equal(day.Add(time.Duration(hours) * time.Hour)) {
			t.Errorf("as of %v, want +%d h", got, hours)
		}
	}
	want(0)
	c.Apply(at(7, 5))
	want(5)
	c.Apply(at(8, 3))
	want(5)
	c.Remove(id(7))
	want(3)
}

// change one by one must lead where replacing everything leads: for every order and for searches.
func TestChangesLeadWhereReplacingLeads(t *testing.T) {
	words := []string{"Apex", "Bank", "Contoso", "Dental", "Étoile", "Foods", "Groß"}
	rapid.Check(t, func(t *rapid.T) {
		model := map[partner.TenantID]Entry{}
		c := New()
		draw := rapid.Custom(func(t *rapid.T) Entry {
			n := rapid.IntRange(0, 60).Draw(t, "n")
			name := rapid.SampledFrom(words).Draw(t, "a") + " " + rapid.SampledFrom(words).Draw(t, "b")
			return customer(n, name, health(partner.HealthState(rapid.IntRange(0, 4).Draw(t, "health"))),
				requests(rapid.IntRange(-1, 2).Draw(t, "requests")), read(day.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "age"))*time.Hour)),
				domains(rapid.SampledFrom([]string{"a.com", "b.com", "c.de"}).Draw(t, "domain")))
		})
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0: // many at once
				all := rapid.SliceOfN(draw, 0, 80).Draw(t, "replace")
				clear(model)
				for _, e := range all {
					model[e.ID] = e
				}
				c.Replace(all)
			case 1:
				gone := id(rapid.IntRange(0, 60).Draw(t, "gone"))
				delete(model, gone)
				c.Remove(gone)
			case 2:
				e := draw.Draw(t, "marked")
				if have, ok := model[e.ID]; ok {
					have.Tags = []string{"vip"}
					model[e.ID] = have
					c.SetMarks(e.ID, have.Marks)
				}
			case 3: // looking in between makes orders and indexes that the next step carries over
				c.Query(Query{Text: "contoso", Sort: ByHealth})
				c.Query(Query{Sort: rapid.SampledFrom(Sorts()).Draw(t, "sort"), Desc: rapid.Bool().Draw(t, "desc")})
			default:
				some := rapid.SliceOfN(draw, 1, 4).Draw(t, "apply")
				for _, e := range some {
					model[e.ID] = e
				}
				c.Apply(some...)
			}
		}
		other := New()
		other.Replace(slices.Collect(maps.Values(model)))
		queries := []Query{{Text: "vip"}, {Tag: "VIP"}, {Text: "a.com"}, {Text: "etoile"}, {Text: "bank apex"}, {Text: "contso"},
			{Text: "gross", Sort: ByHealth}, {Text: "foods", Limit: 3, Offset: 1}}
		for _, s := range Sorts() {
			queries = append(queries, Query{Sort: s}, Query{Sort: s, Desc: true})
		}
		for _, q := range queries {
			a, b := c.Query(q), other.Query(q)
			if d := cmp.Diff(b.Rows, a.Rows); d != "" || a.Total != b.Total {
				t.Fatalf("%+v (-replaced +changed):\n%s", q, d)
			}
			for i, r := range a.Rows {
				if at, ok := c.Position(r.ID, q); !ok || at != i+q.Offset {
					t.Fatalf("%+v: position of row %d is %d, %v", q, i, at, ok)
				}
			}
		}
	})
}

func TestReadersAndWritersDontMeet(t *testing.T) {
	c := New()
	var all []Entry
	for n := range 300 {
		all = append(all, customer(n, fmt.Sprintf("Customer %d Contoso", n), domains(fmt.Sprintf("c%d.com", n))))
	}
	c.Replace(all)
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := range 150 {
				switch n := (i*7 + w) % 300; i % 4 {
				case 0:
					c.Apply(customer(n, fmt.Sprintf("Customer %d Renamed", n), health(partner.Outage)))
				case 1:
					c.Remove(id(n))
				case 2:
					c.SetMarks(id(n), partner.Marks{Tags: []string{"x"}})
				default:
					c.Update(all[n].Summary)
				}
			}
		})
	}
	for range 3 {
		wg.Go(func() {
			last := uint64(0)
			for i := range 100 {
				p := c.Query([]Query{{Text: "contoso"}, {Sort: ByHealth}, {Text: "renmaed"}, {Text: "c17.com"}}[i%4])
				if p.Revision < last || p.Total != len(p.Rows) {
					t.Errorf("revision %d after %d, %d rows of %d", p.Revision, last, len(p.Rows), p.Total)
					return
				}
				last = p.Revision
				c.Incidents()
				c.Counts()
				c.Resolve("renamed")
			}
		})
	}
	wg.Wait()
}
