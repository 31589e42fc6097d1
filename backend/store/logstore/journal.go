package logstore

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"tenantry/backend/fault"
	"tenantry/backend/seal"
	"tenantry/backend/store/kv"
)

// Counter is a number outside the folder, where who can replace the folder does not reach.
type Counter interface {
	Load() (uint64, error)
	Store(uint64) error
}

// Options say where a journal lies.
type Options struct {
	Dir string
	// Keys are those under which it may lie, the newest first: under that one it lies afterwards. It is all of the
	// journal's own.
	Keys [][32]byte
	// Counter tells an older state of the folder; nil: nobody can.
	Counter Counter
	FS      FS // nil: the operating system's
	// Expected says that there was a journal here: that there is none any more is told.
	Expected bool
}

// Report is what an opening found that the user must hear of. The zero value: nothing.
type Report struct {
	Restored   bool  // one of the two copies was damaged; all is there
	Lost       *Loss // nil: nothing
	RolledBack bool  // what is there is older than what was there
	Gone       bool  // nothing is there of what was expected
}

// Loss is what neither copy tells any more.
type Loss struct {
	Requests []string // local ids of what is in the outbox, or was
	Others   int      // marks, settings
	Nameless int      // commits of which nobody knows what they changed
	SetAside string   // where the damaged files lie; empty: they could not be moved yet
}

// Journal is the journal on disk.
type Journal struct {
	*kv.Journal
	db     *kv.Memory
	log    *log
	report Report
	closed sync.Once
}

// Open opens or makes the journal. What it finds is in [Journal.Report]. The fault is Corrupt with RestoreKey when
// nothing can be read or under no key, Corrupt with UpdateProgram when a newer program wrote it, Denied when the
// folder is not ours to use; then nothing was changed.
func Open(o Options) (*Journal, error) {
	if o.FS == nil {
		o.FS = disk{o.Dir}
	}
	l := &log{fs: o.FS, dir: o.Dir, counter: o.Counter}
	j, err := l.load(o)
	if err != nil {
		return nil, fmt.Errorf("open the journal: %w", l.refused(err))
	}
	if err := kv.Settle(j.db, kv.JournalSchema); err != nil {
		l.close()
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	j.mend()
	return j, nil
}

// mend writes the journal anew where that is called for. To read on it needs no room on the disk: what fails is done
// before the next commit.
func (j *Journal) mend() {
	_ = j.db.Alone(func(now map[string][]byte) error {
		if j.log.renew {
			return j.log.rewrite(now, j.log.box)
		}
		return j.log.clean()
	})
}

// load reads the folder. It changes nothing.
func (l *log) load(o Options) (*Journal, error) {
	f, err := l.folder()
	if err != nil {
		return nil, err
	}
	r, at, err := f.choose(o.Keys)
	if err != nil {
		return nil, err
	}
	l.box, l.highest, l.renew = seal.New(o.Keys[0], place), f.highest, true
	values, report := map[string][]byte{}, Report{}
	if r != nil {
		values = r.values
		report = l.take(f, at, r)
	}
	report.Gone = r == nil && o.Expected
	if l.counter != nil {
		n, err := l.counter.Load()
		if err != nil {
			return nil, err
		}
		report.RolledBack, l.gen = n > l.gen, max(n, l.gen)
	}
	if report.Lost != nil || report.RolledBack {
		values[kv.DoubtKey], l.renew = []byte{kv.Lost}, true
		kv.Ensure(values, kv.JournalSchema)
	}
	db := kv.NewMemory(values, l.commit)
	return &Journal{Journal: kv.NewJournal(db), db: db, log: l, report: report}, nil
}

// take goes on with the log that was chosen.
func (l *log) take(f *contents, at *candidate, r *reading) (report Report) {
	l.header, l.number, l.gen = r.header, at.number, r.generation
	l.size, l.began, l.next, l.before = int64(r.end), live(r.values), r.next, r.last
	for _, name := range f.names {
		if name != fileName(at.number, 0) && name != fileName(at.number, 1) {
			l.old = append(l.old, name)
		}
	}
	older := slices.ContainsFunc(f.logs, func(c *candidate) bool { return c.number < at.number })
	l.renew = r.key > 0
	for _, b := range at.copies {
		switch r.compare(b, older) {
		case damaged:
			report.Restored, l.renew = true, true
		case behind:
			l.renew = true
		}
	}
	if !r.losses() {
		return report
	}
	report = Report{Lost: &Loss{Nameless: r.nameless}}
	for key := range r.lost {
		id, ok := kv.OutgoingID(key)
		if !ok {
			report.Lost.Others++
			continue
		}
		report.Lost.Requests = append(report.Lost.Requests, id)
		if r.values[key] == nil {
			r.values[key] = []byte{kv.Lost} // so that it is told until the user removes it
		}
	}
	slices.Sort(report.Lost.Requests)
	l.renew, l.aside = true, true
	return report
}

// candidate is one log of a folder.
type candidate struct {
	number uint64
	copies copies
}

// contents are what lies in the folder.
type contents struct {
	dir     string
	logs    []*candidate // the newest first
	names   []string     // of their files
	highest uint64
	unread  error // what the disk itself could not read
}

// folder reads every file of a log.
func (l *log) folder() (*contents, error) {
	names, err := l.fs.List()
	if err != nil {
		return nil, err
	}
	f := &contents{dir: l.dir}
	byNumber := map[uint64]*candidate{}
	foreign := ""
	for _, name := range names {
		n, ok := numberOf(name)
		if !ok {
			foreign = name
			continue
		}
		b, err := l.fs.Read(name)
		if f, ok := fault.System(err); err != nil && !(ok && f.Remedy == fault.CheckDisk) {
			return nil, err
		}
		f.unread = errors.Join(f.unread, err) // of a disk that is failing the other copy may be good
		c := byNumber[n/2]
		if c == nil {
			c = &candidate{number: n / 2}
			byNumber[n/2], f.logs = c, append(f.logs, c)
		}
		if b == nil {
			b = []byte{}
		}
		c.copies[n%2] = b
		f.names, f.highest = append(f.names, name), max(f.highest, n/2)
	}
	if len(f.logs) == 0 && foreign != "" {
		return nil, fault.New(fault.Denied, "store_foreign", "folder", l.dir, "file", foreign).With(fault.FixPermissions)
	}
	slices.SortFunc(f.logs, func(a, b *candidate) int { return int(int64(b.number) - int64(a.number)) })
	return f, nil
}

// numberOf reads the number of a log's file from its name.
func numberOf(name string) (n uint64, ok bool) {
	digits, ok := strings.CutSuffix(name, ".vlog")
	if !ok || len(digits) != 6 {
		return 0, false
	}
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = 10*n + uint64(d-'0')
	}
	return n, true
}

