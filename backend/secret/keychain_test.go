package secret_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"tenantry/backend/secret"
)

// before is an entry as an older program wrote it.
const before = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

func there(account string) bool {
	_, err := keyring.Get("Tenantry", account)
	return err == nil
}

// account is under which name the profile's entry lies.
func account(t *testing.T, dir string) string {
	t.Helper()
	id, err := os.ReadFile(filepath.Join(dir, "id"))
	if err != nil {
		t.Fatal(err)
	}
	return "default-" + strings.TrimSpace(string(id))
}

func TestTwoHomesNeverShareAKeyOrTakeTheOthersAway(t *testing.T) {
	keyring.MockInit()
	one, other := t.TempDir(), t.TempDir()
	first, second := opened(t, vault(t, secret.Keychain, one)), opened(t, vault(t, secret.Keychain, other))
	if same(first, second, secret.Journal) || there("default") {
		t.Fatal("they share one")
	}
	v := vault(t, secret.Keychain, other, old)
	must(t)(v.Wipe())
	must(t)(v.Settle())
	if err := v.Forget(); err != nil {
		t.Fatal(err)
	}
	if now := opened(t, vault(t, secret.Keychain, one, old)); !same(now, first, secret.Journal) {
		t.Error("the other home's key was taken away")
	}
}

// Entries of before bear the profile's name alone. They are carried over and stay, for another home may use them as
// well; only the default home takes them away, when its keys change.
func TestAnEntryOfBeforeIsCarriedOver(t *testing.T) {
	keyring.MockInit()
	if err := keyring.Set("Tenantry", "default", before); err != nil {
		t.Fatal(err)
	}
	one, other := t.TempDir(), t.TempDir()
	first := opened(t, vault(t, secret.Keychain, one, atHome))
	if second := opened(t, vault(t, secret.Keychain, other, old)); !same(first, second, secret.Journal) || account(t, one) == account(t, other) {
		t.Fatal("not the key of before, or under one name")
	}
	if third := opened(t, vault(t, secret.Keychain, t.TempDir())); same(first, third, secret.Journal) {
		t.Error("a fresh profile took another home's key")
	}
	change := func(dir string, as func(*secret.Options)) {
		v := vault(t, secret.Keychain, dir, as)
		must(t)(v.Renew())
		if !there("default") {
			t.Fatal("the old one is gone before the change is settled")
		}
		must(t)(v.Settle())
	}
	change(other, old)
	if !there("default") {
		t.Error("another home took it away")
	}
	change(one, atHome)
	if there("default") {
		t.Error("the key of before is still there")
	}
}

// A kill while an entry is being made leaves no key in the keychain that nobody would find again.
func TestAnEntryWhoseMakingWasCutShortIsTakenBack(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "id.new"), "0123")
	if err := keyring.Set("Tenantry", "default-0123", before); err != nil {
		t.Fatal(err)
	}
	opened(t, vault(t, secret.Keychain, dir))
	if there("default-0123") || !there(account(t, dir)) {
		t.Error("it is still there, or there is no new one")
	}
	if names, err := os.ReadDir(dir); err != nil || len(names) != 1 {
		t.Errorf("left behind: %v, %v", names, err)
	}
}

func TestOnlyTheKeychainCounts(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	opened(t, vault(t, secret.Keychain, dir))
	c := vault(t, secret.Keychain, dir, old).Counter()
	if n, err := c.Load(); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if err := c.Store(12); err != nil {
		t.Fatal(err)
	}
	if n, err := vault(t, secret.Keychain, dir, old).Counter().Load(); n != 12 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	for _, kind := range []string{secret.File, secret.Memory} {
		if vault(t, kind, t.TempDir()).Counter() != nil {
			t.Errorf("%s has a counter that lies beside what it guards", kind)
		}
	}
}
