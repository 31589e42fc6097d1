package memstore

import (
	"tenantry/backend/store"
	"tenantry/backend/store/kv"
)

// NewCache is an empty cache in memory.
func NewCache() store.Cache { return kv.NewCache(newDB(kv.CacheSchema)) }

// NewJournal is an empty journal in memory.
func NewJournal() store.Journal { return kv.NewJournal(newDB(kv.JournalSchema)) }

func newDB(schema uint64) kv.DB {
	d := kv.NewMemory(map[string][]byte{}, nil)
	if err := kv.Settle(d, schema); err != nil {
		panic(err) // an empty map can't fail
	}
	return d
}
