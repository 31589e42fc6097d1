package secret_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
	"tenantry/backend/secret"
)

func open(t *testing.T, kind, dir string) secret.Vault {
	t.Helper()
	v, err := secret.Open(kind, dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func key(t *testing.T, v secret.Vault, name string) [32]byte {
	t.Helper()
	k, err := v.Key(name)
	if err != nil {
		t.Fatal(err)
	}
	if k == [32]byte{} {
		t.Fatal("a key of zeros")
	}
	return k
}

func TestEveryVaultKeepsOneKeyPerNameUntilItIsForgotten(t *testing.T) {
	for _, kind := range []string{secret.Keychain, secret.File, secret.Memory} {
		t.Run(kind, func(t *testing.T) {
			keyring.MockInit()
			v := open(t, kind, filepath.Join(t.TempDir(), "new", "folder"))
			first := key(t, v, "default")
			if key(t, v, "default") != first {
				t.Error("asked twice, two keys")
			}
			if key(t, v, "other") == first {
				t.Error("two profiles share a key")
			}
			for range 2 {
				if err := v.Forget("default"); err != nil {
					t.Fatal(err)
				}
			}
			if key(t, v, "default") == first {
				t.Error("a forgotten key came back")
			}
			for _, bad := range []string{"", ".", "..", "../x", "a/b", `a\b`, "a b", "é", strings.Repeat("x", 101)} {
				if _, err := v.Key(bad); fault.KindOf(err) != fault.Invalid {
					t.Errorf("name %q: %v", bad, err)
				}
			}
		})
	}
}

func TestAKeyOutlastsTheProcess(t *testing.T) {
	for _, kind := range []string{secret.Keychain, secret.File} {
		keyring.MockInit()
		dir := t.TempDir()
		before, after := key(t, open(t, kind, dir), "default"), key(t, open(t, kind, dir), "default")
		if before != after {
			t.Errorf("%s: opened anew, another key", kind)
		}
	}
}

func TestAnUnknownVaultIsRefused(t *testing.T) {
	if _, err := secret.Open("pocket", "", nil); fault.KindOf(err) != fault.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestAMissingKeychainNamesTheFile(t *testing.T) {
	keyring.MockInitWithError(errors.New("dbus: no such file"))
	v := open(t, secret.Keychain, "")
	_, err := v.Key("default")
	for _, err := range []error{err, v.Forget("default")} {
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Invalid || !strings.Contains(f.Advice().String(), "--secrets file") {
			t.Errorf("got %#v", err)
		}
	}
}

func TestAKeychainEntryThatIsNoKeyIsNotReplaced(t *testing.T) {
	keyring.MockInit()
	if err := keyring.Set("Tenantry", "default", "c2hvcnQ="); err != nil {
		t.Fatal(err)
	}
	_, err := open(t, secret.Keychain, "").Key("default")
	wantCorrupt(t, err, "c2hvcnQ=")
	if text, _ := keyring.Get("Tenantry", "default"); text != "c2hvcnQ=" {
		t.Errorf("it was replaced by %q", text)
	}
}

func TestTheFileIsItsOwnersOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	dir := t.TempDir()
	v := open(t, secret.File, dir)
	key(t, v, "default")
	path := filepath.Join(dir, "default.key")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := v.Key("default")
		f, ok := fault.As(err)
		if !ok || f.Remedy != fault.FixPermissions || !strings.Contains(f.Message.String(), "chmod 600") {
			t.Errorf("%o: %v", mode, err)
		}
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestAFileThatIsNoKeyIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "default.key")
	for _, text := range []string{"", "not base64!", "c2hvcnQ=", strings.Repeat("A", 5000)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, secret.File, dir).Key("default")
		wantCorrupt(t, err, "c2hvcnQ=")
		if kept, _ := os.ReadFile(path); string(kept) != text {
			t.Errorf("%q was replaced", text)
		}
	}
}

func TestAFolderThatCannotBeUsedSaysSo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := open(t, secret.File, filepath.Join(file, "below")).Key("default")
	if f, ok := fault.As(err); !ok || f.Remedy != fault.FixPermissions {
		t.Errorf("got %v", err)
	}
}

func TestTwoWhoMakeTheSameFileGetTheSameKey(t *testing.T) {
	dir := t.TempDir()
	var got [8][32]byte
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			v, _ := secret.Open(secret.File, dir, nil)
			got[i], _ = v.Key("default")
		})
	}
	wg.Wait()
	for _, k := range got {
		if k != got[0] || k == [32]byte{} {
			t.Fatalf("keys differ: %x", got)
		}
	}
}

func TestDerivedKeysDifferByPurposeAndStayTheSame(t *testing.T) {
	k := [32]byte{1, 2, 3}
	seen := map[[32]byte]bool{k: true}
	for _, p := range []secret.Purpose{secret.Cache, secret.Journal, secret.Session} {
		d := secret.Derive(k, p)
		if seen[d] {
			t.Errorf("%s shares a key", p)
		}
		seen[d] = true
		if d != secret.Derive(k, p) {
			t.Errorf("%s is not stable", p)
		}
	}
	if secret.Derive([32]byte{9}, secret.Cache) == secret.Derive(k, secret.Cache) {
		t.Error("two keys derive the same")
	}
}

func wantCorrupt(t *testing.T, err error, text string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Corrupt || f.Remedy != fault.RestoreKey {
		t.Errorf("got %v", err)
	}
	if err != nil && strings.Contains(err.Error(), text) {
		t.Errorf("the error tells the entry: %v", err)
	}
}
