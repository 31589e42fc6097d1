package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"tenantry/backend/catalog"
	"tenantry/backend/catalog/judged"
)

// cost prints what it takes to fill a catalog, to make its search index, and to change one customer, in time and memory.
func cost(customers []judged.Customer) {
	in := entries(customers)
	before := heap()
	c := catalog.New()
	filling := took(func() { c.Replace(in) })
	rows := heap()
	sorting := took(func() { c.Query(catalog.Query{Limit: limit}) })
	orders := heap()
	indexing := took(func() { c.Query(catalog.Query{Text: "warm", Limit: limit}) })
	index := heap()
	var health, renamed []time.Duration
	for i := range 100 {
		e := in[i*7%len(in)]
		e.Health = 4
		health = append(health, took(func() { c.Apply(e) }))
	}
	for i := range 40 {
		e := in[i*11%len(in)]
		e.Name += " Renamed"
		renamed = append(renamed, took(func() {
			c.Apply(e)
			c.Query(catalog.Query{Text: "renamed", Limit: limit})
		}))
	}
	slices.Sort(health)
	slices.Sort(renamed)
	n := int64(len(customers))
	fmt.Printf("  %9d  %6d %6d %6d ms  %5d %5d %5d bytes  %s, %s\n", n, filling.Milliseconds(), sorting.Milliseconds(), indexing.Milliseconds(),
		(rows-before)/n, (orders-rows)/n, (index-orders)/n, at(health, 0.5), at(renamed, 0.5))
	runtime.KeepAlive(c)
	runtime.KeepAlive(in)
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
