package journalstore

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tenantry/backend/fault"
	"tenantry/backend/folder"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/kv"
	"tenantry/backend/store/logstore"
)

// Options say where a journal lies, and under which keys.
type Options struct {
	logstore.Options
	// Before is the key of a journal of before.
	Before [32]byte
	// SealedOnly says that this profile had a newer journal: one of before was put there from outside.
	SealedOnly bool
}

// Open opens or makes the journal, and carries over one of before. The faults are those of [logstore.Open]; one of
// before that is damaged, or was put there from outside, is Corrupt.
func Open(o Options) (*logstore.Journal, error) {
	if err := carry(o); err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	return logstore.Open(o.Options)
}

func carry(o Options) error {
	fresh, old := o.Dir+".new", o.Dir+".old"
	switch there, err := exists(o.Dir); {
	case err != nil:
		return refused(err, o.Dir)
	case !there: // perhaps the folders were just changing places
		if err := swap(o.Dir, fresh, old); err != nil {
			return refused(err, o.Dir)
		}
	}
	if badgerstore.HoldsJournal(o.Dir) {
		if o.SealedOnly {
			return fault.New(fault.Corrupt, "store_journal_forged", "folder", o.Dir).With(fault.RestoreKey)
		}
		if err := move(o, fresh, old); err != nil {
			return err
		}
	}
	_ = errors.Join(folder.Remove(fresh), folder.Remove(old)) // else at the next opening
	return nil
}

// swap ends a change of places that was begun: the old one had made room.
func swap(dir, fresh, old string) error {
	there, err := exists(old)
	if err != nil || !there {
		return err
	}
	if there, err = exists(fresh); err != nil {
		return err
	}
	if there {
		return os.Rename(fresh, dir)
	}
	return os.Rename(old, dir)
}

// move makes a log of a journal of before.
func move(o Options, fresh, old string) error {
	all, err := badgerstore.ReadJournal(o.Dir, o.Before)
	if err != nil {
		return err
	}
	if err := folder.Remove(fresh); err != nil {
		return refused(err, o.Dir)
	}
	target := logstore.Options{Dir: fresh, Keys: o.Keys[:1]}
	if err := logstore.Write(target, all); err != nil {
		return err
	}
	if err := same(target, all); err != nil {
		return err
	}
	for _, step := range [][2]string{{o.Dir, old}, {fresh, o.Dir}} {
		if err := os.Rename(step[0], step[1]); err != nil {
			return refused(err, o.Dir)
		}
	}
	return refused(folder.Sync(filepath.Dir(o.Dir)), o.Dir) // before the old one goes
}

// same reads back what was written.
func same(o logstore.Options, want []kv.Pair) error {
	j, err := logstore.Open(o)
	if err != nil {
		return err
	}
	defer j.Close()
	equal := func(a, b kv.Pair) bool { return bytes.Equal(a.Key, b.Key) && bytes.Equal(a.Value, b.Value) }
	if got := j.All(); len(want) > 0 && !slices.EqualFunc(got, want, equal) {
		return fault.New(fault.Corrupt, "store_journal", "folder", o.Dir).With(fault.CheckDisk)
	}
	return nil
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// refused is what the system says of the folder.
func refused(err error, dir string) error {
	if err == nil {
		return nil
	}
	f := fault.Folder(err, "store_folder", "folder", dir)
	if f.Kind == fault.Invalid { // the folder is ours, nobody typed its name
		f.Kind = fault.Internal
	}
	return f
}
