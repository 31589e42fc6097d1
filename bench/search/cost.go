package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
)

// cost prints what it takes to fill a catalog, to make its search index, and to change one customer, in time and memory,
// with the first 1,000, 10,000 and all of the customers.
func cost(customers []judged.Customer) {
	fmt.Printf("\ncost            rows   first list  first search   memory of a customer: rows  orders  index   change of health   of a name, with the search after it\n")
	for _, n := range []int{1_000, 10_000, len(customers)} {
		costOf(customers[:min(n, len(customers))])
	}
}

func costOf(customers []judged.Customer) {
	in := entries(customers)
	before := heap()
	c := catalog.New()
	filling := took(func() { c.Replace(in) })
	rows := heap()
	sorting := took(func() { c.Query(catalog.Query{Limit: limit}) })
	orders := heap()
	indexing := took(func() { c.Query(catalog.Query{Text: "warm", Limit: limit}) })
	index := heap()
	health := changing(in, func(e *catalog.Entry) { e.Health = 4 }, func(e catalog.Entry) { c.Apply(e) })
	renaming := changing(in, func(e *catalog.Entry) { e.Name += " Renamed" }, func(e catalog.Entry) {
		c.Apply(e)
		c.Query(catalog.Query{Text: "renamed", Limit: limit})
	})
	n := int64(len(customers))
	fmt.Printf("  %8d  %6d ms  %8d ms  %9d ms  %19d B %6d B %5d B  %17s  %s\n", n, filling.Milliseconds(), sorting.Milliseconds(),
		indexing.Milliseconds(), (rows-before)/n, (orders-rows)/n, (index-orders)/n, at(health, 0.5), at(renaming, 0.5))
	runtime.KeepAlive(c)
	runtime.KeepAlive(in)
}

// changing is how long the changes of forty customers take, sorted.
func changing(in []catalog.Entry, change func(*catalog.Entry), apply func(catalog.Entry)) (spent []time.Duration) {
	for i := range 40 {
		e := in[i*11%len(in)]
		change(&e)
		spent = append(spent, took(func() { apply(e) }))
	}
	slices.Sort(spent)
	return spent
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
