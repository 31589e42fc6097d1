package badgerstore

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/fault"
	"tenantry/backend/store/kv"
)

// HoldsJournal says whether programs of before kept a journal in dir.
func HoldsJournal(dir string) bool {
	for _, name := range []string{badger.ManifestFilename, badger.KeyRegistryFileName, "DISCARD", "*.sst", "*.mem"} {
		if found, _ := filepath.Glob(filepath.Join(dir, name)); len(found) > 0 { // the only error is a wrong pattern
			return true
		}
	}
	return false
}

// ReadJournal reads all of a journal of before. The fault is Corrupt with RestoreKey for another key, Corrupt with
// UpdateProgram for a newer schema, Corrupt naming the folder when any of it is damaged, else as in [OpenCache].
func ReadJournal(dir string, key [32]byte) (all []kv.Pair, err error) {
	d, err := openJournal(dir, key)
	if err != nil {
		return nil, err
	}
	if err = d.sound(); err == nil { // to a walk a damaged block is the end
		err = d.Walk(nil, nil, func(chunk []kv.Pair) error {
			all = append(all, chunk...)
			return nil
		})
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return nil, unread(dir, err)
	}
	return all, nil
}

func openJournal(dir string, key [32]byte) (*db, error) {
	d, err := open(journalOptions(dir, key))
	if err == nil {
		if err = kv.Settle(d, kv.JournalSchema); err != nil {
			err = errors.Join(err, d.Close())
		}
	}
	if err != nil {
		return nil, unread(dir, err)
	}
	return d, nil
}

// unread says of a journal what of a cache would be said in other words.
func unread(dir string, err error) error {
	if e, ok := fault.As(err); ok && e.Kind == fault.Corrupt && e.Remedy == fault.RebuildCache {
		err = fault.Wrap(fault.Corrupt, err, "store_journal", "folder", dir).With(fault.RestoreKey)
	}
	return fmt.Errorf("open the journal: %w", err)
}
