package badgerstore

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/fault"
	"tenantry/backend/store/kv"
)

// db is a kv.DB on Badger.
type db struct {
	badger *badger.DB
	dir    string
	// Badger's DropAll and Close must not meet a reader: they take the lock alone.
	mu sync.RWMutex
}

var _ kv.DB = (*db)(nil)

func (d *db) View(f func(kv.Tx) error) (err error) {
	defer d.guard(&err)
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.badger.View(func(t *badger.Txn) error { return f(tx{t}) })
}

func (d *db) Update(f func(kv.Tx) error) (err error) {
	defer d.guard(&err)
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.badger.Update(func(t *badger.Txn) error { return f(tx{t}) })
}

// walkChunk is how many pairs a walk copies under the lock before it hands them out without it.
const walkChunk = 1024

// Walk reads in chunks, so that a slow reader stops nobody.
func (d *db) Walk(prefix []byte, each func(chunk []kv.Pair) error) error {
	for from := prefix; ; {
		chunk, err := d.read(prefix, from)
		if err != nil || len(chunk) == 0 {
			return err
		}
		from = append(bytes.Clone(chunk[len(chunk)-1].Key), 0) // the least key after it
		if err := each(chunk); err != nil {
			return err
		}
	}
}

// read copies up to walkChunk pairs from the key "from" on.
func (d *db) read(prefix, from []byte) (chunk []kv.Pair, err error) {
	defer d.guard(&err)
	d.mu.RLock()
	defer d.mu.RUnlock()
	err = d.badger.View(func(t *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.Prefix = prefix
		o.PrefetchValues = false // prefetching runs in goroutines, where nobody could catch a damaged block's panic
		it := t.NewIterator(o)
		defer it.Close()
		for it.Seek(from); it.Valid() && len(chunk) < walkChunk; it.Next() {
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			chunk = append(chunk, kv.Pair{Key: it.Item().KeyCopy(nil), Value: value})
		}
		return nil
	})
	return chunk, err
}

func (d *db) Wipe() (err error) {
	defer d.guard(&err)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.badger.DropAll()
}

// Close is safe to call twice.
func (d *db) Close() (err error) {
	defer d.guard(&err)
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.badger.Close()
}

// tidy gives disk space back that overwritten values hold in the value log.
func (d *db) tidy() (err error) {
	defer d.guard(&err)
	for {
		d.mu.RLock()
		err := d.badger.RunValueLogGC(0.5)
		d.mu.RUnlock()
		if errors.Is(err, badger.ErrNoRewrite) || errors.Is(err, badger.ErrRejected) {
			return nil // nothing worth it, or closed meanwhile
		}
		if err != nil {
			return err
		}
	}
}

// guard classifies what Badger says. A damaged block shows as a panic in places.
func (d *db) guard(err *error) {
	if r := recover(); r != nil {
		*err = broken(d.dir, r)
		return
	}
	*err = classify(*err, d.dir)
}

// broken is what a panic of Badger says: that the system refused something, or else damage.
func broken(dir string, panicked any) error {
	err := fmt.Errorf("%v", panicked)
	if fault.SystemIn(err.Error()) != nil {
		return classify(err, dir)
	}
	return damaged(dir, err)
}

func damaged(dir string, cause error) error {
	return fault.Wrap(fault.Corrupt, cause, "store_damaged", "folder", dir)
}

type tx struct{ t *badger.Txn }

func (x tx) Get(key []byte) ([]byte, error) {
	item, err := x.t.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return item.ValueCopy(nil)
}

func (x tx) Set(key, value []byte) error { return x.t.Set(key, value) }
func (x tx) Delete(key []byte) error     { return x.t.Delete(key) }
