package badgerstore

import (
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"tenantry/backend/fault"
	"tenantry/backend/store/space"
)

// room keeps the database away from a full disk. Badger writes through mapped files that grow into nothing, in
// goroutines of its own: where there is no block for what it writes there, the process ends with a signal that nobody
// can catch. So whoever writes asks here first, and is told what Badger could not be told.
type room struct {
	dir string
	// headroom is what may be written before anybody asks again: a full log, the table that becomes of it, the next log.
	headroom int64
	since    atomic.Int64 // bytes since the disk was really tried
	tried    atomic.Bool
}

const (
	mib = 1 << 20
	// openNeeds is what opening a database writes: the first blocks of its logs, some lines of its lists.
	openNeeds = 1 * mib
)

func newRoom(o badger.Options) *room {
	return &room{dir: o.Dir, headroom: 2*o.MemTableSize + 2*o.ValueLogFileSize}
}

// toOpen says whether the database can be opened for writing.
func (r *room) toOpen() error { return r.has(openNeeds) }

// toWrite says whether n bytes can be written on top of what is under way. A write is cheap, to try the disk is not:
// that happens at the first write and then for every log that is filled.
func (r *room) toWrite(n int64) error {
	need := r.headroom + n
	if err := r.has(need); err != nil {
		return err
	}
	if r.since.Add(n) < r.headroom/8 && r.tried.Load() {
		return nil
	}
	if err := space.Reserve(r.dir, need); err != nil {
		return classify(err, r.dir)
	}
	r.since.Store(0)
	r.tried.Store(true)
	return nil
}

// has says whether n bytes are free.
func (r *room) has(n int64) error {
	free, err := space.Free(r.dir)
	if err != nil {
		return classify(err, r.dir)
	}
	if free < n {
		return fault.New(fault.Denied, "store_no_room", "folder", r.dir, "free", free/mib+1, "need", (n+mib-1)/mib).With(fault.FreeSpace)
	}
	return nil
}
