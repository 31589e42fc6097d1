package faultdisk

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"

	"tenantry/backend/store/logstore"
)

// Disk is a folder. Its methods but Crash and Damage are those of logstore.FS.
type Disk struct {
	mu    sync.Mutex
	files map[string]*file // as a process sees them
	kept  map[string]*file // as they are listed on disk
	aside int

	// Fail, which may be nil, is asked before everything that changes something. Of a write it gets how many bytes are
	// to be written; half of them are, when it fails.
	Fail func(op, name string, bytes int) error
}

// file is what a file holds, and what of that is on disk.
type file struct {
	now, kept []byte
	pending   []change // since the last sync
}

// change is a write at a place, or a cut (no bytes).
type change struct {
	at   int64
	b    []byte
	cuts bool
}

// New is an empty folder.
func New() *Disk { return &Disk{files: map[string]*file{}, kept: map[string]*file{}} }

func (d *Disk) fails(op, name string, n int) error {
	if d.Fail == nil {
		return nil
	}
	return d.Fail(op, name, n)
}

func missing(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// List implements logstore.FS.
func (d *Disk) List() ([]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Sorted(maps.Keys(d.files)), nil
}

// Read implements logstore.FS.
func (d *Disk) Read(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[name]
	if f == nil {
		return nil, missing("read", name)
	}
	return bytes.Clone(f.now), nil
}

// Create implements logstore.FS.
func (d *Disk) Create(name string) (logstore.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.fails("create", name, 0); err != nil {
		return nil, err
	}
	if d.files[name] != nil {
		return nil, &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	f := &file{}
	d.files[name] = f
	return &handle{d, f, name}, nil
}

// Open implements logstore.FS.
func (d *Disk) Open(name string) (logstore.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.fails("open", name, 0); err != nil {
		return nil, err
	}
	f := d.files[name]
	if f == nil {
		return nil, missing("open", name)
	}
	return &handle{d, f, name}, nil
}

// Remove implements logstore.FS.
func (d *Disk) Remove(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.fails("remove", name, 0); err != nil {
		return err
	}
	if d.files[name] == nil {
		return missing("remove", name)
	}
	delete(d.files, name)
	return nil
}

// SetAside implements logstore.FS.
func (d *Disk) SetAside(names []string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.fails("set aside", "", 0); err != nil {
		return "", err
	}
	for _, name := range names {
		delete(d.files, name)
	}
	d.aside++
	return fmt.Sprint("aside-", d.aside), nil
}

// Sync implements logstore.FS.
func (d *Disk) Sync() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.fails("sync", ".", 0); err != nil {
		return err
	}
	d.kept = maps.Clone(d.files)
	return nil
}

// handle is an open file.
type handle struct {
	d    *Disk
	f    *file
	name string
}

// WriteAt implements logstore.File.
func (h *handle) WriteAt(b []byte, at int64) (n int, err error) {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	n = len(b)
	if err = h.d.fails("write", h.name, len(b)); err != nil {
		n = len(b) / 2
	}
	h.f.do(change{at: at, b: bytes.Clone(b[:n])})
	return n, err
}

// Truncate implements logstore.File.
func (h *handle) Truncate(size int64) error {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	if err := h.d.fails("truncate", h.name, 0); err != nil {
		return err
	}
	h.f.do(change{at: size, cuts: true})
	return nil
}

// Sync implements logstore.File.
func (h *handle) Sync() error {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	if err := h.d.fails("sync", h.name, 0); err != nil {
		return err
	}
	h.f.kept, h.f.pending = bytes.Clone(h.f.now), nil
	return nil
}

// Close implements logstore.File. It syncs nothing.
func (h *handle) Close() error { return nil }

func (f *file) do(c change) {
	f.now = c.apply(f.now)
	f.pending = append(f.pending, c)
}

func (c change) apply(to []byte) []byte {
	end := int(c.at)
	if !c.cuts {
		end = max(len(to), int(c.at)+len(c.b))
	}
	out := make([]byte, end)
	copy(out, to)
	copy(out[min(int(c.at), end):], c.b)
	return out
}

// Crash gives the folder as it is found after the power failed now: of what was not synced, random decides what is
// there, in whole, in part, or not at all. d itself goes on.
func (d *Disk) Crash(random *rand.Rand) *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := New()
	names := maps.Clone(d.kept)
	for _, name := range slices.Sorted(maps.Keys(d.files)) { // made, and not yet listed
		if d.kept[name] == nil && random.IntN(2) == 0 {
			names[name] = d.files[name]
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.kept)) { // removed, and still listed
		if d.files[name] == nil && random.IntN(2) == 0 {
			delete(names, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b := bytes.Clone(names[name].kept)
		for _, c := range names[name].pending {
			b = c.torn(random).apply(b)
		}
		f := &file{now: b, kept: bytes.Clone(b)}
		after.files[name], after.kept[name] = f, f
	}
	return after
}

// torn is what of a change reached the disk.
func (c change) torn(random *rand.Rand) change {
	if c.cuts && random.IntN(2) == 0 {
		return change{}
	}
	if c.cuts || len(c.b) == 0 {
		return c
	}
	switch b := bytes.Clone(c.b); random.IntN(4) {
	case 0:
		return change{at: c.at}
	case 1:
		return change{at: c.at, b: b[:random.IntN(len(b))]}
	case 2: // the file has its length, a part of it nothing was written to
		from := random.IntN(len(b))
		clear(b[from : from+random.IntN(len(b)-from)+1])
		return change{at: c.at, b: b}
	}
	return c
}

// Kill gives the folder as it is found after the process was killed now: all that it wrote is there.
func (d *Disk) Kill() *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	after := New()
	for name, was := range d.files {
		f := &file{now: bytes.Clone(was.now), kept: bytes.Clone(was.now)}
		after.files[name], after.kept[name] = f, f
	}
	return after
}

// Damage changes what a file holds; nil removes it.
func (d *Disk) Damage(name string, how func([]byte) []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	b := how(bytes.Clone(d.files[name].now))
	if b == nil {
		delete(d.files, name)
		delete(d.kept, name)
		return
	}
	f := &file{now: b, kept: bytes.Clone(b)}
	d.files[name], d.kept[name] = f, f
}
