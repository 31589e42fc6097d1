package badgerstore

import (
	"bytes"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/fault"
	"tenantry/backend/store/kv"
	"tenantry/backend/store/space"
)

// db is a kv.DB on Badger.
type db struct {
	options badger.Options
	badger  *badger.DB
	dir     string
	room    *room
	full    error // why it is open for reading alone; nil: it is not
	// Badger's DropAll and Close must not meet a reader: they take the lock alone.
	mu      sync.RWMutex
	wrote   atomic.Bool           // its memtable may hold something
	broken  atomic.Pointer[error] // a write ended in a panic: Badger may hold its own locks for ever
	upkeep  upkeep
	next    *[32]byte      // the key that a wipe takes; nil: the same
	rekeyed func([32]byte) // called when it did, before anybody reads
}

var _ kv.DB = (*db)(nil)

func (d *db) View(f func(kv.Tx) error) (err error) {
	defer d.guard(&err)()
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.badger.View(func(t *badger.Txn) error { return f(tx{t: t}) })
}

func (d *db) Update(f func(kv.Tx) error) (err error) {
	defer d.guardWrite(&err)()
	if err := d.writable(); err != nil {
		return err
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	size := 0
	err = d.badger.Update(func(t *badger.Txn) error {
		if err := f(tx{t, &size}); err != nil || size == 0 {
			return err
		}
		d.wrote.Store(true)
		return d.room.toWrite(int64(size))
	})
	if err == nil && d.upkeep.due(size) {
		go d.inBackground()
	}
	return err
}

// writable opens a database for writing that a full disk left open for reading alone, once there is room again.
func (d *db) writable() error {
	d.mu.RLock()
	full := d.full
	d.mu.RUnlock()
	if full == nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full == nil {
		return nil
	}
	if err := d.room.toOpen(); err != nil {
		return err
	}
	if err := d.badger.Close(); err != nil {
		return err
	}
	b, err := openBadger(d.options)
	if err != nil {
		return err
	}
	d.badger, d.full = b, nil
	return nil
}

// A walk copies so many pairs, or bytes, under the lock before it hands them out without it.
const (
	walkChunk = 1024
	walkBytes = 1 << 20
)

// Walk reads in chunks, so that a slow reader stops nobody.
func (d *db) Walk(prefix, but []byte, each func(chunk []kv.Pair) error) error {
	for from := prefix; ; {
		chunk, err := d.read(prefix, but, from)
		if err != nil || len(chunk) == 0 {
			return err
		}
		from = append(bytes.Clone(chunk[len(chunk)-1].Key), 0) // the least key after it
		if err := each(chunk); err != nil {
			return err
		}
	}
}

// read copies a chunk of pairs from the key "from" on. What "but" leaves out is not even read.
func (d *db) read(prefix, but, from []byte) (chunk []kv.Pair, err error) {
	defer d.guard(&err)()
	d.mu.RLock()
	defer d.mu.RUnlock()
	err = d.badger.View(func(t *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.Prefix = prefix
		o.PrefetchValues = false // prefetching runs in goroutines, where nobody could catch a damaged block's panic
		it := t.NewIterator(o)
		defer it.Close()
		size := 0
		for it.Seek(from); it.Valid() && len(chunk) < walkChunk && size < walkBytes; it.Next() {
			if but != nil && bytes.HasPrefix(it.Item().Key(), but) {
				continue
			}
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			size += len(value)
			chunk = append(chunk, kv.Pair{Key: it.Item().KeyCopy(nil), Value: value})
		}
		return nil
	})
	return chunk, err
}

// guard is deferred, called, around what reads: it classifies what Badger says. A damaged block shows as a panic in
// places, and a file that the disk can't give or take shows as a bad address.
func (d *db) guard(err *error) func() { return guarded(d.dir, err, func(error) {}) }

// guardWrite is guard around what writes: after a panic there the database takes no more calls.
func (d *db) guardWrite(err *error) func() {
	if why := d.broken.Load(); why != nil {
		return func() { *err = *why }
	}
	return guarded(d.dir, err, func(why error) { d.broken.CompareAndSwap(nil, &why) })
}

// guarded turns bad addresses into panics of this goroutine, and what is deferred turns panics into errors.
func guarded(dir string, err *error, panicked func(why error)) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if r := recover(); r != nil {
			*err = broken(dir, r)
			panicked(*err)
			return
		}
		*err = classify(*err, dir)
	}
}

// broken is what a panic of Badger says: that the system refused something, or else damage.
func broken(dir string, panicked any) error {
	err := fmt.Errorf("%v", panicked)
	if _, ok := panicked.(interface{ Addr() uintptr }); ok { // of a mapped file
		if free, _ := space.Free(dir); free < openNeeds {
			return classify(errors.Join(space.ErrFull, err), dir)
		}
	}
	if fault.SystemIn(err.Error()) != nil {
		return classify(err, dir)
	}
	return damaged(dir, err)
}

// damaged is a database that can't be read as it is. What the system refuses, a file that another program holds say, is
// no damage: it is told as what it is.
func damaged(dir string, cause error) error {
	if _, refused := fault.System(cause); refused {
		return fault.File(cause, "store_folder", "folder", dir)
	}
	return fault.Wrap(fault.Corrupt, cause, "store_damaged", "folder", dir)
}

// tx is a transaction; size counts what it writes.
type tx struct {
	t    *badger.Txn
	size *int
}

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

func (x tx) Set(key, value []byte) error {
	*x.size += len(key) + len(value)
	return x.t.Set(key, value)
}

func (x tx) Delete(key []byte) error {
	*x.size += len(key)
	return x.t.Delete(key)
}
