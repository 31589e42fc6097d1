package logstore_test

import (
	"fmt"
	"testing"

	"tenantry/backend/store/logstore"
	"tenantry/backend/store/storetest"
)

// BenchmarkOpen is a start: open a journal with so many entries in its outbox, and read them.
func BenchmarkOpen(b *testing.B) {
	for _, entries := range []int{0, 1000, 10_000} {
		b.Run(fmt.Sprint(entries), func(b *testing.B) {
			o := logstore.Options{Dir: b.TempDir(), Keys: [][32]byte{key}}
			source := open(b, logstore.Options{Dir: b.TempDir()})
			for n := range entries {
				if err := source.Outbox().Put(storetest.Outgoing(fmt.Sprintf("TNT-%06d", n))); err != nil {
					b.Fatal(err)
				}
			}
			if err := logstore.Write(o, source.All()); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				j, err := logstore.Open(o)
				if err != nil {
					b.Fatal(err)
				}
				for _, err := range j.Outbox().All() {
					if err != nil {
						b.Fatal(err)
					}
				}
				_ = j.Close()
			}
		})
	}
}

// BenchmarkCommit keeps one entry: two writes, each synced.
func BenchmarkCommit(b *testing.B) {
	j := open(b, logstore.Options{Dir: b.TempDir()})
	for n := 0; b.Loop(); n++ {
		if err := j.Outbox().Put(storetest.Outgoing(fmt.Sprintf("TNT-%06d", n%100))); err != nil {
			b.Fatal(err)
		}
	}
}
