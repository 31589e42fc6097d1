package logstore

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

// log is the newest log of a folder, being written.
type log struct {
	fs  FS
	dir string // for what is told
	box seal.Box

	header  header
	number  uint64   // of the log that is written to
	highest uint64   // number that was ever begun: one is not used twice
	files   [2]File  // nil: not open yet
	size    int64    // of each file
	next    uint64   // number of the next record
	before  [][]byte // keys that the last record changed
	began   int64    // size when it was written anew, about
	gen     uint64   // the log's generation
	counted bool     // this process has raised it
	counter Counter  // nil: nobody keeps one

	renew bool     // it must be written anew before anything is added
	aside bool     // its files are set aside then, not removed
	old   []string // files that must go before anything is added
	keep  []string // files that must be set aside before
	place string   // where they lie now
}

func fileName(number uint64, copy int) string {
	return fmt.Sprintf("%06d.vlog", 2*number+uint64(copy))
}

// commit adds a record to both files. When it fails, neither has it.
func (l *log) commit(now map[string][]byte, changes []kv.Pair) error {
	return l.refused(l.add(now, changes))
}

func (l *log) add(now map[string][]byte, changes []kv.Pair) error {
	if l.renew { // also when nothing changes: what was refused and not taken back must not come back
		if err := l.rewrite(now, l.box); err != nil {
			return err
		}
	}
	if len(changes) == 0 {
		return nil
	}
	if l.size > growth*l.began+slack {
		_ = l.rewrite(now, l.box) // where there is no room for it, there may be some for one record
	}
	if err := l.clean(); err != nil {
		return err
	}
	if err := l.open(); err != nil {
		return err
	}
	r := record{Before: l.before}
	if !l.counted {
		r.Generation = l.gen + 1
	}
	for _, c := range changes {
		r.Changes = append(r.Changes, change{Key: c.Key, Value: c.Value})
	}
	frame, err := appendFrame(nil, l.box, l.header, l.next, r)
	if err != nil {
		return err
	}
	if err := l.write(frame); err != nil {
		return err
	}
	l.size, l.next, l.before = l.size+int64(len(frame)), l.next+1, keysOf(changes)
	l.count(r.Generation)
	return nil
}

// A log is written anew when it is some times larger than it was when it began, and then some.
const (
	growth = 4
	slack  = 256 << 10
)

// live is how many bytes a log of the values would take, about.
func live(now map[string][]byte) (n int64) {
	for k, v := range now {
		n += int64(2*len(k) + len(v) + minFrame)
	}
	return n
}

// count notes that this process has raised the generation. A counter that can't be raised guards less, and no more:
// the next process raises it.
func (l *log) count(generation uint64) {
	if generation == 0 {
		return
	}
	l.gen, l.counted = generation, true
	if l.counter != nil {
		_ = l.counter.Store(generation)
	}
}

// write puts a frame at the end of the first file, then of the second. What was written of it is taken back when that
// fails.
func (l *log) write(frame []byte) error {
	for _, f := range l.files {
		_, err := f.WriteAt(frame, l.size)
		synced := true
		if err == nil {
			err = f.Sync()
			synced = err == nil
		}
		if err == nil {
			continue
		}
		// The second first: while the first has the record, it may be there.
		for _, f := range []File{l.files[1], l.files[0]} {
			if undo := errors.Join(f.Truncate(l.size), f.Sync()); undo != nil || !synced {
				l.renew = true // what is on disk, nobody knows
			}
		}
		return err
	}
	return nil
}

// open opens the files to write to, once.
func (l *log) open() error {
	for i := range l.files {
		if l.files[i] != nil {
			continue
		}
		f, err := l.fs.Open(fileName(l.number, i))
		if err != nil {
			return err
		}
		l.files[i] = f
	}
	return nil
}

// rewrite writes what lives into a new log, which takes the place of the old one once both its files are on disk.
// Whatever ends it before that leaves the old one as it was.
func (l *log) rewrite(now map[string][]byte, box seal.Box) error {
	h := newHeader(l.highest + 1)
	b, next, err := snapshot(box, h, now, l.gen)
	if err != nil {
		return err
	}
	l.highest++
	var files [2]File
	err = func() error {
		for i := range files {
			if files[i], err = l.fs.Create(fileName(l.highest, i)); err != nil {
				return err
			}
			if _, err = files[i].WriteAt(b, 0); err != nil {
				return err
			}
			if err = files[i].Sync(); err != nil {
				return err
			}
		}
		return l.fs.Sync()
	}()
	if err != nil {
		l.abandon(files)
		return err
	}
	l.close()
	for i := range l.files {
		l.old = append(l.old, fileName(l.number, i))
	}
	if l.aside {
		l.old, l.keep, l.aside = nil, l.old, false
	}
	l.header, l.number, l.box, l.files = h, l.highest, box, files
	l.size, l.began, l.next, l.before, l.renew = int64(len(b)), int64(len(b)), next, nil, false
	_ = l.clean() // before anything is added it must be done
	return nil
}

// abandon removes a new log that could not be written. While one of its files is there, which may be whole, it would
// be taken for the newest: nothing is added to the older one before.
func (l *log) abandon(files [2]File) {
	for i := len(files) - 1; i >= 0; i-- {
		if files[i] != nil {
			_ = files[i].Close()
			l.old = append(l.old, fileName(l.highest, i))
		}
	}
	_ = l.clean()
}

// snapshot is a new file: the header, what there is, one record each. next is the number of the record after them.
func snapshot(box seal.Box, h header, now map[string][]byte, generation uint64) (b []byte, next uint64, err error) {
	first := record{Generation: generation}
	for _, k := range slices.Sorted(maps.Keys(now)) {
		first.Keys = append(first.Keys, []byte(k))
	}
	b, err = appendFrame(h[:], box, h, 0, first)
	for i, k := range first.Keys {
		if err != nil {
			break
		}
		b, err = appendFrame(b, box, h, uint64(i)+1, record{Changes: []change{{Key: k, Value: now[string(k)]}}})
	}
	return b, uint64(len(first.Keys)) + 1, err
}

// close closes the files. All of them is on disk.
func (l *log) close() {
	for i, f := range l.files {
		if f != nil {
			_ = f.Close()
		}
		l.files[i] = nil
	}
}

// clean lets the files of other logs go. Until they are gone nothing is added: while one is there, a newer log that
// can't be read in full is taken for unfinished.
func (l *log) clean() error {
	if len(l.old)+len(l.keep) == 0 {
		return nil
	}
	there, err := l.fs.List()
	if err != nil {
		return err
	}
	present := func(names []string) []string {
		return slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(there, name) })
	}
	if l.keep = present(l.keep); len(l.keep) > 0 {
		if l.place, err = l.fs.SetAside(l.keep); err != nil {
			return err
		}
	}
	for _, name := range present(slices.Clone(l.old)) {
		if err := l.fs.Remove(name); err != nil {
			return err
		}
	}
	if err := l.fs.Sync(); err != nil {
		return err
	}
	l.old, l.keep = nil, nil
	return nil
}
