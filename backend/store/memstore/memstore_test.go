package memstore_test

import (
	"testing"

	"tenantry/backend/store"
	"tenantry/backend/store/memstore"
	"tenantry/backend/store/storetest"
)

func TestCache(t *testing.T) {
	storetest.Cache(t, func(testing.TB) store.Cache { return memstore.NewCache() })
}

func TestJournal(t *testing.T) {
	storetest.Journal(t, func(testing.TB) store.Journal { return memstore.NewJournal() })
}
