package catalog

import (
	"errors"
	"os"
	"slices"
	"testing"

	"tenantry/backend/catalog/judged"
	"tenantry/backend/partner"
)

// floors are what of each set's queries has its customer first, and within the first five. They are raised with the search.
var floors = map[string]struct{ first, five float64 }{
	"labelled":               {0.99, 0.99},
	"names, public":          {0.96, 0.97},
	"every day":              {0.99, 0.99},
	"legal forms":            {0.98, 0.99},
	"as heard":               {0.97, 0.985},
	"one wrong stroke":       {0.97, 0.98},
	"other scripts":          {0.96, 0.97},
	"other layouts":          {0.98, 0.98},
	"names written two ways": {0.97, 0.98},
	"pasted":                 {0.99, 0.99},
	"noise":                  {0.99, 0.99},
	"names of nobody":        {0.98, 0.98},
}

// The labelled queries lie beside the project; see the README there.
const beside = "../../../shared/search"

func TestTheCustomerWhoIsMeantComesFirst(t *testing.T) {
	sets := judged.Sets(2026)
	read, err := judged.Read(beside)
	switch {
	case errors.Is(err, os.ErrNotExist):
		t.Logf("no labelled queries in %s: they are not part of the project", beside)
	case err != nil:
		t.Fatal(err)
	}
	sets = append(read, sets...)
	for name := range floors {
		if read != nil && !slices.ContainsFunc(sets, func(s judged.Set) bool { return s.Name == name }) {
			t.Errorf("%s has a floor and no queries", name)
		}
	}
	for _, s := range sets {
		t.Run(s.Name, func(t *testing.T) {
			floor, ok := floors[s.Name]
			if !ok {
				t.Fatal("the set has no floor")
			}
			tally := tallied(s)
			first, five, reciprocal := tally.Shares()
			t.Logf("first %.3f, five %.3f, mean reciprocal rank %.3f of %d queries", first, five, reciprocal, tally.N)
			if first < floor.first || five < floor.five {
				t.Errorf("first %.3f and within five %.3f, want %.3f and %.3f", first, five, floor.first, floor.five)
			}
		})
	}
}

// tallied asks the catalog a set's queries.
func tallied(s judged.Set) (tally judged.Tally) {
	c := filled(judgedEntries(s)...)
	for _, q := range s.Queries {
		var ids []string
		for _, r := range c.Query(Query{Text: q.Text, Limit: 20}).Rows {
			if s.Unsure && (r.Match.Weak || len(r.Match.Missing) > 0) {
				continue
			}
			ids = append(ids, string(r.ID))
		}
		tally.Add(q.Place(ids))
	}
	return tally
}

// judgedEntries are a set's customers as the catalog takes them.
func judgedEntries(s judged.Set) []Entry {
	entries := make([]Entry, len(s.Customers))
	for i, c := range s.Customers {
		entries[i].Summary = partner.Summary{ID: partner.TenantID(c.ID), Name: c.Name, PrimaryDomain: c.Domain, InitialDomain: c.Initial, Domains: []string{c.Domain, c.Initial}}
	}
	return entries
}
