package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// noted is a desk with a note that waits in its outbox, and the journal's files.
func noted(t *testing.T) (d *desk, number, id string, files []string) {
	t.Helper()
	d = requestsDesk(t)
	_, number = d.openRequest()
	id, _, _ = strings.Cut(d.must(d.types("requests", "note", number, "written once")).out, "\n")
	files, err := filepath.Glob(filepath.Join(d.home, "profiles", "default", "journal", "*.vlog"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	return d, number, id, files
}

// flip changes the last byte but n of files.
func flip(t *testing.T, n int, files ...string) {
	t.Helper()
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)-1-n] ^= 1
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// state is how the entry stands in the outbox, and what was said.
func (d *desk) state(id string) (state, said string) {
	d.t.Helper()
	r := d.must(d.types("requests", "outbox", "--json"))
	for _, o := range r.document(d.t)["requests"].([]any) {
		if o := o.(map[string]any); o["localId"] == id {
			state = o["state"].(string)
		}
	}
	return state, r.err
}

func TestADamagedCopyOfTheJournalIsToldAndLosesNothing(t *testing.T) {
	d, _, id, files := noted(t)
	flip(t, 0, files[0])
	if state, said := d.state(id); state != "queued" || !strings.Contains(said, "one of the two copies") || strings.Contains(said, "()") {
		t.Errorf("%q\n%s", state, said)
	}
	if state, said := d.state(id); state != "queued" || strings.Contains(said, "copies") {
		t.Errorf("afterwards %q\n%s", state, said)
	}
}

// Of a journal that lost something nothing goes out by itself: what is there may be older than what was sent.
func TestAJournalThatLostSomethingSendsNothingByItself(t *testing.T) {
	d, number, id, files := noted(t)
	d.must(d.types("requests", "note", number, "written later"))
	flip(t, 0, files...)
	r := d.must(d.typesIn("fr_FR.UTF-8", "requests", "outbox"))
	if !strings.Contains(r.err, "les deux exemplaires") || !strings.Contains(r.err, "journal.damaged-") {
		t.Errorf("%s", r.err)
	}
	d.types("requests", "send")
	if state, _ := d.state(id); state != "rejected" {
		t.Errorf("%q", state)
	}
}

// A folder that was restored from a copy is told by the keychain's counter.
func TestAFolderRestoredFromACopySendsNothingByItself(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	keychain := func(args ...string) result { return d.types(append(args, "--secrets", "keychain")...) }
	d.startCloud(20)
	d.signInWith(d.loginArgs("--no-browser", "--secrets", "keychain")...)
	keychain("sync")
	number := d.must(keychain("requests", "list", "--json")).document(t)["requests"].([]any)[0].(map[string]any)["id"].(string)
	d.must(keychain("requests", "note", number, "written once"))
	profile, older := filepath.Join(d.home, "profiles"), t.TempDir()
	if err := os.CopyFS(older, os.DirFS(profile)); err != nil {
		t.Fatal(err)
	}
	d.must(keychain("requests", "send"))
	if err := os.RemoveAll(profile); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(profile, os.DirFS(older)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(profile, "default"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := d.must(keychain("requests", "outbox", "--json"))
	o := r.document(t)["requests"].([]any)[0].(map[string]any)
	if o["state"] != "rejected" || !strings.Contains(r.err, "older than what Tenantry last wrote") {
		t.Errorf("%v\n%s", o["state"], r.err)
	}
	keychain("requests", "send")
	notes := 0
	for _, n := range d.cloud.State().Notes {
		if strings.Contains(n.Text, "written once") {
			notes++
		}
	}
	if notes != 1 {
		t.Errorf("it was filed %d times", notes)
	}
}

// Files that somebody removed, or emptied, are missed: they are not those of a new profile.
func TestFilesThatAreGoneAreTold(t *testing.T) {
	empty := func(name string) error { return os.Truncate(name, 0) }
	for name, c := range map[string]struct {
		folder, says string
		undo         func(string) error
	}{
		"the journal's files":   {"journal", "files of what you wrote", os.Remove},
		"the journal's content": {"journal", "files of what you wrote", empty},
		"the cache's files":     {"cache", "files of the cache are gone", os.Remove},
	} {
		t.Run(name, func(t *testing.T) {
			d, _, _, _ := noted(t)
			files, err := filepath.Glob(filepath.Join(d.home, "profiles", "default", c.folder, "*"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%v, %v", files, err)
			}
			for _, file := range files {
				if err := c.undo(file); err != nil {
					t.Fatal(err)
				}
			}
			if r := d.must(d.types("requests", "outbox")); !strings.Contains(r.err, c.says) {
				t.Errorf("it says %q", r.err)
			}
			if r := d.must(d.types("requests", "outbox")); strings.Contains(r.err, "gone") {
				t.Errorf("again: %q", r.err)
			}
		})
	}
}
