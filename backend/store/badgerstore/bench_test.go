package badgerstore_test

import (
	"testing"

	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

const benchCustomers = 10_000

// BenchmarkOpenAndSummaries is a start: open a cache of 10,000 customers, each with a health report
// of 5 KB, and read every summary.
func BenchmarkOpenAndSummaries(b *testing.B) {
	dir := b.TempDir()
	c := openCache(b, dir)
	for n := range benchCustomers {
		if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		c, _, err := badgerstore.OpenCache(dir, key, false)
		if err != nil {
			b.Fatal(err)
		}
		count := 0
		for _, err := range c.Summaries() {
			if err != nil {
				b.Fatal(err)
			}
			count++
		}
		b.StopTimer()
		if count != benchCustomers {
			b.Fatalf("%d summaries", count)
		}
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/start")
}

// BenchmarkSave is one customer of a first sync; BenchmarkSaveUnchanged one of a later sync that
// found nothing new.
func BenchmarkSave(b *testing.B) {
	c := openCache(b, b.TempDir())
	for n := 0; b.Loop(); n++ {
		if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSaveUnchanged(b *testing.B) {
	c := openCache(b, b.TempDir())
	v := storetest.Customer(1)
	for b.Loop() {
		if _, err := c.Context(v.ID).Save(v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad opens one customer of many.
func BenchmarkLoad(b *testing.B) {
	c := openCache(b, b.TempDir())
	for n := range 1000 {
		if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
			b.Fatal(err)
		}
	}
	for n := 0; b.Loop(); n++ {
		if _, err := c.Context(storetest.ID(n % 1000)).Load(); err != nil {
			b.Fatal(err)
		}
	}
}
