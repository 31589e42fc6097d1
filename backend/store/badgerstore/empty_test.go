package badgerstore_test

import (
	"os"
	"path/filepath"
	"testing"

	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// A process that is killed just after Badger made a log leaves an empty file.
func TestAnEmptyLogOfAKilledStartLosesNothing(t *testing.T) {
	for _, empty := range [][]string{{"00001.mem"}, {"000009.vlog"}, {"00001.mem", "000009.vlog", "000010.vlog"}} {
		dir := t.TempDir()
		journal, cache := filepath.Join(dir, "journal"), filepath.Join(dir, "cache")
		j, c := openJournal(t, journal), openCache(t, cache)
		id := storetest.ID(0)
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{id: {Tags: []string{"vip"}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Context(id).Save(storetest.Customer(0)); err != nil {
			t.Fatal(err)
		}
		_, _ = j.Close(), c.Close()
		for _, name := range empty {
			for _, d := range []string{journal, cache} {
				_ = os.Remove(filepath.Join(d, name))
				if err := os.WriteFile(filepath.Join(d, name), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		kept := 0
		for _, m := range openJournal(t, journal).Marks() {
			kept += len(m.Tags)
		}
		c, r, err := badgerstore.OpenCache(cache, key, false)
		if err != nil || r.SetAside != "" || kept != 1 {
			t.Fatalf("%v: cache %v %v, %d tags of 1", empty, err, r, kept)
		}
		if _, err := c.Context(id).Load(); err != nil {
			t.Errorf("%v: %v", empty, err)
		}
		if err := c.Close(); err != nil {
			t.Errorf("%v: %v", empty, err)
		}
	}
}
