package badgerstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
)

// Badger merges tables and empties logs by itself, and takes a damaged block for the end of what it reads: what lay
// behind it would be gone for good. So it does neither by itself here. It is told to when there is enough to do, after
// every block was read and found sound.
const (
	looseTables = 4        // so many tables beside each other are merged
	looseLogs   = 4        // so many logs of large values …
	looseBytes  = 16 * mib // … or so much in them is looked through for what was overwritten
	smallTables = 4 * mib  // so much in tables is read whole at each opening
	lookEvery   = 8 * mib  // after so much written there may be enough to do
	worthwhile  = 0.5      // the share of a log that must be overwritten for it to be written anew
	bigLog      = 1 << 10  // a log that is smaller holds nothing
)

// upkeep is when the database is looked after.
type upkeep struct {
	one   sync.Mutex   // at a time
	bytes atomic.Int64 // written since somebody looked
}

// due says, once, that there may be something to do after another size bytes.
func (u *upkeep) due(size int) bool {
	if u.bytes.Add(int64(size)) < lookEvery {
		return false
	}
	u.bytes.Store(0)
	return true
}

// inBackground tidies while others write. What it meets is met again, and told, when the database is opened.
func (d *db) inBackground() {
	if d.upkeep.one.TryLock() {
		defer d.upkeep.one.Unlock()
		_ = d.tidyAlone()
	}
}

// tidy merges tables and gives the space back that overwritten values hold, where there is enough of it. The fault is
// Corrupt when something kept is damaged: then nothing was done.
func (d *db) tidy() error {
	d.upkeep.one.Lock()
	defer d.upkeep.one.Unlock()
	return d.tidyAlone()
}

func (d *db) tidyAlone() error {
	if d.dropped() {
		return d.rewrite()
	}
	return d.merge()
}

func (d *db) merge() (err error) {
	defer d.guardWrite(&err)()
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.badger.IsClosed() || d.full != nil {
		return nil
	}
	logs, bytes := d.logs()
	much := logs > looseLogs || bytes > looseBytes
	if !much && d.looseTables() < looseTables {
		return nil
	}
	if err := d.verify(); err != nil {
		return err
	}
	if err := d.room.toWrite(d.tableBytes()); err != nil {
		return err
	}
	if err := d.badger.Flatten(1); err != nil {
		return err
	}
	if !much {
		return nil
	}
	if err := d.verifyValues(); err != nil {
		return err
	}
	for {
		err := d.badger.RunValueLogGC(worthwhile)
		if errors.Is(err, badger.ErrNoRewrite) || errors.Is(err, badger.ErrRejected) {
			return nil // nothing worth it, or closed meanwhile
		}
		if err != nil {
			return err
		}
	}
}

// rest gives memory back that the database took while much was read and written: its tables are mapped, and what was
// touched of them counts as the process's for as long as they are. What is asked meanwhile waits.
func (d *db) rest() (err error) {
	d.upkeep.one.Lock()
	defer d.upkeep.one.Unlock()
	defer d.guardWrite(&err)()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.badger.IsClosed() || d.full != nil {
		return nil
	}
	if err := d.room.toWrite(0); err != nil { // a close makes a table of what was written last
		return err
	}
	if err := d.badger.Close(); err != nil {
		return err
	}
	return d.reopen()
}

// looseTables counts the tables that were not merged with the others yet.
func (d *db) looseTables() (n int) {
	for _, t := range d.badger.Tables() {
		if t.Level == 0 {
			n++
		}
	}
	return n
}

// tableBytes is how much all tables weigh. (Badger's own Size is 0 while it keeps no metrics.)
func (d *db) tableBytes() (n int64) {
	for _, t := range d.badger.Tables() {
		n += int64(t.OnDiskSize)
	}
	return n
}

// logs counts the logs that hold large values, and their bytes.
func (d *db) logs() (n int, bytes int64) {
	names, _ := filepath.Glob(filepath.Join(d.dir, "*.vlog")) // the only error is a wrong pattern
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Size() > bigLog {
			n++
			bytes += info.Size()
		}
	}
	return n - 1, bytes - 2*d.options.ValueLogFileSize // the one in use has its full size from the start
}

// verify reads every block of every table. The error of a block that can't be read tells no more than that.
func (d *db) verify() error {
	if err := d.badger.VerifyChecksum(); err != nil {
		return damaged(d.dir, err)
	}
	return nil
}

// verifyValues reads every value that lies in a log.
func (d *db) verifyValues() error {
	return d.badger.View(func(t *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.PrefetchValues = false
		it := t.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if it.Item().EstimatedSize() < d.options.ValueThreshold {
				continue
			}
			if err := it.Item().Value(func([]byte) error { return nil }); err != nil {
				return damaged(d.dir, fmt.Errorf("a value in a log: %w", err))
			}
		}
		return nil
	})
}
