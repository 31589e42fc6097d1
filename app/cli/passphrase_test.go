package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app"
	"tenantry/app/cli/command"
)

// typesWith types a command line whose environment names a file with a passphrase; an empty name: none.
func (d *desk) typesWith(file, stdin string, args ...string) result {
	d.t.Helper()
	var out, errs bytes.Buffer
	e := d.env(args, strings.NewReader(stdin), &out, &errs)
	get := e.Getenv
	e.Getenv = func(k string) string {
		if k == "TENANTRY_PASSPHRASE_FILE" {
			return file
		}
		return get(k)
	}
	code := Run(d.t.Context(), e)
	return result{code, out.String(), errs.String()}
}

// Who has no passphrase gets nothing, changes nothing, and is told what helps; with it everything is as before.
func TestAProfileUnderAPassphrase(t *testing.T) {
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.syncs()
	before := d.reads("customers")["total"]
	if r := d.typesInto("short\n", "passphrase"); r.code != command.ExitUse || !strings.Contains(r.err, "at least 10") {
		t.Fatalf("exit %d %s", r.code, r.err)
	}
	d.must(d.typesInto("sieben Äpfel im Fass\n", "passphrase"))
	right, wrong := filepath.Join(d.home, "right"), filepath.Join(d.home, "wrong")
	for path, text := range map[string]string{right: "sieben Äpfel im Fass\n", wrong: "acht Birnen im Fass\r\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for file, says := range map[string]string{"": "under a passphrase", wrong: "the passphrase is wrong", filepath.Join(d.home, "none"): "no such file", d.home: "no file that could hold"} {
		for _, args := range [][]string{{"customers", "--json"}, {"passphrase", "--remove", "--json"}, {"logout", "--wipe", "--yes", "--json"}, {"doctor", "--json"}} {
			r := d.typesWith(file, "", args...)
			if r.code == command.ExitDone || !strings.Contains(r.err+r.out, says) {
				t.Errorf("%q, %v: exit %d %s", file, args, r.code, r.err)
			}
		}
	}
	if r := d.typesWith("", "", "customers"); r.code != command.ExitError || r.err != "tenantry: this profile is under a passphrase: type it on a terminal, or name a file that holds it in TENANTRY_PASSPHRASE_FILE\n" {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	// What is advised works: relative names mean the folder in which it was typed.
	page := d.must(d.typesWith("right", "", "customers", "--json")).document(t)
	if page["total"] != before || before == 0.0 {
		t.Errorf("%v customers, %v before", page["total"], before)
	}
	if err := os.Chmod(right, 0o644); err != nil {
		t.Fatal(err)
	}
	if r := d.typesWith("right", "", "customers"); r.code != command.ExitError || !strings.Contains(r.err, "chmod 600 right") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if err := os.Chmod(right, 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(d.typesWith("right", "", "passphrase", "--remove"))
	if page := d.reads("customers"); page["total"] != before {
		t.Errorf("%v customers, %v before", page["total"], before)
	}
}

// While one process has the profile open, others go through it without being asked; but a passphrase that is typed into
// it would be seen.
func TestAHolderServesWithoutAskingAgain(t *testing.T) {
	d := newDesk(t)
	d.must(d.typesInto("sieben Äpfel im Fass\n", "passphrase"))
	o := app.Options{Home: d.home, Secrets: "file", Passphrase: func(error) (string, error) { return "sieben Äpfel im Fass", nil }}
	_, end, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	d.must(d.types("customers"))
	var out, errs bytes.Buffer
	e := d.env([]string{"passphrase"}, strings.NewReader("neun Pflaumen im Fass\n"), &out, &errs)
	e.Width = 80
	if code := Run(t.Context(), e); code != command.ExitError || !strings.Contains(errs.String(), "would be seen") {
		t.Errorf("exit %d %s", code, &errs)
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	if r := d.types("customers"); r.code != command.ExitError {
		t.Errorf("exit %d", r.code)
	}
}
