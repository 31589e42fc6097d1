package logstore

import (
	"fmt"

	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

// Write makes a journal of values that lay elsewhere, in a folder where none is.
func Write(o Options, values []kv.Pair) error {
	if o.FS == nil {
		o.FS = disk{o.Dir}
	}
	l := &log{fs: o.FS, dir: o.Dir, box: seal.New(o.Keys[0], place)}
	if _, err := l.fs.List(); err != nil { // which makes it
		return l.refused(err)
	}
	now := map[string][]byte{}
	for _, v := range values {
		now[string(v.Key)] = v.Value
	}
	kv.Ensure(now, kv.JournalSchema)
	err := l.rewrite(now, l.box)
	l.close()
	if err != nil {
		return fmt.Errorf("write the journal: %w", l.refused(err))
	}
	return nil
}

// All is everything that the journal holds, by key.
func (j *Journal) All() (all []kv.Pair) {
	_ = j.db.Walk(nil, nil, func(chunk []kv.Pair) error { all = append(all, chunk...); return nil })
	return all
}
