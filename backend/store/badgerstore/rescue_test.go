package badgerstore_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tenantry/backend/fault"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

const tableCustomers = 300

// tables makes a closed cache whose values lie in several tables, and gives their paths.
func tables(t *testing.T) (dir string, paths []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "cache")
	for from := 0; from < tableCustomers; from += 100 { // each close makes a table
		c := openCache(t, dir)
		for n := from; n < from+100; n++ {
			if _, err := c.Context(storetest.ID(n)).Save(storetest.Customer(n)); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(paths) < 2 {
		t.Fatalf("tables: %v, %v", paths, err)
	}
	return dir, paths
}

// loaded reads the whole cache in dir as a start and an opened customer do. It rebuilds a cache that turns out damaged,
// as the program does, and counts the customers that are whole.
func loaded(t *testing.T, dir string) (whole int, r badgerstore.Recovered) {
	t.Helper()
	c, r, err := badgerstore.OpenCache(dir, key, true)
	if err != nil {
		t.Fatalf("OpenCache: %v", err)
	}
	for _, err := range c.Summaries() {
		if fault.KindOf(err) == fault.Corrupt && r.Why == nil {
			_ = c.Close()
			if c, r, err = badgerstore.RebuildCache(dir, key, true, err); err != nil {
				t.Fatal(err)
			}
			break
		}
		if err != nil {
			t.Fatalf("Summaries: %v", err)
		}
	}
	defer c.Close()
	for n := range tableCustomers {
		got, err := c.Context(storetest.ID(n)).Load()
		switch fault.KindOf(err) {
		case "":
			if cmp.Equal(storetest.Customer(n), got, cmpopts.EquateEmpty()) {
				whole++
			}
		case fault.Missing, fault.Corrupt:
		default:
			t.Fatalf("Load: %v", err)
		}
	}
	return whole, r
}

// A byte is changed in each block of each table in turn. Whoever is lost by it is told, everybody else is there; a report
// that is lost is Corrupt when it is asked for. And in the end a sync finds place for all.
func TestADamagedBlockLosesNobodyElseAndNobodyInSilence(t *testing.T) {
	dir, paths := tables(t)
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	if n, r := loaded(t, dir); n != tableCustomers || r.Why != nil {
		t.Fatalf("undamaged: %d customers, %+v", n, r)
	}
	step := 64 << 10 // a block has 4 KiB, and a test has its time
	if testing.Short() {
		step *= 8
	}
	rescued, sure := 0, 0
	for _, path := range paths {
		whole := files[filepath.Base(path)]
		for at := 0; at < len(whole); at += step {
			dir := filepath.Join(t.TempDir(), "cache")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for name, b := range files {
				if name == filepath.Base(path) {
					b = flippedAt(b, at)
				}
				if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			n, r := loaded(t, dir)
			if n < tableCustomers-30 { // what a block holds
				t.Errorf("%s at %d: only %d customers are whole, %+v", filepath.Base(path), at, n, r)
			}
			if r.Why != nil {
				rescued++
				if !r.Uncertain {
					sure++
				}
				if !r.Uncertain && r.Read+r.Lost != tableCustomers {
					t.Errorf("%s at %d: %+v", filepath.Base(path), at, r)
				}
			}
		}
	}
	if rescued == 0 || sure == 0 {
		t.Errorf("%d damages were met when the summaries were read, and %d times it was certain how many are lost", rescued, sure)
	}
}

func flippedAt(b []byte, at int) []byte {
	c := append([]byte(nil), b...)
	c[at] ^= 0xff
	return c
}

// Where a whole table is gone, the tally and what is left of the customers tell how many are missing, and who.
func TestWhoIsMissingIsNamedWhereSomethingOfThemIsLeft(t *testing.T) {
	dir := filled(t)
	badgerstore.WriteRaw(t, dir, key, summaryOf(3), nil)
	badgerstore.WriteRaw(t, dir, key, summaryOf(4), []byte("forged"))
	_, r := loaded(t, dir)
	want := badgerstore.Rescued{Read: filledCustomers - 2, Lost: 2,
		Names: []string{storetest.Customer(3).Name, storetest.Customer(4).Name}}
	if d := cmp.Diff(want, r.Rescued); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// A cache of before the seals that is damaged is rescued too.
func TestAnOldDamagedCacheIsRescued(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	storetest.Unzip(t, filepath.Join("testdata", "cache-1.zip"), dir)
	if err := os.Remove(filepath.Join(dir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	c, r, err := badgerstore.OpenCache(dir, key, false)
	if err != nil || r.Read != 1 {
		t.Fatalf("%v, %+v", err, r)
	}
	defer c.Close()
	want := yesterdaysCustomer["cache-1.zip"]
	got, err := c.Context(want.ID).Load()
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
}

// A kill leaves a log. One that is torn at its end is sound; one with a damaged entry in the middle is told of, and what
// stands before it is there.
func TestADamagedLogOfAKillIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	killed(t, dir)
	logs, err := filepath.Glob(filepath.Join(dir, "*.mem"))
	if err != nil || len(logs) != 1 {
		t.Fatalf("%v, %v", logs, err)
	}
	whole, err := os.ReadFile(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	end := len(whole)
	for whole[end-1] == 0 {
		end--
	}
	torn := append([]byte(nil), whole...)
	clear(torn[end-20:])
	for name, c := range map[string]struct {
		log  []byte
		told bool
	}{"whole": {whole, false}, "torn": {torn, false}, "damaged": {flippedAt(whole, end/2), true}} {
		t.Run(name, func(t *testing.T) {
			copied := filepath.Join(t.TempDir(), "cache")
			if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(copied, filepath.Base(logs[0])), c.log, 0o600); err != nil {
				t.Fatal(err)
			}
			cache, r, err := badgerstore.OpenCache(copied, key, true)
			if err != nil {
				t.Fatal(err)
			}
			defer cache.Close()
			n := 0
			for _, err := range cache.Summaries() {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			if c.told != (r.Why != nil) || c.told != r.Uncertain || n < killCustomers/3 || c.told && n != r.Read {
				t.Errorf("%d customers, %+v", n, r)
			}
		})
	}
}

// A kill may come at any moment of a rebuild.
func TestAKillDuringARebuildLosesNothing(t *testing.T) {
	count := func(dir string) (n int, r badgerstore.Recovered) {
		t.Helper()
		c, r, err := badgerstore.OpenCache(dir, key, true)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for _, err := range c.Summaries() {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n, r
	}
	half := func(dir string) { // what a kill leaves while the new cache is filled
		c := openCache(t, dir+".rescued")
		if _, err := c.Context(storetest.ID(1)).Save(storetest.Customer(1)); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	dir := filled(t)
	half(dir)
	if err := os.Remove(filepath.Join(dir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	if n, r := count(dir); n != filledCustomers || r.Read != n || r.SetAside == "" {
		t.Errorf("beside the damaged one: %d, %+v", n, r)
	}
	half(dir)
	if n, r := count(dir); n != filledCustomers || r.SetAside != "" {
		t.Errorf("beside a sound one: %d, %+v", n, r)
	}
	// It is whole when the damaged one leaves its place.
	if err := os.Rename(dir, dir+".rescued"); err != nil {
		t.Fatal(err)
	}
	if n, r := count(dir); n != filledCustomers || r.SetAside != "" {
		t.Errorf("between the two renames: %d, %+v", n, r)
	}
	if _, err := os.Stat(dir + ".new"); err == nil {
		t.Error("it is still there")
	}
}

func TestWhatWasSetAsideIsForgottenInTime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ca[c]he")
	now := time.Now().UTC()
	aside := func(age time.Duration) string {
		path := dir + ".bad-" + now.Add(-age).Format("20060102T150405.000000000Z")
		if err := os.MkdirAll(filepath.Join(path, "inside"), 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	day := 24 * time.Hour
	kept := []string{aside(day), aside(29 * day)}
	old := []string{aside(31 * day), aside(400 * day)}
	own := dir + ".bad-mine"
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	check := func(want []string, gone []string) {
		t.Helper()
		if d := cmp.Diff(gone, badgerstore.ForgetOld(dir)); d != "" {
			t.Errorf("removed (-want +got)\n%s", d)
		}
		for _, path := range want {
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		}
		for _, path := range gone {
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%s is still there", path)
			}
		}
	}
	check(append(kept, own), old)
	newer := []string{aside(time.Hour), aside(2 * time.Hour)}
	check(append(newer, kept[0], own), kept[1:])
	check(append(newer, kept[0], own), nil)
}
