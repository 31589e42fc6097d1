package home

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// old is a home as an older program kept it, in a folder of its own.
func old(t *testing.T) (from, to string) {
	t.Helper()
	dir := t.TempDir()
	from, to = filepath.Join(dir, "Roaming", name), filepath.Join(dir, "Local", name)
	for file, text := range files {
		path := filepath.Join(from, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return from, to
}

var files = map[string]string{"profiles/default/journal/000001.vlog": "journal", "profiles/default/keys/default.key": "key",
	"profiles/kunden/cache/MANIFEST": "", "logs/default.log": "log"}

// holds reads every file below dir.
func holds(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// whole says that all lies in the new place, and nothing else is left.
func whole(t *testing.T, from, to string) {
	t.Helper()
	if got := holds(t, to); !maps.Equal(got, files) {
		t.Errorf("it holds %v", got)
	}
	for _, dir := range []string{filepath.Dir(from), filepath.Dir(to)} {
		left, err := os.ReadDir(dir)
		if err != nil || len(left) > 1 || len(left) == 1 && filepath.Join(dir, left[0].Name()) != to {
			t.Errorf("left in %s: %v, %v", dir, left, err)
		}
	}
}

func TestAHomeOfBeforeIsMovedOnce(t *testing.T) {
	from, to := old(t)
	for range 2 {
		if err := move(from, to); err != nil {
			t.Fatal(err)
		}
		whole(t, from, to)
	}
	if err := move(filepath.Join(t.TempDir(), "nothing"), filepath.Join(t.TempDir(), "new")); err != nil {
		t.Errorf("nothing to move: %v", err)
	}
}

func TestWhatLiesInTheNewPlaceIsNotReplaced(t *testing.T) {
	from, to := old(t)
	if err := os.MkdirAll(to, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := move(from, to); err != nil || !maps.Equal(holds(t, from), files) || len(holds(t, to)) != 0 {
		t.Errorf("%v", err)
	}
}

var errDisk = errors.New("not on one disk")

// disks lets every rename between the two places fail, as between disks, and ends the process, so to say, at the nth.
func disks(t *testing.T, end int) {
	n := 0
	rename = func(from, to string) error {
		if n++; n == end {
			panic("killed")
		}
		if filepath.Dir(from) != filepath.Dir(to) {
			return errDisk
		}
		return os.Rename(from, to)
	}
	t.Cleanup(func() { rename = os.Rename })
}

// A home that goes to another disk is there after every kill, and the next start ends the move.
func TestAMoveToAnotherDiskSurvivesAKillAtEachStep(t *testing.T) {
	kills := 0
	for end := 1; ; end++ {
		from, to := old(t)
		killed := func() (killed bool) {
			defer func() { killed = recover() != nil }()
			disks(t, end)
			if err := move(from, to); err != nil {
				t.Fatal(err)
			}
			return false
		}()
		if !killed {
			break
		}
		kills++
		disks(t, 0)
		if err := move(from, to); err != nil {
			t.Fatal(err)
		}
		whole(t, from, to)
	}
	if kills != 3 {
		t.Errorf("killed at %d steps only", kills)
	}
}

// A kill after the copy took its place, before the old one was removed.
func TestTheOldPlaceIsRemovedOnlyIfTheNewOneIsTheSame(t *testing.T) {
	for _, same := range []bool{true, false} {
		from, to := old(t)
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(from, from+leaving); err != nil {
			t.Fatal(err)
		}
		if !same {
			if err := os.WriteFile(filepath.Join(to, "logs", "default.log"), []byte("more"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := move(from, to); err != nil || exists(from+leaving) == same {
			t.Errorf("the same: %v; there: %v, %v", same, exists(from+leaving), err)
		}
	}
}

// A file that a running program has open, or a disk that is full: nothing is changed.
func TestAMoveThatFailsChangesNothing(t *testing.T) {
	for fails := 1; fails <= 3; fails++ {
		from, to := old(t)
		n := 0
		rename = func(a, b string) error {
			if n++; n == 1 || n == fails {
				return errDisk
			}
			return os.Rename(a, b)
		}
		err := move(from, to)
		rename = os.Rename
		if fails > 1 && err == nil || exists(to) && fails > 1 {
			t.Errorf("step %d: %v", fails, err)
		}
		if fails > 1 && !maps.Equal(holds(t, from), files) {
			t.Errorf("step %d: it is not where it was", fails)
		}
	}
}
