package cli

import (
	"archive/zip"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tenantry/app/cli/command"
	"tenantry/backend/logbook"
)

// unpacked are the files of a ZIP file in the desk's home, by name.
func (d *desk) unpacked(name string) map[string]string {
	d.t.Helper()
	z, err := zip.OpenReader(filepath.Join(d.home, name))
	if err != nil {
		d.t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			d.t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			d.t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

func TestDiagnosticsHoldWhatHelpsAndNobodysName(t *testing.T) {
	d := newDesk(t)
	d.startCloud(30)
	d.signIn()
	d.types("sync", "--full")
	page := d.must(d.types("customers", "--json", "--limit", "500")).document(t)["customers"].([]any)
	// A line that names every customer, as an error that quotes Microsoft might.
	log := filepath.Join(logbook.Dir(d.home), "default.log")
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range page {
		row := c.(map[string]any)
		_, _ = f.WriteString("refused: " + row["name"].(string) + " (" + strings.ToUpper(row["tenantId"].(string)) + ") at " + row["primaryDomain"].(string) + "\n")
	}
	_ = f.Close()
	doc := d.must(d.types("diagnostics", "d.zip", "--json")).document(t)
	files := d.unpacked("d.zip")
	if len(doc["contains"].([]any)) != len(files) {
		t.Errorf("it says %v", doc)
	}
	for name, want := range map[string]string{"about.json": `"version": "test"`, "checks.json": `"name": "clock"`, "settings.json": `"signedIn": true`,
		"counts.json": `"Total": `, "logs/default.log": `"msg":"synced"`} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %s:\n%s", name, want, files[name])
		}
	}
	everything := strings.Builder{}
	for _, text := range files {
		everything.WriteString(text)
	}
	for _, c := range page {
		row := c.(map[string]any)
		for _, field := range []string{"name", "primaryDomain"} {
			if name := row[field].(string); utf8.RuneCountInString(name) >= 4 && strings.Contains(everything.String(), name) {
				t.Errorf("%s is in it", name)
			}
		}
	}
	for _, secret := range []string{"eyJ", "@", d.home} {
		if i := strings.Index(everything.String(), secret); i >= 0 {
			t.Errorf("%q is in it: %.200s", secret, everything.String()[max(0, i-80):])
		}
	}
	if left, _ := filepath.Glob(filepath.Join(d.home, ".tenantry-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A profile that can't be opened has the most to tell.
func TestDiagnosticsOfAProfileThatDoesNotOpenSayWhy(t *testing.T) {
	d := newDesk(t)
	d.must(d.types("customers"))
	if err := os.WriteFile(filepath.Join(d.home, "profiles", "default", "keys", "default.key"), []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.types("customers"); r.code != command.ExitError {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	d.must(d.types("diagnostics", "d.zip"))
	files := d.unpacked("d.zip")
	if !strings.Contains(files["checks.json"], `"remedyKey": "restore-key"`) || !strings.Contains(files["logs/default.log"], "open the profile") {
		t.Errorf("%v", files)
	}
}

func TestDiagnosticsThatCantBeWrittenLeaveNothing(t *testing.T) {
	d := newDesk(t)
	if r := d.types("diagnostics", filepath.Join("nowhere", "d.zip")); r.code != command.ExitUse || !strings.Contains(r.err, "can't write the file") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	socket := filepath.Join(t.TempDir(), "s")
	ln, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip(err) // Wine has none
	}
	defer ln.Close()
	for _, place := range []string{t.TempDir(), socket} {
		before, err := os.Stat(place)
		if err != nil {
			t.Fatal(err)
		}
		r := d.types("diagnostics", place)
		if r.code != command.ExitUse || !strings.Contains(r.err, "no file takes its place") {
			t.Errorf("%s: exit %d: %s", place, r.code, r.err)
		}
		if after, err := os.Stat(place); err != nil || !os.SameFile(before, after) {
			t.Errorf("%s was replaced: %v", place, err)
		}
	}
}

// What a person types may be a customer's name that nobody can know to hide: it is in no log.
func TestWhatWasTypedIsNotWrittenDown(t *testing.T) {
	d := newDesk(t)
	for _, words := range [][]string{{"customer", "Hidden Partners"}, {"import", "Hidden Partners.csv"}, {"requests", "new", "Hidden Partners", "--title", "Hidden"}} {
		if r := d.types(words...); r.code != command.ExitUse || !strings.Contains(r.err, "Hidden") {
			t.Fatalf("%q: exit %d: %s", words, r.code, r.err)
		}
	}
	log, err := os.ReadFile(filepath.Join(logbook.Dir(d.home), "default.log"))
	if err != nil || strings.Contains(string(log), "Hidden") || !strings.Contains(string(log), `"exit":2,"error":"`) {
		t.Errorf("%v\n%s", err, log)
	}
}
