package badgerstore_test

import (
	"testing"

	"tenantry/backend/store"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

var key = [32]byte{1, 2, 3}

func TestCache(t *testing.T) {
	storetest.Cache(t, func(t testing.TB) store.Cache { return openCache(t, t.TempDir()) })
}

// openCache opens the cache in dir, which must not need recovery, and closes it at the test's end.
func openCache(t testing.TB, dir string) *badgerstore.Cache {
	t.Helper()
	c, r, err := badgerstore.OpenCache(dir, key, false)
	if err != nil || r.Why != nil {
		t.Fatalf("OpenCache: %v, recovered %v", err, r)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func openJournal(t testing.TB, dir string) *badgerstore.Journal {
	t.Helper()
	j, err := badgerstore.OpenJournal(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}
