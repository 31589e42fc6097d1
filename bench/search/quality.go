package main

import (
	"fmt"
	"slices"
	"time"

	"tenantry/backend/catalog/judged"
)

// measured is how an engine answered a set.
type measured struct {
	engine string
	tally  judged.Tally
	took   []time.Duration // sorted
	wrong  []miss
}

// miss is a query whose first hit is wrong; place is where the right one stands, -1: nowhere.
type miss struct {
	query judged.Query
	first string // the id that came first; empty: nobody
	place int
}

// measure asks an engine a set's queries.
func measure(s judged.Set, e engine) measured {
	m, answer := measured{engine: e.name}, e.answer(s)
	for _, q := range s.Queries {
		var ids []string
		m.took = append(m.took, took(func() { ids = answer(q.Text) }))
		place := q.Place(ids)
		m.tally.Add(place)
		if place != 0 {
			m.wrong = append(m.wrong, miss{q, slices.Concat(ids, []string{""})[0], place})
		}
	}
	slices.Sort(m.took)
	return m
}

// quality prints one table: each set, each engine.
func quality(sets []judged.Set, makers []maker, misses bool) {
	fmt.Printf("\nquality: what of the queries has its customer first and within the first five, mean reciprocal rank, time\n")
	fmt.Printf("  %-24s %-12s %5s  %6s %6s %6s  %11s %11s\n", "set", "engine", "n", "first", "five", "mrr", "median", "p95")
	for _, s := range sets {
		title := s.Name
		var own measured
		for i, make := range makers {
			e := make(s.Customers)
			m := measure(s, e)
			e.close()
			if i == 0 {
				own = m
			}
			first, five, reciprocal := m.tally.Shares()
			fmt.Printf("  %-24s %-12s %5d  %6.3f %6.3f %6.3f  %11s %11s\n", title, m.engine, m.tally.N, first, five, reciprocal, at(m.took, 0.5), at(m.took, 0.95))
			title = ""
		}
		if misses {
			tell(s, own)
		}
	}
}

// tell names what our own engine missed, by kind.
func tell(s judged.Set, m measured) {
	byID := map[string]judged.Customer{}
	for _, c := range s.Customers {
		byID[c.ID] = c
	}
	kinds, wrong := map[string]int{}, map[string]int{}
	for _, q := range s.Queries {
		kinds[q.Kind]++
	}
	for _, w := range m.wrong {
		wrong[w.query.Kind]++
	}
	kind := ""
	for _, w := range m.wrong {
		if w.query.Kind != kind {
			kind = w.query.Kind
			fmt.Printf("    %s: %d of %d not first\n", kind, wrong[kind], kinds[kind])
		}
		first := "nobody"
		if w.first != "" {
			first = byID[w.first].Name
		}
		fmt.Printf("      %q: wanted %q (place %d), first is %q\n", w.query.Text, byID[w.query.Want].Name, w.place+1, first)
	}
}

// at is the time below which a part of the sorted ones lies.
func at(sorted []time.Duration, part float64) string {
	return fmt.Sprintf("%.2f ms", float64(sorted[int(part*float64(len(sorted)-1))].Microseconds())/1000)
}
