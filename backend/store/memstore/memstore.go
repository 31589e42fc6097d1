package memstore

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"

	"tenantry/backend/fault"
	"tenantry/backend/store"
	"tenantry/backend/store/kv"
)

// NewCache is an empty cache in memory.
func NewCache() store.Cache { return kv.NewCache(newDB(kv.CacheSchema)) }

// NewJournal is an empty journal in memory.
func NewJournal() store.Journal { return kv.NewJournal(newDB(kv.JournalSchema)) }

func newDB(schema uint64) *db {
	d := &db{values: map[string][]byte{}}
	if err := kv.Settle(d, schema); err != nil {
		panic(err) // an empty map can't fail
	}
	return d
}

// db is a map under a lock.
type db struct {
	mu     sync.RWMutex
	values map[string][]byte
	closed bool
}

var errClosed = fault.New(fault.Internal, "store_closed")

func (d *db) View(f func(kv.Tx) error) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return errClosed
	}
	return f(tx{d.values, nil})
}

func (d *db) Update(f func(kv.Tx) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return errClosed
	}
	t := tx{d.values, map[string][]byte{}}
	if err := f(t); err != nil {
		return err
	}
	for k, v := range t.writes {
		if v == nil {
			delete(d.values, k)
		} else {
			d.values[k] = v
		}
	}
	return nil
}

// Walk hands out one chunk, copied under the lock.
func (d *db) Walk(prefix []byte, each func(chunk []kv.Pair) error) error {
	d.mu.RLock()
	if d.closed {
		d.mu.RUnlock()
		return errClosed
	}
	var chunk []kv.Pair
	for _, k := range slices.Sorted(maps.Keys(d.values)) {
		if strings.HasPrefix(k, string(prefix)) {
			chunk = append(chunk, kv.Pair{Key: []byte(k), Value: bytes.Clone(d.values[k])})
		}
	}
	d.mu.RUnlock()
	if chunk == nil {
		return nil
	}
	return each(chunk)
}

func (d *db) Wipe() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.values)
	return nil
}

func (d *db) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	return nil
}

// tx reads its own writes first; a nil write is a deletion.
type tx struct{ values, writes map[string][]byte }

func (t tx) Get(key []byte) ([]byte, error) {
	if v, ok := t.writes[string(key)]; ok {
		return bytes.Clone(v), nil
	}
	return bytes.Clone(t.values[string(key)]), nil
}

func (t tx) Set(key, value []byte) error { t.writes[string(key)] = bytes.Clone(value); return nil }
func (t tx) Delete(key []byte) error     { t.writes[string(key)] = nil; return nil }
