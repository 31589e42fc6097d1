package main

import (
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"tenantry/backend/catalog"
)

// tally is how often an engine was right.
type tally struct {
	first, n int
	mrr      float64
}

func (t *tally) add(place int) {
	t.n++
	if place == 0 {
		t.first++
	}
	if place >= 0 {
		t.mrr += 1 / float64(place+1)
	}
}

func (t *tally) String() string {
	if t == nil || t.n == 0 {
		return "-"
	}
	return fmt.Sprintf("%5.1f%% %.3f", 100*float64(t.first)/float64(t.n), t.mrr/float64(t.n))
}

// quality prints, for each engine and kind of query, how often the first hit is the right one and the
// mean reciprocal rank.
func quality(s set, misses bool) {
	all := engines(s.customers)
	totals := make([]tally, len(all))
	byKind := map[string][]tally{}
	var wrong []string
	for _, q := range s.cases {
		if byKind[q.kind] == nil {
			byKind[q.kind] = make([]tally, len(all))
		}
		for i, e := range all {
			ids := e.find(q.text)
			place := slices.Index(ids, q.want)
			totals[i].add(place)
			byKind[q.kind][i].add(place)
			if i == 0 && place != 0 {
				wrong = append(wrong, miss(s, q, ids, place))
			}
		}
	}
	fmt.Printf("\nquality, %s: %d customers, %d queries (first hit right, mean reciprocal rank)\n", s.name, len(s.customers), len(s.cases))
	fmt.Printf("  %-16s %4s", "kind", "n")
	for _, e := range all {
		fmt.Printf("  %-12s", e.name)
	}
	fmt.Println()
	names := make([]string, 0, len(byKind))
	for k := range byKind {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		fmt.Printf("  %-16s %4d", k, byKind[k][0].n)
		for i := range all {
			fmt.Printf("  %s", &byKind[k][i])
		}
		fmt.Println()
	}
	fmt.Printf("  %-16s %4d", "all", totals[0].n)
	for i := range totals {
		fmt.Printf("  %s", &totals[i])
	}
	fmt.Println()
	if misses {
		for _, w := range wrong {
			fmt.Println("  miss:", w)
		}
	}
}

func miss(s set, q query, ids []string, place int) string {
	name := func(id string) string {
		i := slices.IndexFunc(s.customers, func(c customer) bool { return c.id == id })
		return s.customers[i].name + " <" + s.customers[i].domain + ">"
	}
	first := "nobody"
	if len(ids) > 0 {
		first = name(ids[0])
	}
	return fmt.Sprintf("%s %q: wanted %s (place %d), first is %s", q.kind, q.text, name(q.want), place+1, first)
}

// speed prints the time per query of each engine, and what the catalog costs to build and keep.
func speed(title string, customers []customer, cases []query) {
	fmt.Printf("\nspeed, %s\n", title)
	building(customers)
	for _, e := range engines(customers) {
		n := len(cases)
		if e.name != "tenantry" {
			n = min(n, 120)
		}
		took := timed(e, cases, n)
		fmt.Printf("  %-12s median %8s  p95 %8s  worst %8s  (%d queries)\n", e.name, at(took, 0.5), at(took, 0.95), at(took, 1), len(took))
		if e.name == "tenantry" {
			took = timed(e, keystrokes(cases), 1<<30)
			fmt.Printf("  %-12s median %8s  p95 %8s  worst %8s  (%d queries: every beginning of every tenth)\n", "  as typed",
				at(took, 0.5), at(took, 0.95), at(took, 1), len(took))
		}
	}
}

// timed runs up to n of the cases, spread over all of them.
func timed(e engine, cases []query, n int) []time.Duration {
	var took []time.Duration
	step := max(len(cases)/max(n, 1), 1)
	for i := 0; i < len(cases); i += step {
		start := time.Now()
		e.find(cases[i].text)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took
}

// keystrokes are the texts on the way to a query.
func keystrokes(cases []query) (out []query) {
	for i := 0; i < len(cases); i += 10 {
		for n := range cases[i].text {
			if strings.TrimSpace(cases[i].text[:n]) != "" {
				out = append(out, query{text: cases[i].text[:n]})
			}
		}
	}
	return out
}

func at(sorted []time.Duration, part float64) string {
	return fmt.Sprintf("%.2f ms", float64(sorted[int(part*float64(len(sorted)-1))].Microseconds())/1000)
}

// building prints what it costs to fill a catalog and to make the search index, in time and memory.
func building(customers []customer) {
	in := entries(customers)
	before := heap()
	start := time.Now()
	c := catalog.New()
	c.Replace(in)
	filled := time.Since(start)
	rows := heap()
	start = time.Now()
	c.Query(catalog.Query{Limit: limit})
	sorted := time.Since(start)
	start = time.Now()
	c.Query(catalog.Query{Text: "warm", Limit: limit})
	indexed := time.Since(start)
	after := heap()
	start = time.Now()
	for i := range 100 {
		e := in[i*7%len(in)]
		e.Health = 4
		c.Apply(e)
	}
	applied := time.Since(start) / 100
	start = time.Now()
	for i := range 20 {
		e := in[i*11%len(in)]
		e.Name += " Renamed"
		c.Apply(e)
		c.Query(catalog.Query{Text: "renamed", Limit: limit})
	}
	renamed := time.Since(start) / 20
	n := float64(len(customers))
	fmt.Printf("  build: rows %d ms, first list %d ms, first search %d ms; memory per customer: rows %.0f bytes, orders and index %.0f bytes\n",
		filled.Milliseconds(), sorted.Milliseconds(), indexed.Milliseconds(), float64(rows-before)/n, float64(after-rows)/n)
	fmt.Printf("  change of one customer: %.2f ms; of a name, with the search after it: %.2f ms\n",
		float64(applied.Microseconds())/1000, float64(renamed.Microseconds())/1000)
	runtime.KeepAlive(c)
	runtime.KeepAlive(in)
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
