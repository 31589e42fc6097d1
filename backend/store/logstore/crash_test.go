package logstore_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/store/faultdisk"
	"tenantry/backend/store/logstore"
)

// world is a journal on a disk where anything may happen, and what must be there.
type world struct {
	t      *testing.T
	seed   uint64
	random *rand.Rand
	disk   *faultdisk.Disk
	j      *logstore.Journal
	keys   [][32]byte

	acked map[string]string
	// maybe are the states with a commit that neither succeeded nor, perhaps, could be taken back.
	maybe []map[string]string
}

// Whatever is committed, wherever the process or the power ends it, however the disk refuses meanwhile: a later opening
// has every acknowledged commit, and besides at most the one under way.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	worlds := uint64(150)
	if testing.Short() {
		worlds = 30
	}
	for seed := range worlds {
		if t.Failed() {
			return
		}
		w := &world{t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 9)), disk: faultdisk.New(), keys: [][32]byte{{1}}, acked: map[string]string{}}
		w.open()
		for range 25 {
			w.step()
		}
		_ = w.j.Close()
	}
}

func (w *world) open() {
	w.t.Helper()
	j, err := logstore.Open(logstore.Options{FS: w.disk, Keys: w.keys})
	if err != nil {
		w.t.Fatalf("seed %d: %v", w.seed, err)
	}
	w.j = j
	got := kept(w.t, j)
	if !slices.ContainsFunc(append(w.maybe, w.acked), func(may map[string]string) bool { return maps.Equal(got, may) }) {
		w.t.Fatalf("seed %d: (-acknowledged +got)\n%s", w.seed, cmp.Diff(w.acked, got))
	}
	if r := j.Report(); r.Lost != nil || r.RolledBack {
		w.t.Fatalf("seed %d: %+v", w.seed, r)
	}
	w.acked, w.maybe = got, nil
}

func (w *world) step() {
	switch w.random.IntN(10) {
	case 0:
		if err := w.j.Close(); err != nil {
			w.t.Fatalf("seed %d: %v", w.seed, err)
		}
		w.open()
	case 1, 2:
		w.crash()
	case 3:
		w.refuse()
	case 4:
		w.rekey()
	default:
		w.put()
	}
}

// put commits something.
func (w *world) put() {
	next := maps.Clone(w.acked)
	key := name(w.random.IntN(names))
	var err error
	if w.random.IntN(4) == 0 {
		delete(next, key)
		err = w.j.Settings().Delete(key)
	} else {
		value := strings.Repeat(fmt.Sprint(w.random.Uint64()), w.random.IntN(3000)) // some 30 kB: the log is written anew now and then
		next[key] = value
		err = w.j.Settings().Put(key, value)
	}
	if err != nil {
		w.maybe = append(w.maybe, next)
		if !maps.Equal(kept(w.t, w.j), w.acked) {
			w.t.Fatalf("seed %d: what was refused (%v) is shown", w.seed, err)
		}
		return
	}
	w.acked, w.maybe = next, nil
}

var errGone = errors.New("the process is gone")

// crash ends the process, or the power, at some operation of what follows.
func (w *world) crash() {
	left := w.random.IntN(14)
	w.disk.Fail = func(string, string, int) error {
		if left--; left < 0 {
			return errGone
		}
		return nil
	}
	if w.random.IntN(4) == 0 {
		w.rekey()
	}
	for left >= 0 && w.random.IntN(8) > 0 {
		w.put()
	}
	if w.random.IntN(2) == 0 {
		w.disk = w.disk.Kill()
	} else {
		w.disk = w.disk.Crash(w.random)
	}
	// The opening may meet the same.
	left = w.random.IntN(40)
	w.disk.Fail = func(string, string, int) error {
		if left--; left < 0 {
			return errGone
		}
		return nil
	}
	if _, err := logstore.Open(logstore.Options{FS: w.disk, Keys: w.keys}); err == nil && w.random.IntN(2) == 0 {
		w.disk = w.disk.Crash(w.random)
	} else {
		w.disk = w.disk.Kill()
	}
	w.open()
}

// refuse lets the disk refuse some operations, and then none.
func (w *world) refuse() {
	share := 1 + w.random.IntN(4)
	w.disk.Fail = func(string, string, int) error {
		if w.random.IntN(share) == 0 {
			return syscall.ENOSPC
		}
		return nil
	}
	for range 1 + w.random.IntN(4) {
		w.put()
	}
	w.disk.Fail = nil
	if w.random.IntN(2) == 0 {
		w.put()
		if w.maybe != nil {
			w.t.Fatalf("seed %d: there is room, and it is not used", w.seed)
		}
	}
}

// rekey puts the journal under a new key; until that succeeded it is opened with both.
func (w *world) rekey() {
	next := [32]byte{byte(w.random.Uint32()), byte(w.random.Uint32()), 1}
	w.keys = append([][32]byte{next}, w.keys...)
	if err := w.j.Rekey(next); err == nil {
		w.keys = w.keys[:1]
	}
}
