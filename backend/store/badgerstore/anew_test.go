package badgerstore_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// contents are the files below dir that hold something, by what is in them.
func contents(t *testing.T, dir string) map[[32]byte]string {
	t.Helper()
	all := map[[32]byte]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "LOCK" { // Windows lets nobody read that one
			return err
		}
		b, err := os.ReadFile(path)
		if len(bytes.Trim(b, "\x00")) > 100 { // an empty log has a header
			all[sha256.Sum256(b)] = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// copyOpen copies a cache that is open, all but its lock, which Windows lets nobody read.
func copyOpen(t *testing.T, to, from string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o700); err != nil {
		t.Fatal(err)
	}
	files(t, from, func(path string, _ os.FileInfo) {
		if filepath.Base(path) == "LOCK" {
			return
		}
		b, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(to, filepath.Base(path)), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}

// of says of a key that it is one of customer n's.
func of(n int) func(key []byte) bool {
	id := uuid.MustParse(string(storetest.ID(n)))
	return func(key []byte) bool { return bytes.Contains(key, id[:]) }
}

func saved(t *testing.T, c *badgerstore.Cache, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
			t.Fatal(err)
		}
	}
}

// large is a customer whose health report lies in a log of large values.
func large(n int) partner.Customer {
	c := storetest.Customer(n)
	c.Health.Value.Services[0].Issues[0].Posts = []partner.Post{{At: storetest.Day, Text: strings.Repeat(uuid.NewString(), 10_000)}}
	return c
}

// Of a customer that was dropped nothing is left in any file once the program has ended, of no version, and no file is the
// one that held it. The others are all there.
func TestOfADroppedCustomerNothingIsLeft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a [cache]") // letters that mean something to a pattern
	c := openCache(t, dir)
	saved(t, c, 1, 40)
	for _, n := range []int{7, 8} {
		if _, err := c.Context(storetest.ID(n)).Save(large(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	held := contents(t, dir)
	if err := os.CopyFS(dir+".bad-20260101T000000.000000000Z", os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if badgerstore.Versions(t, dir, key, of(7)) < 3 {
		t.Fatal("nothing was kept of it")
	}
	c = openCache(t, dir)
	if err := c.Context(storetest.ID(7)).Drop(); err != nil {
		t.Fatal(err)
	}
	saved(t, c, 40, 45)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for sum, path := range contents(t, filepath.Dir(dir)) {
		if before, same := held[sum]; same {
			t.Errorf("%s is still what it was, as %s", before, path)
		}
	}
	if n := badgerstore.Versions(t, dir, key, of(7)); n != 0 {
		t.Errorf("%d versions of it are left", n)
	}
	if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	c = openCache(t, dir)
	for n := 1; n < 45; n++ {
		want := storetest.Customer(n)
		if n == 8 {
			continue
		}
		got, err := c.Context(storetest.ID(n)).Load()
		if n == 7 {
			if fault.KindOf(err) != fault.Missing {
				t.Errorf("it is still there: %v", err)
			}
		} else if err != nil || got.Name != want.Name {
			t.Errorf("customer %d: %v", n, err)
		}
	}
	if got, err := c.Context(storetest.ID(8)).Load(); err != nil || len(got.Health.Value.Services[0].Issues[0].Posts[0].Text) != 360_000 {
		t.Errorf("the large one: %v", err)
	}
	before := contents(t, dir)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	rewritten := 0
	for sum := range contents(t, dir) {
		if before[sum] == "" {
			rewritten++
		}
	}
	if rewritten > 1 { // the list of tables
		t.Errorf("nobody was dropped, and %d files are new", rewritten)
	}
}

// A kill before the end: the next process does it.
func TestWhatAKillKeptIsRemovedByTheNextProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(t, dir)
	saved(t, c, 1, 4)
	if err := c.Context(storetest.ID(2)).Drop(); err != nil {
		t.Fatal(err)
	}
	killed := filepath.Join(t.TempDir(), "cache")
	copyOpen(t, killed, dir) // what is on the disk at this moment
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = openCache(t, killed)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if n := badgerstore.Versions(t, killed, key, of(2)); n != 0 {
		t.Errorf("%d versions of it are left", n)
	}
}

// At each step of the swap a kill leaves one whole cache.
func TestASwapThatWasCutShort(t *testing.T) {
	for name, cut := range map[string]func(dir string) error{
		"before the old one went": func(dir string) error { return os.CopyFS(dir+".new", os.DirFS(dir)) },
		"between the two": func(dir string) error {
			if err := os.CopyFS(dir+".new", os.DirFS(dir)); err != nil {
				return err
			}
			return os.Rename(dir, dir+".old")
		},
		"before the old one was removed": func(dir string) error { return os.CopyFS(dir+".old", os.DirFS(dir)) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "cache")
			c := openCache(t, dir)
			saved(t, c, 1, 4)
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			if err := cut(dir); err != nil {
				t.Fatal(err)
			}
			c = openCache(t, dir)
			if _, err := c.Context(storetest.ID(3)).Load(); err != nil {
				t.Errorf("%v", err)
			}
			if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 1 {
				t.Errorf("left behind: %v", left)
			}
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// After a wipe no file of before is there, nothing opens under the old key, and the same cache goes on under the new one,
// for those too who had it open.
func TestAWipeBeginsAnewUnderAnotherKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if err := os.MkdirAll(dir+".bad-20260101T000000.000000000Z", 0o700); err != nil {
		t.Fatal(err)
	}
	c := openCache(t, dir)
	saved(t, c, 1, 20)
	handle := c.Context(storetest.ID(3))
	if err := c.Values().Put("access", "token"); err != nil {
		t.Fatal(err)
	}
	other := [32]byte{9}
	if err := c.Anew(other); err != nil {
		t.Fatal(err)
	}
	if _, err := handle.Load(); fault.KindOf(err) != fault.Missing {
		t.Errorf("%v", err)
	}
	if found, err := c.Values().Get("access", new(string)); found || err != nil {
		t.Errorf("%v, %v", found, err)
	}
	saved(t, c, 30, 32)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	for n := range 20 {
		if badgerstore.Versions(t, dir, other, of(n)) != 0 {
			t.Errorf("customer %d is still there", n)
		}
	}
	again, lost, err := badgerstore.OpenCache(dir, other, true)
	if err != nil || lost.SetAside != "" {
		t.Fatalf("%+v, %v", lost, err)
	}
	defer again.Close()
	if _, err := again.Context(storetest.ID(31)).Load(); err != nil {
		t.Errorf("what was kept after the wipe: %v", err)
	}
}
