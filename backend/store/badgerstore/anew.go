package badgerstore

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/folder"
	"tenantry/backend/store/kv"
)

// Badger keeps what was deleted or overwritten in its files until it merges them, and in its logs for longer. What is
// not to be found any more, by who has the key, goes with the files: a wipe removes all of them, and where a customer
// was dropped what is left is written into new ones.

// Anew removes everything, what was set aside before included, and begins an empty cache under another key. After a
// failure the cache can't be used; the next opening, under that key, is to begin with [Remove].
func (c *Cache) Anew(key [32]byte) error {
	c.db.mu.Lock()
	c.db.next = &key
	c.db.mu.Unlock()
	return c.Wipe()
}

// Remove removes the cache in dir, which nobody has open, and whatever was set aside of it.
func Remove(dir string) error {
	beside, err := os.ReadDir(filepath.Dir(dir))
	for _, e := range beside {
		if name, own := e.Name(), filepath.Base(dir); name == own || strings.HasPrefix(name, own+".") {
			err = errors.Join(err, folder.Remove(filepath.Join(filepath.Dir(dir), name)))
		}
	}
	if err != nil {
		return classify(err, dir)
	}
	return nil
}

func (d *db) Wipe() (err error) {
	defer d.guardWrite(&err)()
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := errors.Join(d.badger.Close(), Remove(d.dir), os.Mkdir(d.dir, 0o700)); err != nil {
		return err
	}
	if d.next != nil {
		d.options = d.options.WithEncryptionKey(d.next[:])
		d.rekeyed(*d.next)
	}
	return d.reopen()
}

// reopen opens what was closed; the caller holds mu alone. Where that can't be done for writing it is opened for reading
// alone, until the next write ([db.writable]).
func (d *db) reopen() error {
	b, err := openBadger(d.options)
	d.full = err
	if err != nil {
		if b, _ = openBadger(d.options.WithReadOnly(true)); b == nil {
			return err
		}
	}
	d.badger = b
	return err
}

// dropped says whether a customer was dropped since the files were written.
func (d *db) dropped() (was bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.badger.IsClosed() || d.full != nil {
		return false
	}
	_ = d.badger.View(func(t *badger.Txn) error { // who can't read it can't rewrite it either
		_, err := t.Get(kv.DroppedKey)
		was = err == nil
		return err
	})
	return was
}

// The names of the folders that a rewrite uses beside the database's own.
const (
	fresh = ".new" // what is kept, being written
	stale = ".old" // what it was before, to be removed
)

// settleSwap ends, or takes back, the swap of two folders that a kill cut short.
func settleSwap(dir string) error {
	_, err := os.Stat(dir)
	_, hasOld := os.Stat(dir + stale)
	if errors.Is(err, os.ErrNotExist) && hasOld == nil {
		err = os.Rename(dir+stale, dir)
	} else if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, folder.Remove(dir+fresh), folder.Remove(dir+stale))
}

// rewrite writes what is kept into new files, and removes the old ones with all that was deleted or overwritten. The
// fault is Corrupt when something kept is damaged: then nothing was done. Whoever uses the database meanwhile waits.
func (d *db) rewrite() (err error) {
	defer d.guardWrite(&err)()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.badger.IsClosed() {
		return nil
	}
	if err := errors.Join(d.verify(), d.verifyValues()); err != nil {
		return err
	}
	_, logs := d.logs()
	if err := d.room.toWrite(d.tableBytes() + max(logs, 0)); err != nil {
		return err
	}
	if err := d.copyTo(d.dir + fresh); err != nil {
		return errors.Join(err, folder.Remove(d.dir+fresh))
	}
	if err := d.badger.Close(); err != nil {
		return err
	}
	err = os.Rename(d.dir, d.dir+stale)
	if err == nil {
		err = os.Rename(d.dir+fresh, d.dir)
	}
	return errors.Join(err, settleSwap(d.dir), d.forgetAside(), d.reopen())
}

// forgetAside removes what was set aside: the customer who was dropped may be in it, the others were taken over.
func (d *db) forgetAside() error {
	found, _ := filepath.Glob(globbed(d.dir) + aside + "*") // the only error is a wrong pattern
	var err error
	for _, path := range found {
		err = errors.Join(err, folder.Remove(path))
	}
	return err
}

// copyTo writes every pair into a new database in another folder.
func (d *db) copyTo(dir string) error {
	if err := errors.Join(folder.Remove(dir), os.Mkdir(dir, 0o700)); err != nil {
		return err
	}
	to, err := openBadger(d.options.WithDir(dir).WithValueDir(dir))
	if err != nil {
		return err
	}
	batch := to.NewWriteBatch()
	err = d.badger.View(func(t *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.PrefetchValues = false
		it := t.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			key := it.Item().KeyCopy(nil)
			if string(key) == string(kv.DroppedKey) {
				continue
			}
			value, err := it.Item().ValueCopy(nil)
			if err == nil {
				err = batch.Set(key, value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		batch.Cancel()
		return errors.Join(err, to.Close())
	}
	return errors.Join(batch.Flush(), to.Close())
}