// choose reads the newest log that is whole; where none is, the newest of which anything can be read. Both are nil in
// a folder that was never used.
func (f *contents) choose(keys [][32]byte) (best *reading, at *candidate, err error) {
	for _, c := range f.logs {
		r := c.read(keys)
		if r != nil && (r.whole() || best == nil) {
			best, at = r, c
		}
		if r != nil && r.whole() {
			break
		}
	}
	if best != nil {
		return best, at, nil
	}
	framed, newer, unfinished := false, false, true
	for _, c := range f.logs {
		for i, b := range c.copies {
			framed = framed || looksFramed(b, c.number)
			newer = newer || isNewer(b)
			unfinished = unfinished && (len(b) == 0 || i == 0 && len(b) < headerSize+minFrame+64)
		}
	}
	switch {
	case f.unread != nil:
		return nil, nil, f.unread
	case len(f.logs) == 0 || unfinished && len(f.logs) == 1: // the very first log, which a crash met
		return nil, nil, nil
	case newer:
		return nil, nil, fault.New(fault.Corrupt, "store_newer").With(fault.UpdateProgram)
	case framed:
		return nil, nil, fault.New(fault.Corrupt, "store_wrong_key", "folder", f.dir).With(fault.RestoreKey)
	}
	return nil, nil, fault.New(fault.Corrupt, "store_journal", "folder", f.dir).With(fault.RestoreKey)
}

// read reads a log under the key and the header with which most of it opens; nil: nothing does.
func (c *candidate) read(keys [][32]byte) (best *reading) {
	for i, key := range keys {
		for _, b := range c.copies {
			h, ok := headerOf(b, c.number)
			if !ok || best != nil && best.header == h {
				continue
			}
			r := read(c.copies, h, seal.New(key, place))
			if r.key = i; r.opened > 0 && (best == nil || r.opened > best.opened) {
				best = r
			}
		}
	}
	return best
}

// Report says what the opening found.
func (j *Journal) Report() (r Report) {
	_ = j.db.Alone(func(map[string][]byte) error {
		if r = j.report; r.Lost != nil {
			r.Lost.SetAside = j.log.place
		}
		return nil
	})
	return r
}

// OnDisk says that the journal lies in its files: one that began where nothing could be written does not yet.
func (j *Journal) OnDisk() (there bool) {
	_ = j.db.Alone(func(map[string][]byte) error {
		there = !j.log.renew
		return nil
	})
	return there
}

// Doubtful says that what would go out by itself may have gone already: a part of the journal is lost, or it is an
// older one. It stays so until Settled.
func (j *Journal) Doubtful() (doubtful bool) {
	_ = j.db.View(func(tx kv.Tx) error {
		b, err := tx.Get([]byte(kv.DoubtKey))
		doubtful = b != nil
		return err
	})
	return doubtful
}

// Settled says that nothing of what was there goes out by itself any more.
func (j *Journal) Settled() error {
	return j.db.Update(func(tx kv.Tx) error { return tx.Delete([]byte(kv.DoubtKey)) })
}

// Rekey writes the journal anew under another key. When it returns, nothing on disk lies under the one before, but for
// files that were set aside; after a failure call it again, and open with both keys until it succeeded.
func (j *Journal) Rekey(key [32]byte) error {
	return j.db.Alone(func(now map[string][]byte) error {
		if err := j.log.rewrite(now, seal.New(key, place)); err != nil {
			return fmt.Errorf("rewrite the journal: %w", j.log.refused(err))
		}
		return j.log.refused(j.log.clean())
	})
}

// Close implements store.Journal. It is safe to call twice.
func (j *Journal) Close() error {
	j.mend() // what could not be taken back is not to come back
	err := j.db.Close()
	j.closed.Do(j.log.close) // nobody commits any more
	return err
}
