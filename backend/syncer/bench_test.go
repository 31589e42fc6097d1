package syncer_test

import (
	"testing"

	"tenantry/backend/store/badgerstore"
	"tenantry/backend/syncer"
)

// BenchmarkSync is what the engine and the disk cost for 10,000 customers, with a cloud that answers
// at once: a first sync, and a later one that finds nothing new.
func BenchmarkSync(b *testing.B) {
	const customers = 10_000
	for b.Loop() {
		b.StopTimer()
		cache, _, err := badgerstore.OpenCache(b.TempDir(), [32]byte{1}, true)
		if err != nil {
			b.Fatal(err)
		}
		w := newWorldOn(cache, customers)
		w.latency = 0
		b.StartTimer()
		for range 2 {
			r, err := w.engine.SyncNow(b.Context(), syncer.Scope{Full: true})
			if err != nil || r.Synced != customers {
				b.Fatalf("%v, %+v", err, of(r))
			}
		}
		b.StopTimer()
		if err := cache.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/2/customers, "µs/customer")
}
