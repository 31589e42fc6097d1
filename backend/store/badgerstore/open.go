package badgerstore

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

// Cache is the cache on disk.
type Cache struct {
	*kv.Cache
	db *db
}

// Tidy merges tables and gives disk space back that overwritten values hold, where there is enough of either. It makes
// work for the disk: call it when the program is idle. A close does it too.
func (c *Cache) Tidy() error { return c.db.tidy() }

// Rest gives back the memory that reading and writing took, when the program is idle for a while. What is asked
// meanwhile waits some tens of milliseconds.
func (c *Cache) Rest() error { return c.db.rest() }

// Rescued says what became of the customers of a cache that was set aside.
type Rescued = kv.Rescued

// Recovered says that a cache was set aside and a new one took its place. The zero value: it was not.
type Recovered struct {
	SetAside string // where the old one lies now
	Why      error  // the fault that kept it from being used
	Rescued         // which of its customers are in the new one
}

// OpenCache opens or makes the cache in dir under key. One of an older program is carried over, unless sealedOnly says
// that there was a newer one here already: then it was put there from outside. One that can't be read (damaged, of another
// schema, under another key) is set aside. The fault is Conflict with code "profile-in-use" when
// somebody has it open, Denied when the folder is not ours to use.
func OpenCache(dir string, key [32]byte, sealedOnly bool) (*Cache, Recovered, error) {
	if err := finishRebuild(dir); err != nil {
		return nil, Recovered{}, fmt.Errorf("open the cache: %w", err)
	}
	c, err := openCache(dir, key, sealedOnly)
	if fault.KindOf(err) == fault.Corrupt {
		return RebuildCache(dir, key, sealedOnly, err)
	}
	if err != nil {
		return nil, Recovered{}, fmt.Errorf("open the cache: %w", err)
	}
	return c, Recovered{}, nil
}

// open opens one database. Where the disk is too full to write anything, what lies there can still be read.
func open(o badger.Options) (*db, error) {
	if err := settleSwap(o.Dir); err != nil {
		return nil, classify(err, o.Dir)
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fault.Folder(err, "store_folder", "folder", o.Dir)
	}
	if err := inspect(o); err != nil {
		return nil, err
	}
	d := &db{options: o, dir: o.Dir, room: newRoom(o)}
	d.full = d.room.toOpen()
	if fault.KindOf(d.full) == fault.Denied {
		o = o.WithReadOnly(true)
	}
	b, err := openBadger(o)
	if err != nil {
		if d.full != nil && fault.KindOf(err) != fault.Conflict {
			err = d.full // what is new, or was left by a kill, can't be opened without writing
		}
		return nil, err
	}
	d.badger = b
	// Every close merges tables. That so many are loose says that closes found something damaged, or came to nothing.
	// Small tables are read whole at once: they have few blocks, and the loss of one may show an older state of all.
	if d.tableBytes() <= smallTables || d.full == nil && d.looseTables() >= 2*looseTables {
		if err := d.sound(); err != nil {
			return nil, errors.Join(err, d.Close())
		}
	}
	return d, nil
}

// sound says whether every block can be read.
func (d *db) sound() (err error) {
	defer d.guard(&err)()
	return d.verify()
}

// cachePlace is where the cache's seals are good.
const cachePlace = "cache"

// sealKey is the key of the cache's seals: one of its own, under its own use.
func sealKey(key [32]byte) [32]byte {
	b, err := hkdf.Key(sha256.New, key[:], nil, "tenantry cache seal", len(key))
	if err != nil {
		panic("hkdf of 32 bytes: " + err.Error()) // only for more than 8 KB
	}
	return [32]byte(b)
}

// openCache opens the cache in dir, and carries over what an older program kept there.
func openCache(dir string, key [32]byte, sealedOnly bool) (*Cache, error) {
	d, err := open(cacheOptions(dir, key))
	if err != nil {
		return nil, err
	}
	box := seal.New(sealKey(key), cachePlace)
	sealed := kv.Seal(d, box)
	err = kv.Carry(d, box, sealedOnly)
	if err == nil {
		err = kv.Settle(sealed, kv.CacheSchema)
	}
	if err == nil {
		err = kv.CheckValues(sealed)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.rekeyed = func(key [32]byte) { sealed.Reseal(seal.New(sealKey(key), "cache")) }
	return &Cache{kv.NewCache(sealed), d}, nil
}

// openBadger opens the database. A kill between the moments when Badger makes a log and when it gives the log its size
// leaves an empty file, at which Badger gives up, with the file mapped for good, so that on Windows no second try gets
// past it. There is nothing in it: it goes first. Whoever makes one now would need the profile's lock, which is ours.
func openBadger(o badger.Options) (*badger.DB, error) {
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		names, _ := filepath.Glob(filepath.Join(o.Dir, pattern)) // the only error is a wrong pattern
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Size() == 0 {
				if err := os.Remove(name); err != nil {
					return nil, classify(err, o.Dir)
				}
			}
		}
	}
	return tryBadger(o)
}

// tryBadger opens the database. Of a folder that inspect passed, whatever else goes wrong is damage.
func tryBadger(o badger.Options) (b *badger.DB, err error) {
	defer guarded(o.Dir, &err, func(error) { b = nil })()
	b, err = badger.Open(o)
	if err == nil {
		return b, nil
	}
	err = classify(err, o.Dir)
	if e, ok := fault.As(err); ok && e.Kind == fault.Internal && e.Remedy != fault.FixPermissions {
		err = damaged(o.Dir, err)
	}
	return nil, err
}
