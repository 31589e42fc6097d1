package journalstore_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenantry/backend/fault"
	"tenantry/backend/partner"
	"tenantry/backend/store"
	"tenantry/backend/store/journalstore"
	"tenantry/backend/store/logstore"
	"tenantry/backend/store/storetest"
)

// before is the key of the fixtures that Badger kept.
var before, key = [32]byte{1, 2, 3}, [32]byte{4}

func options(dir string) journalstore.Options {
	return journalstore.Options{Options: logstore.Options{Dir: dir, Keys: [][32]byte{key}}, Before: before}
}

func openJournal(t testing.TB, dir string) *logstore.Journal {
	t.Helper()
	j, err := journalstore.Open(options(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// outgoing is the whole outbox, which must be readable.
func outgoing(t testing.TB, j store.Journal) (out []partner.Outgoing) {
	t.Helper()
	for o, err := range j.Outbox().All() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

const fixture = "journal-1-outbox.zip"

// profile holds a journal of before, as Badger left it.
func profile(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "journal")
	storetest.Unzip(t, filepath.Join("testdata", fixture), dir)
	return dir
}

// moved says that all of the fixture is in the log, and nothing of Badger's is left.
func moved(t *testing.T, dir string) {
	t.Helper()
	j := openJournal(t, dir)
	defer j.Close()
	if d := cmp.Diff(yesterday, maps.Collect(j.Marks())); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(yesterdaysOutbox[fixture], outgoing(t, j)); d != "" {
		t.Error(d)
	}
	if r := j.Report(); r != (logstore.Report{}) {
		t.Errorf("%+v", r)
	}
	var left []string
	_ = fs.WalkDir(os.DirFS(filepath.Dir(dir)), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			left = append(left, path)
		}
		return err
	})
	if want := []string{"journal/000002.vlog", "journal/000003.vlog"}; !slices.Equal(left, want) {
		t.Errorf("there lie %v", left)
	}
}

// Whatever ends the move, the next opening ends it.
func TestAMoveThatWasCutShortIsEnded(t *testing.T) {
	log := filepath.Join(t.TempDir(), "journal")
	storetest.Unzip(t, filepath.Join("testdata", fixture), log)
	openJournal(t, log).Close()
	copyTo := func(from, to string) error { return os.CopyFS(to, os.DirFS(from)) }
	for what, prepare := range map[string]func(dir string) error{
		"never begun": func(string) error { return nil },
		"while the log was written": func(dir string) error {
			if err := copyTo(log, dir+".new"); err != nil {
				return err
			}
			return os.Truncate(filepath.Join(dir+".new", "000002.vlog"), 50)
		},
		"before the old one made room": func(dir string) error { return copyTo(log, dir+".new") },
		"when the old one had made room": func(dir string) error {
			if err := os.Rename(dir, dir+".old"); err != nil {
				return err
			}
			return copyTo(log, dir+".new")
		},
		"with the old one alone": func(dir string) error { return os.Rename(dir, dir+".old") },
		"before the old one was removed": func(dir string) error {
			if err := os.Rename(dir, dir+".old"); err != nil {
				return err
			}
			return copyTo(log, dir)
		},
	} {
		t.Run(what, func(t *testing.T) {
			dir := profile(t)
			if err := prepare(dir); err != nil {
				t.Fatal(err)
			}
			moved(t, dir)
			moved(t, dir)
		})
	}
}

func TestAJournalOfBeforeThatCannotBeReadIsNotTouched(t *testing.T) {
	for what, c := range map[string]struct {
		change func(dir string, o *journalstore.Options) error
		word   string
	}{
		"another key": {func(_ string, o *journalstore.Options) error { o.Before = [32]byte{9}; return nil }, "key"},
		"no list of tables": {func(dir string, _ *journalstore.Options) error { return os.Remove(filepath.Join(dir, "MANIFEST")) },
			"nothing of it was changed"},
		"put there from outside": {func(_ string, o *journalstore.Options) error { o.SealedOnly = true; return nil }, "was changed from outside"},
	} {
		t.Run(what, func(t *testing.T) {
			dir := profile(t)
			o := options(dir)
			if err := c.change(dir, &o); err != nil {
				t.Fatal(err)
			}
			names := func() (all []string) {
				entries, _ := os.ReadDir(dir)
				for _, e := range entries {
					all = append(all, e.Name())
				}
				return all
			}
			had := names()
			_, err := journalstore.Open(o)
			if f, ok := fault.As(err); !ok || f.Kind != fault.Corrupt || f.Remedy != fault.RestoreKey || !strings.Contains(err.Error(), c.word) {
				t.Errorf("%v", err)
			}
			if d := cmp.Diff(had, names()); d != "" {
				t.Error(d)
			}
		})
	}
}
