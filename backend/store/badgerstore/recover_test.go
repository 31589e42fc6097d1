package badgerstore_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// prints maps each file below dir to what it holds. Badger's lock holds a process id and is left out.
func prints(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "LOCK" {
			return err
		}
		b, err := os.ReadFile(path)
		sum := sha256.Sum256(b)
		out[strings.TrimPrefix(path, dir)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wantAside opens the cache in dir and checks that the old one, unchanged, was set aside for one with that many customers.
func wantAside(t *testing.T, dir string, key [32]byte, customers int) {
	t.Helper()
	before := prints(t, dir)
	c, r, err := badgerstore.OpenCache(dir, key, false)
	if err != nil {
		t.Fatalf("OpenCache: %v", err)
	}
	defer c.Close()
	if fault.KindOf(r.Why) != fault.Corrupt || !strings.HasPrefix(r.SetAside, dir+".bad-") {
		t.Fatalf("recovered: %+v", r)
	}
	after := prints(t, r.SetAside)
	for name, print := range before { // Badger may have added an empty log
		if after[name] != print {
			t.Errorf("%s changed", name)
		}
	}
	n := 0
	for _, err := range c.Summaries() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != customers || r.Read != customers {
		t.Errorf("the new cache holds %d customers, and %d are told of", n, r.Read)
	}
	if _, err := c.Context(storetest.ID(1)).Save(storetest.Customer(1)); err != nil {
		t.Errorf("the new cache can't be used: %v", err)
	}
}

const filledCustomers = 41

// filled makes a closed cache of a few customers: a copy of one that is made once.
func filled(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(place(t), "cache")
	template.Do(func() { fill(t, dir) })
	if template.files == nil {
		t.Fatal("the template could not be made")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, b := range template.files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// place is a folder that goes with the test. What Badger could not open it leaves mapped until the process ends, and
// Windows removes it no sooner: t.TempDir would call that a failure.
func place(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "windows" {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("", "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

var template struct {
	sync.Once
	files map[string][]byte
}

// noisy is customer n with a report that can't be compressed and goes to the value log.
func noisy(n, version int) partner.Customer {
	v, noise := storetest.Customer(n), make([]byte, 200<<10)
	_, _ = rand.NewChaCha8([32]byte{byte(version)}).Read(noise)
	v.Health.Value.Services[0].Issues[0].Posts[0].HTML = base64.StdEncoding.EncodeToString(noise)
	return v
}

func fill(t *testing.T, dir string) {
	c := openCache(t, dir)
	for n := range filledCustomers {
		v := storetest.Customer(n)
		if n == 0 { // goes to the value log
			v = noisy(n, 0)
		}
		if _, err := c.Context(v.ID).Save(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string][]byte{}
	for _, e := range entries {
		if kept[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	template.files = kept
}

func TestACacheUnderAnotherKeyIsSetAside(t *testing.T) {
	wantAside(t, filled(t), [32]byte{9}, 0)
}

func TestACacheOfAnotherSchemaIsSetAside(t *testing.T) {
	for name, c := range map[string]struct {
		schema    uint64
		customers int
	}{"newer": {99, 0}, "lost": {0, filledCustomers}} {
		t.Run(name, func(t *testing.T) {
			dir := filled(t)
			badgerstore.WriteSchema(t, dir, key, c.schema)
			wantAside(t, dir, key, c.customers)
		})
	}
}

// Whatever happens to a file, the program goes on: the cache opens as it was, or is set aside at
// once, or says Corrupt when it is read and can be rebuilt then.
func TestADamagedCacheIsSetAsideOrSaysSo(t *testing.T) {
	damages := map[string]func(b []byte) []byte{
		"emptied":         func([]byte) []byte { return nil },
		"halved":          func(b []byte) []byte { return b[:len(b)/2] },
		"zeroed":          func(b []byte) []byte { return make([]byte, len(b)) },
		"garbled head":    func(b []byte) []byte { return garble(b, 0, 64) },
		"garbled middle":  func(b []byte) []byte { return garble(b, len(b)/2, 64) },
		"garbled tail":    func(b []byte) []byte { return garble(b, len(b)-64, 64) },
		"garbled wholly":  func(b []byte) []byte { return garble(b, 0, len(b)) },
		"garbled thirds":  func(b []byte) []byte { return garble(garble(b, len(b)/3, 8), 2*len(b)/3, 8) },
		"replaced by txt": func([]byte) []byte { return []byte("this is not a database\n") },
		"removed":         nil,
	}
	for _, kind := range []string{"MANIFEST", "KEYREGISTRY", "*.sst", "*.vlog", "DISCARD"} {
		for name, damage := range damages {
			t.Run(kind+" "+name, func(t *testing.T) {
				dir := filled(t)
				files, err := filepath.Glob(filepath.Join(dir, kind))
				if err != nil || len(files) == 0 {
					t.Fatalf("no such file: %v", err)
				}
				for _, f := range files {
					if damage == nil {
						err = os.Remove(f)
					} else {
						b, _ := os.ReadFile(f)
						err = os.WriteFile(f, damage(b), 0o600)
					}
					if err != nil {
						t.Fatal(err)
					}
				}
				survives(t, dir)
			})
		}
	}
}

// survives opens the cache, reads all of it and rebuilds it when it says Corrupt.
func survives(t *testing.T, dir string) {
	t.Helper()
	c, r, err := badgerstore.OpenCache(dir, key, false)
	if err != nil {
		t.Fatalf("OpenCache: %v", err)
	}
	defer func() { c.Close() }()
	var bad error
	for s, err := range c.Summaries() {
		if err == nil {
			_, err = c.Context(s.ID).Load()
		}
		if err != nil {
			bad = err
			break
		}
	}
	if bad == nil {
		return
	}
	if fault.KindOf(bad) != fault.Corrupt {
		t.Fatalf("reading: %v, want corrupt", bad)
	}
	if r.Why != nil {
		t.Fatalf("a new cache is corrupt: %v", bad)
	}
	if err := c.Close(); err != nil {
		t.Logf("Close: %v", err)
	}
	c, r, err = badgerstore.RebuildCache(dir, key, false, bad)
	if err != nil || r.SetAside == "" {
		t.Fatalf("RebuildCache: %v, %+v", err, r)
	}
}

func garble(b []byte, from, n int) []byte {
	for i := max(from, 0); i < min(from+n, len(b)); i++ {
		b[i] ^= 0xA5
	}
	return b
}

func TestAJournalUnderAnotherKeyIsNotTouched(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	written := writtenJournal(t, dir)
	before := prints(t, dir)
	_, err := badgerstore.ReadJournal(dir, [32]byte{9})
	if e, ok := fault.As(err); !ok || e.Kind != fault.Corrupt || e.Remedy != fault.RestoreKey {
		t.Fatalf("ReadJournal under another key: %#v", err)
	}
	if d := cmp.Diff(before, prints(t, dir)); d != "" {
		t.Errorf("the folder changed: %s", d)
	}
	if d := cmp.Diff(written, maps.Collect(openJournal(t, dir).Marks())); d != "" {
		t.Errorf("under the right key: %s", d)
	}
}

func TestAJournalOfANewerVersionAsksForAnUpdate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	writtenJournal(t, dir)
	badgerstore.WriteRaw(t, dir, key, []byte("v"), []byte{1, 0x18, 99})
	_, err := badgerstore.ReadJournal(dir, key)
	if e, ok := fault.As(err); !ok || e.Kind != fault.Corrupt || e.Remedy != fault.UpdateProgram {
		t.Fatalf("ReadJournal: %v", err)
	}
}

func TestADamagedJournalIsNamedAndKept(t *testing.T) {
	for _, file := range []string{"MANIFEST", "KEYREGISTRY", "*.sst"} {
		for _, how := range []string{"garbled", "halved", "removed"} {
			t.Run(file+" "+how, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "journal")
				writtenJournal(t, dir)
				found, err := filepath.Glob(filepath.Join(dir, file))
				if err != nil || len(found) != 1 {
					t.Fatalf("%v, %v", found, err)
				}
				path := found[0]
				b, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				switch how {
				case "removed":
					err = os.Remove(path)
				case "halved":
					err = os.WriteFile(path, b[:len(b)/2], 0o600)
				default:
					err = os.WriteFile(path, garble(b, 0, len(b)), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
				before := prints(t, dir)
				_, err = badgerstore.ReadJournal(dir, key)
				if fault.KindOf(err) != fault.Corrupt || !strings.Contains(err.Error(), dir) {
					t.Fatalf("ReadJournal: %v", err)
				}
				after := prints(t, dir)
				for name, print := range before {
					if after[name] != print {
						t.Errorf("%s was changed", name)
					}
				}
			})
		}
	}
}

func writtenJournal(t *testing.T, dir string) map[partner.TenantID]partner.Marks {
	t.Helper()
	j := openJournal(t, dir)
	m := map[partner.TenantID]partner.Marks{storetest.ID(1): {Tags: []string{"vip"}}, storetest.ID(2): {Favourite: true}}
	for id, m := range m {
		if err := j.SetMarks(map[partner.TenantID]partner.Marks{id: m}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return m
}
