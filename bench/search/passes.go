package main

import (
	"fmt"
	"strings"
	"time"

	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
)

// passes prints what leaving out each pass changes: by set, the queries that have their customer first and within five, of
// a hundred, and the time that all queries take. A set that a pass changes no place in is not named.
func passes(sets []judged.Set) {
	fmt.Printf("\nwithout a pass: change of the time of all queries, and by set of first / within five, of a hundred queries\n")
	all := make([]engineOf, len(sets))
	for i, s := range sets {
		c := filled(s.Customers)
		all[i] = func(p search.Pass) engine { return engine{"tenantry", asking(c, p), nil} }
	}
	for p := range search.Passes() {
		var changes []string
		var whole, without time.Duration
		for i, s := range sets {
			a, b := compared(s, all[i](0), all[i](p))
			whole, without = whole+a.sum, without+b.sum
			if first, five := b.first-a.first, b.five-a.five; first != 0 || five != 0 {
				changes = append(changes, fmt.Sprintf("%s %+.1f/%+.1f", s.Name, 100*first, 100*five))
			}
		}
		if len(changes) == 0 {
			changes = []string{"no place changes"}
		}
		fmt.Printf("  %-24s %+7.1f%%  %s\n", p, 100*(float64(without)/float64(whole)-1), strings.Join(changes, ", "))
	}
}

// engineOf is our own without some passes.
type engineOf func(search.Pass) engine

// outcome is how an engine did on a set.
type outcome struct {
	first, five float64
	sum         time.Duration
}

// compared asks two engines a set's queries in turn, so that what else the machine does falls on both; of a query the
// shortest of three times counts.
func compared(s judged.Set, x, y engine) (a, b outcome) {
	var of, than judged.Tally
	for _, q := range s.Queries {
		var shortest [2]time.Duration
		var places [2]int
		for range 3 {
			for i, e := range []engine{x, y} {
				var ids []string
				spent := took(func() { ids = e.find(q.Text) })
				places[i] = q.Place(ids)
				if shortest[i] == 0 || spent < shortest[i] {
					shortest[i] = spent
				}
			}
		}
		of.Add(places[0])
		than.Add(places[1])
		a.sum, b.sum = a.sum+shortest[0], b.sum+shortest[1]
	}
	a.first, a.five, _ = of.Shares()
	b.first, b.five, _ = than.Shares()
	return a, b
}
