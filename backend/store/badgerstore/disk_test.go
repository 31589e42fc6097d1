package badgerstore_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/uuid"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// files calls f with every file below dir.
func files(t *testing.T, dir string, f func(path string, info fs.FileInfo)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			f(path, info)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNothingLiesOnDiskInTheClear(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(t, dir)
	v := storetest.Customer(1)
	v.Name = "Unmistakable GmbH"
	v.Health.Value.Services[0].Issues[0].Posts[0].Text = string(bytes.Repeat([]byte("Unmistakable story. "), 5000)) // value log
	if _, err := c.Context(v.ID).Save(v); err != nil {
		t.Fatal(err)
	}
	look := func(when string) {
		u := uuid.MustParse(string(v.ID))
		files(t, dir, func(path string, _ fs.FileInfo) {
			if filepath.Base(path) == "LOCK" { // empty, and while it is held Windows lets nobody read it
				return
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, clear := range [][]byte{[]byte("Unmistakable"), []byte("odegard"), u[:], []byte(v.ID)} {
				if bytes.Contains(b, clear) {
					t.Errorf("%s: %s holds %q", when, filepath.Base(path), clear)
				}
			}
		})
	}
	look("while open")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	look("when closed")
}

func TestOnlyTheOwnerMayEnterTheFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	dir := filepath.Join(t.TempDir(), "a", "cache")
	openCache(t, dir)
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestTidyGivesSpaceBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(t, dir)
	size := func() (n int64) {
		files(t, dir, func(path string, info fs.FileInfo) {
			if filepath.Ext(path) == ".vlog" {
				n += info.Size()
			}
		})
		return n
	}
	v := storetest.Customer(1)
	noise := make([]byte, 600<<10)
	for range 60 { // about 48 MB, all but the last overwritten
		_, _ = rand.Read(noise)
		v.Health.Value.Services[0].Issues[0].Posts[0].Text = base64.StdEncoding.EncodeToString(noise)
		if _, err := c.Context(v.ID).Save(v); err != nil {
			t.Fatal(err)
		}
	}
	before := size()
	for range 3 { // what was overwritten is known to the value log when tables are merged, and it takes two for that
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		c = openCache(t, dir)
		if _, err := c.Context(v.ID).Save(v); err != nil {
			t.Fatal(err)
		}
		v.Name += "!"
	}
	if err := c.Tidy(); err != nil {
		t.Fatal(err)
	}
	if after := size(); before-after < 30<<20 { // the file in use counts with its full length
		t.Errorf("of %d MB %d are left", before>>20, after>>20)
	}
	if got, err := c.Context(v.ID).Load(); err != nil || got.Health.Value.Services[0].Issues[0].Posts[0].Text != v.Health.Value.Services[0].Issues[0].Posts[0].Text {
		t.Errorf("the last value is not what is kept: %v", err)
	}
}

func TestAKeptValueThatCantBeReadIsCorrupt(t *testing.T) {
	u := uuid.MustParse(string(storetest.ID(1)))
	summary, health := append([]byte("s"), u[:]...), append(append([]byte("c"), u[:]...), 2)
	for name, c := range map[string]struct {
		key, value []byte
		walk       bool // the walk over the summaries meets it too
	}{
		"a summary of a format to come": {summary, []byte{2, 0xa0}, true},
		"a summary cut short":           {summary, []byte{1, 0xa5, 0x01}, true},
		"an empty summary":              {summary, []byte{}, true},
		"a report that is no report":    {health, []byte{1, 0x63, 'a', 'b', 'c'}, false},
		"a report that is gone":         {health, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			badgerstore.Write(t, dir, key, c.key, c.value)
			cache := openCache(t, dir)
			if _, err := cache.Context(storetest.ID(1)).Load(); fault.KindOf(err) != fault.Corrupt {
				t.Errorf("Load: %v", err)
			}
			var got []partner.TenantID
			var bad error
			for s, err := range cache.Summaries() {
				if bad != nil {
					t.Fatal("the walk went on")
				}
				if bad = err; err == nil {
					got = append(got, s.ID)
				}
			}
			if c.walk != (fault.KindOf(bad) == fault.Corrupt) || !c.walk && len(got) != filledCustomers {
				t.Errorf("Summaries: %d, %v", len(got), bad)
			}
		})
	}
}
