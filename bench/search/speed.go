package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tenantry/backend/catalog/judged"
)

// How many queries are measured at most: of our own, of them as they are typed, and of the others.
const (
	ownQueries   = 1200
	ownTyped     = 1500
	peersQueries = 60
)

// speed prints how long each engine takes to be ready, and its time per query among customers.
func speed(title string, customers []judged.Customer, queries []judged.Query, makers []maker) {
	fmt.Printf("\nspeed, %s\n", title)
	for i, make := range makers {
		var e engine
		ready := took(func() { e = make(customers) }).Round(time.Millisecond)
		if i > 0 {
			timed(e.name, e, spread(texts(queries), peersQueries), ready)
		} else {
			timed(e.name, e, spread(texts(queries), ownQueries), ready)
			timed("  as typed", e, spread(keystrokes(queries), ownTyped), 0)
		}
		e.close()
	}
}

// timed prints how long an engine took for each of the texts.
func timed(title string, e engine, texts []string, ready time.Duration) {
	spent := make([]time.Duration, len(texts))
	for i, text := range texts {
		spent[i] = took(func() { e.find(text) })
	}
	slices.Sort(spent)
	fmt.Printf("  %-12s median %11s  p95 %11s  worst %11s  (%d queries, ready in %v)\n", title, at(spent, 0.5), at(spent, 0.95), at(spent, 1), len(spent), ready)
}

// bySet prints how long our own takes for each set's queries, and which text took longest.
func bySet(customers []judged.Customer, sets []judged.Set) {
	find := ours(customers).find
	for _, s := range sets {
		var spent []time.Duration
		var slowest string
		for _, text := range spread(texts(s.Queries), ownQueries/len(sets)) {
			d := took(func() { find(text) })
			if len(spent) == 0 || d > slices.Max(spent) {
				slowest = text
			}
			spent = append(spent, d)
		}
		slices.Sort(spent)
		fmt.Printf("    %-24s median %11s  p95 %11s  worst %11s  %.60q\n", s.Name, at(spent, 0.5), at(spent, 0.95), at(spent, 1), slowest)
	}
}

func texts(queries []judged.Query) []string {
	out := make([]string, len(queries))
	for i, q := range queries {
		out[i] = q.Text
	}
	return out
}

// spread takes at most n of the texts, from all over them.
func spread(texts []string, n int) []string {
	n = min(n, len(texts))
	out := make([]string, n)
	for i := range out {
		out[i] = texts[i*len(texts)/n]
	}
	return out
}

// keystrokes are the texts on the way to every tenth query.
func keystrokes(queries []judged.Query) (out []string) {
	for i := 0; i < len(queries); i += 10 {
		for n := range queries[i].Text {
			if text := queries[i].Text[:n]; strings.TrimSpace(text) != "" {
				out = append(out, text)
			}
		}
	}
	return out
}
