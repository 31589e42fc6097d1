package badgerstore_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// smallDisk mounts a disk of some megabytes.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64m"); err != nil {
		t.Skipf("a disk of its own wants root: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fillUp leaves that many bytes of the disk.
func fillUp(t *testing.T, dir string, left int64) (fill string) {
	t.Helper()
	fill = filepath.Join(dir, "fill")
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, max(int64(s.Bavail)*s.Bsize-left, 0))
	if err := os.WriteFile(fill, b, 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	return fill
}

// A full disk is said to be one, whatever is left of it; what is kept can be read all the same, nothing is set aside, and
// the same process goes on when there is room.
func TestAFullDiskIsSaidAndNothingIsLost(t *testing.T) {
	for _, left := range []int64{0, 4 << 10, 64 << 10, 512 << 10, 2 << 20} {
		disk := smallDisk(t)
		dir := filepath.Join(disk, "cache")
		c := openCache(t, dir)
		kept := storetest.Customer(1)
		if _, err := c.Context(kept.ID).Save(kept); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		fill := fillUp(t, disk, left)
		c = openCache(t, dir)
		read := func() {
			t.Helper()
			got, err := c.Context(kept.ID).Load()
			if d := cmp.Diff(kept, got); d != "" || err != nil {
				t.Errorf("%d bytes left: %v %s", left, err, d)
			}
		}
		read()
		for range 3 {
			_, err := c.Context(storetest.ID(2)).Save(storetest.Customer(2))
			if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || f.Remedy != fault.FreeSpace {
				t.Errorf("%d bytes left: Save: %v", left, err)
			}
		}
		read()
		if err := os.Remove(fill); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Context(storetest.ID(2)).Save(storetest.Customer(2)); err != nil {
			t.Errorf("%d bytes left, then room: Save: %v", left, err)
		}
		read()
		if err := c.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
		if aside, _ := filepath.Glob(dir + ".bad-*"); aside != nil {
			t.Errorf("%d bytes left: %v", left, aside)
		}
	}
}

// A disk that fills while something is kept already: the close makes no table of it, and the logs keep it.
func TestADiskThatFillsBeforeTheCloseLosesNothing(t *testing.T) {
	disk := smallDisk(t)
	dir := filepath.Join(disk, "cache")
	c := openCache(t, dir)
	kept := storetest.Customer(1)
	if _, err := c.Context(kept.ID).Save(kept); err != nil {
		t.Fatal(err)
	}
	fill := fillUp(t, disk, 0)
	if f, ok := fault.As(c.Close()); !ok || f.Remedy != fault.FreeSpace {
		t.Errorf("Close: %v", f)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	// The process that could not close ends; its files are as a kill leaves them.
	after := filepath.Join(t.TempDir(), "cache")
	if err := os.CopyFS(after, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	got, err := openCache(t, after).Context(kept.ID).Load()
	if d := cmp.Diff(kept, got); d != "" || err != nil {
		t.Errorf("%v %s", err, d)
	}
}

// On a new, full disk there is nothing to read, and that it is full is said.
func TestANewCacheOnAFullDiskSaysSo(t *testing.T) {
	disk := smallDisk(t)
	fillUp(t, disk, 8<<10)
	_, _, err := badgerstore.OpenCache(filepath.Join(disk, "cache"), key, false)
	if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || f.Remedy != fault.FreeSpace {
		t.Errorf("OpenCache: %v", err)
	}
}

// A damaged cache is not set aside while there is no room for another.
func TestADamagedCacheOnAFullDiskStaysWhereItIs(t *testing.T) {
	disk := smallDisk(t)
	dir := filepath.Join(disk, "cache")
	if err := os.CopyFS(dir, os.DirFS(filled(t))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	fill := fillUp(t, disk, 300<<10)
	_, _, err := badgerstore.OpenCache(dir, key, true)
	if f, ok := fault.As(err); !ok || f.Remedy != fault.FreeSpace {
		t.Errorf("OpenCache: %v", err)
	}
	if err := os.Remove(fill); err != nil {
		t.Fatal(err)
	}
	c, r, err := badgerstore.OpenCache(dir, key, true)
	if err != nil || r.Read != filledCustomers {
		t.Fatalf("with room: %v, %+v", err, r)
	}
	_ = c.Close()
}

// As many processes as a month of scheduled syncs, each with a report that is large and another.
func TestManyProcessesLeaveFewLogsAndOpenFewFiles(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 15
	}
	dir := filepath.Join(t.TempDir(), "cache")
	for round := range rounds {
		c := openCache(t, dir)
		v := noisy(round%7, round)
		if _, err := c.Context(v.ID).Save(v); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	before := descriptors(t)
	c := openCache(t, dir)
	if n := descriptors(t) - before; n > 40 {
		t.Errorf("%d files are open", n)
	}
	logs, err := filepath.Glob(filepath.Join(dir, "*.vlog"))
	if err != nil || len(logs) > 9 { // with the one in use
		t.Errorf("%d value logs, %v", len(logs), err)
	}
	for n := range 7 {
		last := rounds - 1 - (rounds-1-n)%7
		want := noisy(n, last)
		got, err := c.Context(want.ID).Load()
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("customer %d: %v %s", n, err, d)
		}
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(fds)
}
