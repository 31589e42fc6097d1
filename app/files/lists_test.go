package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// saver is a window in which the user saves under a path, and looks where that is.
type saver struct {
	path            string
	proposed, shown string
}

func (s *saver) SaveFile(name, _ string) (string, error) { s.proposed = name; return s.path, nil }
func (s *saver) ShowFile(path string) error              { s.shown = path; return nil }

// customers is a list without rows.
func customers(format string) contract.ListFile {
	return contract.ListFile{Name: "Customers", Format: format, About: []string{"All of them"},
		Columns: []contract.ListColumn{{ID: "name", Title: "Name"}, {ID: "note", Title: "Note"}}}
}

func TestAListIsWrittenWhereTheUserSaysAndShownThere(t *testing.T) {
	dir := t.TempDir()
	w := &saver{path: filepath.Join(dir, "mine")}
	l := For(w)
	list := customers("csv")
	for range 10_000 {
		list.Rows = append(list.Rows, []string{"Köln Bau", "=1+1"})
	}
	path, err := l.Export(list)
	if err != nil || path != w.path+".csv" {
		t.Fatalf("%s, %v", path, err)
	}
	got, err := os.ReadFile(path)
	if want := "\ufeffName,Note\n" + strings.Repeat("Köln Bau,'=1+1\n", 10_000); err != nil || string(got) != want {
		t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
	}
	if !strings.HasPrefix(w.proposed, "Customers 20") || !strings.HasSuffix(w.proposed, ".csv") {
		t.Errorf("%s is proposed", w.proposed)
	}
	if err := l.Show(path); err != nil || w.shown != path {
		t.Errorf("%s is shown, %v", w.shown, err)
	}
	if err := l.Show(dir); fault.KindOf(err) != fault.Missing || w.shown != path {
		t.Errorf("a place that nobody saved at is shown: %s, %v", w.shown, err)
	}
}

// Who thinks better of it has no file, and one that can't be written is named.
func TestAListThatIsNotWrittenLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	w := &saver{}
	l := For(w)
	if path, err := l.Export(customers("csv")); path != "" || err != nil {
		t.Errorf("%s, %v", path, err)
	}
	w.path = filepath.Join(dir, "no such folder", "list.csv")
	if _, err := l.Export(customers("csv")); err == nil || !strings.Contains(err.Error(), w.path) {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
	if err := l.Show(w.path); fault.KindOf(err) != fault.Missing {
		t.Errorf("%v", err)
	}
}

// The system asked about the path that was typed: a file that it did not ask about is not replaced.
func TestAFileThatNobodyWasAskedAboutIsNotReplaced(t *testing.T) {
	typed := filepath.Join(t.TempDir(), "mine")
	if err := os.WriteFile(typed+".csv", []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	l := For(&saver{path: typed})
	if path, err := l.Export(customers("csv")); err != nil || path != typed {
		t.Errorf("%s, %v", path, err)
	}
	if got, err := os.ReadFile(typed + ".csv"); err != nil || string(got) != "older" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestAFilesNameIsLawfulOnEverySystem(t *testing.T) {
	at := time.Date(2026, 11, 27, 1, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"Customers": "Customers 2026-11-27", "Köln: A/B\\C": "Köln A B C 2026-11-27", "..": "2026-11-27",
		"a\x00b\n<c>|\"?*": "a b c 2026-11-27", strings.Repeat("é", 200): strings.Repeat("é", 80) + " 2026-11-27",
	} {
		if got := fileName(name, at); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// What the user calls the file decides; a format that there is not, and rows that are none, are refused before anybody is asked.
func TestTheFormatIsTheOneThatTheNameSays(t *testing.T) {
	dir := t.TempDir()
	for typed, want := range map[string]string{"mine": "PK", "mine.xlsx": "PK", "mine.json": "{", "mine.csv": "\ufeff", "mine.dat": "PK"} {
		path, err := For(&saver{path: filepath.Join(dir, typed)}).Export(customers("xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(got), want) {
			t.Errorf("%s: %.4q, %v", typed, got, err)
		}
	}
	w := &saver{path: filepath.Join(dir, "other")}
	uneven := customers("csv")
	uneven.Rows = [][]string{{"one"}}
	for _, list := range []contract.ListFile{customers("pdf"), uneven, {Name: "x", Format: "csv"}} {
		if path, err := For(w).Export(list); fault.KindOf(err) != fault.Invalid || path != "" || w.proposed != "" {
			t.Errorf("%s: %v", path, err)
		}
	}
}
