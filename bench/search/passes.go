package main

import (
	"fmt"
	"strings"
	"time"

	"tenantry/backend/catalog/judged"
	"tenantry/backend/catalog/search"
)

// passes prints what leaving out each pass changes: by set, the queries that have their customer first and within five, of
// a hundred, and the time. A set that a pass changes nothing of is not named.
func passes(sets []judged.Set) {
	fmt.Printf("\nwithout a pass: change of first / within five, of a hundred queries, and of the mean time\n")
	type base struct {
		first, five float64
		mean        time.Duration
		ask         func(search.Pass) measured
	}
	bases := make([]base, len(sets))
	for i, s := range sets {
		c := filled(s.Customers)
		ask := func(p search.Pass) measured { return measure(s, engine{"tenantry", asking(c, p)}) }
		ask(0) // warm
		m := ask(0)
		first, five, _ := m.tally.Shares()
		bases[i] = base{first, five, mean(m.took), ask}
	}
	for p := range search.Passes() {
		var changes []string
		var before, after time.Duration
		for i, s := range sets {
			m := bases[i].ask(p)
			first, five, _ := m.tally.Shares()
			before, after = before+bases[i].mean, after+mean(m.took)
			if first != bases[i].first || five != bases[i].five {
				changes = append(changes, fmt.Sprintf("%s %+.1f/%+.1f", s.Name, 100*(first-bases[i].first), 100*(five-bases[i].five)))
			}
		}
		if len(changes) == 0 {
			changes = []string{"changes no answer"}
		}
		fmt.Printf("  %-28s %+7.1f%%  %s\n", p, 100*(float64(after)/float64(before)-1), strings.Join(changes, ", "))
	}
}

func mean(took []time.Duration) (sum time.Duration) {
	for _, d := range took {
		sum += d
	}
	return sum / time.Duration(max(len(took), 1))
}
