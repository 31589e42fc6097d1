package main

import (
	"fmt"
	"strings"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
)

// passes prints what leaving out each pass changes: by set, the queries that have their customer first and within five, of
// a hundred, and the time that queries take. A set that a pass changes no place in is not named.
func passes(sets []judged.Set) {
	fmt.Printf("\nwithout a pass: change of the time of a query, and by set of first / within five, of a hundred queries\n")
	catalogs, whole := make([]*catalog.Catalog, len(sets)), make([]measured, len(sets))
	for i, s := range sets {
		catalogs[i] = filled(s.Customers)
		whole[i] = measure(s, without(catalogs[i], 0))
	}
	for p := range search.Passes() {
		var changes []string
		var before, after time.Duration
		for i, s := range sets {
			m := measure(s, without(catalogs[i], p))
			first, five, _ := m.tally.Shares()
			first0, five0, _ := whole[i].tally.Shares()
			if first != first0 || five != five0 {
				changes = append(changes, fmt.Sprintf("%s %+.1f/%+.1f", s.Name, 100*(first-first0), 100*(five-five0)))
			}
			a, b := inTurn(spread(texts(s.Queries), 60), without(catalogs[i], 0).find, without(catalogs[i], p).find)
			before, after = before+a, after+b
		}
		if len(changes) == 0 {
			changes = []string{"no place changes"}
		}
		fmt.Printf("  %-24s %+7.1f%%  %s\n", p, 100*(float64(after)/float64(before)-1), strings.Join(changes, ", "))
	}
}

// inTurn is the time that two ways to find take for the same texts. They are asked in turn, so that what else the machine
// does falls on both, and of each text the shortest of three times counts.
func inTurn(texts []string, x, y func(string) []string) (a, b time.Duration) {
	for _, text := range texts {
		var shortest [2]time.Duration
		for n := range 3 {
			for i, find := range []func(string) []string{x, y} {
				spent := took(func() { find(text) })
				if n == 0 || spent < shortest[i] {
					shortest[i] = spent
				}
			}
		}
		a, b = a+shortest[0], b+shortest[1]
	}
	return a, b
}
