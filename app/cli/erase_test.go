package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"tenantry/app"
	"tenantry/app/cli/command"
)

// Whoever takes the program off a machine leaves nothing: every profile goes with its key, one that is under a passphrase
// and one that can't be read too; one that is open stays, and is said.
func TestEveryProfileGoesWithItsKeys(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.home = filepath.Join(d.home, "home")
	d.must(d.types("customers"))
	d.must(d.types("customers", "--profile", "in-the-keychain", "--secrets", "keychain"))
	id, err := os.ReadFile(filepath.Join(d.home, "profiles", "in-the-keychain", "keys", "id"))
	if err != nil {
		t.Fatal(err)
	}
	account := "in-the-keychain-" + strings.TrimSpace(string(id))
	if _, err := keyring.Get("Tenantry", account); err != nil {
		t.Fatal(err)
	}
	d.must(d.typesInto("sieben Äpfel im Fass\n", "passphrase", "--profile", "locked"))
	d.must(d.types("customers", "--profile", "open"))
	if err := os.WriteFile(filepath.Join(d.profile(), "keys", "default.key"), []byte("rubbish"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.types("logout", "--all-profiles"); r.code != command.ExitUse || !strings.Contains(r.err, "--wipe") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if r := d.typesInto("n\n", "logout", "--wipe", "--all-profiles"); r.code != command.ExitError {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	_, end, err := Open(t.Context(), app.Options{Home: d.home, Secrets: "file", Profile: "open"})
	if err != nil {
		t.Fatal(err)
	}
	if r := d.types("logout", "--wipe", "--all-profiles", "--yes"); r.code != command.ExitBusy {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	left, err := os.ReadDir(filepath.Join(d.home, "profiles"))
	if err != nil || len(left) != 1 || left[0].Name() != "open" {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := keyring.Get("Tenantry", account); err == nil {
		t.Error("the key is still in the keychain")
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	r := d.must(d.types("logout", "--wipe", "--all-profiles", "--yes"))
	if !strings.Contains(r.out, "open") {
		t.Errorf("%s", r.out)
	}
	if _, err := os.Stat(d.home); !os.IsNotExist(err) {
		t.Errorf("the home is still there: %v", err)
	}
}
