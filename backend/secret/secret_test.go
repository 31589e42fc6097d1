package secret_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"tenantry/backend/fault"
	"tenantry/backend/secret"
)

// vault is that of a fresh profile in dir, unless the options say otherwise.
func vault(t *testing.T, kind, dir string, also ...func(*secret.Options)) *secret.Vault {
	t.Helper()
	o := secret.Options{Kind: kind, Profile: "default", Dir: dir, Fresh: true}
	for _, f := range also {
		f(&o)
	}
	v, err := secret.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func old(o *secret.Options)    { o.Fresh = false }
func atHome(o *secret.Options) { o.Fresh, o.Default = false, true }

func opened(t *testing.T, v *secret.Vault) secret.Entry {
	t.Helper()
	return must(t)(v.Open())
}

func must(t *testing.T) func(secret.Entry, error) secret.Entry {
	return func(e secret.Entry, err error) secret.Entry {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []secret.Purpose{secret.Cache, secret.Journal, secret.Access} {
			if slices.Contains(e.For(p), [32]byte{}) || len(e.For(p)) == 0 {
				t.Fatal("a key of zeros")
			}
		}
		return e
	}
}

func same(a, b secret.Entry, p secret.Purpose) bool { return slices.Equal(a.For(p), b.For(p)) }

func TestEveryVaultKeepsItsKeysUntilTheyAreForgotten(t *testing.T) {
	for _, kind := range []string{secret.Keychain, secret.File, secret.Memory} {
		t.Run(kind, func(t *testing.T) {
			keyring.MockInit()
			v := vault(t, kind, filepath.Join(t.TempDir(), "new", "folder"))
			first := opened(t, v)
			if again := opened(t, v); !same(again, first, secret.Journal) || !same(again, first, secret.Cache) {
				t.Error("asked twice, two keys")
			}
			for range 2 {
				if err := v.Forget(); err != nil {
					t.Fatal(err)
				}
			}
			if again := opened(t, v); same(again, first, secret.Journal) || same(again, first, secret.Cache) {
				t.Error("a forgotten key came back")
			}
		})
	}
	for _, bad := range []string{"", ".", "..", "../x", "a/b", `a\b`, "a b", "nul", strings.Repeat("x", 101)} {
		if _, err := secret.New(secret.Options{Kind: secret.Memory, Profile: bad}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("name %q: %v", bad, err)
		}
	}
	if _, err := secret.New(secret.Options{Kind: "pocket", Profile: "default"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("got %v", err)
	}
}

// A change of keys, looked at by another process after each step: a kill loses nothing at any of them.
func TestKeysAreChangedInStepsThatAKillMayEnd(t *testing.T) {
	for _, kind := range []string{secret.Keychain, secret.File} {
		t.Run(kind, func(t *testing.T) {
			keyring.MockInit()
			dir := t.TempDir()
			now := func() secret.Entry { return opened(t, vault(t, kind, dir, old)) }
			first := opened(t, vault(t, kind, dir))
			if err := vault(t, kind, dir, old).MarkSealed(); err != nil || !now().Sealed || first.Sealed {
				t.Fatalf("%v", err)
			}
			renewed := must(t)(vault(t, kind, dir, old).Renew())
			keys := now().For(secret.Journal)
			if !renewed.Changing() || len(keys) != 2 || keys[0] == keys[1] || keys[1] != first.For(secret.Journal)[0] || !now().Sealed {
				t.Fatalf("%d keys", len(keys))
			}
			if again := must(t)(vault(t, kind, dir, old).Renew()); !same(again, renewed, secret.Journal) || !same(again, first, secret.Cache) {
				t.Error("a change that was cut short was not taken up")
			}
			wiped := must(t)(vault(t, kind, dir, old).Wipe())
			if !same(wiped, renewed, secret.Journal) || same(wiped, first, secret.Cache) || len(wiped.For(secret.Cache)) != 1 {
				t.Error("the cache's key is to be taken away, the others stay in their change")
			}
			if again := must(t)(vault(t, kind, dir, old).Wipe()); !same(again, wiped, secret.Cache) || !again.Wiping || renewed.Wiping {
				t.Error("a wipe that was cut short was not taken up")
			}
			settled := must(t)(vault(t, kind, dir, old).Settle())
			if settled.Changing() || settled.Wiping || settled.For(secret.Journal)[0] != keys[0] || !same(now(), settled, secret.Journal) || !same(now(), wiped, secret.Cache) {
				t.Error("the newest key is to be the only one")
			}
			if again := must(t)(vault(t, kind, dir, old).Settle()); !same(again, settled, secret.Journal) {
				t.Error("settled twice, another key")
			}
		})
	}
}

// journalOfBefore was reckoned by another implementation of RFC 5869.
var journalOfBefore = []byte{0x39, 0x72, 0xa6, 0x7a, 0xfd, 0xca, 0xb6, 0x00, 0x14, 0xeb, 0xc0, 0x9c, 0x89, 0x81, 0x35, 0xc2, 0x7b, 0x77, 0xe0, 0x56, 0x77, 0xd4, 0x4c, 0x5b, 0xaf, 0xf7, 0xfb, 0xea, 0xbc, 0xae, 0x37, 0x65}

// What stands in a vault of before is read: the fixtures are what programs wrote, byte for byte.
func TestEntriesOfBeforeAreRead(t *testing.T) {
	for name, sealed := range map[string]bool{"entry-1.txt": false, "entry-2.txt": true} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		write(t, filepath.Join(dir, "default.key"), string(text))
		e := opened(t, vault(t, secret.File, dir, old))
		if e.Sealed != sealed || sealed != (e.Count == 7) || sealed != e.Changing() {
			t.Errorf("%s: %+v", name, e)
		}
		// 32 bytes 0, 1, 2, … by HKDF-SHA-256 without salt for "tenantry/journal".
		if got := e.For(secret.Journal); got[len(got)-1] != [32]byte(journalOfBefore) {
			t.Errorf("%s: %x", name, got)
		}
	}
}

func TestWhatIsNoEntryIsNeverReplaced(t *testing.T) {
	for _, text := range []string{"", "not base64!", "c2hvcnQ=", "{}", `{"format":2,"keys":[],"cache":"AAAA"}`, strings.Repeat("A", 5000),
		`{"format":3,"keys":["later"]}`} {
		dir, keys := t.TempDir(), t.TempDir()
		path := filepath.Join(keys, "default.key")
		write(t, path, text)
		keyring.MockInit()
		write(t, filepath.Join(dir, "id"), "00ff")
		if err := keyring.Set("Tenantry", "default-00ff", text); err != nil {
			t.Fatal(err)
		}
		for _, v := range []*secret.Vault{vault(t, secret.File, keys), vault(t, secret.Keychain, dir)} {
			_, err := v.Open()
			_, renewed := v.Renew()
			for _, err := range []error{err, renewed} {
				f, ok := fault.As(err)
				newer := strings.Contains(text, "later")
				if !ok || f.Kind != fault.Corrupt || newer != (f.Remedy == fault.UpdateProgram) || !newer && f.Remedy != fault.RestoreKey {
					t.Errorf("%q: %v", text, err)
				}
				if text != "" && strings.Contains(err.Error(), text) {
					t.Errorf("the error tells the entry: %v", err)
				}
			}
		}
		kept, _ := os.ReadFile(path)
		if there, _ := keyring.Get("Tenantry", "default-00ff"); string(kept) != text || there != text {
			t.Errorf("%q was replaced", text)
		}
	}
}

// A key that is gone is named, and where something lies under it none is made in its place.
func TestAKeyThatIsGoneIsNamedAndNotMadeAnew(t *testing.T) {
	keyring.MockInit()
	for kind, names := range map[string]string{secret.File: "default.key", secret.Keychain: `"default"`, secret.Memory: "not in memory"} {
		dir := filepath.Join(t.TempDir(), "keys")
		v := vault(t, kind, dir, old)
		for range 2 {
			_, err := v.Open()
			f, ok := fault.As(err)
			if !ok || f.Kind != fault.Corrupt || f.Remedy != fault.RestoreKey || !strings.Contains(f.Message.String(), names) ||
				!strings.Contains(f.Message.String(), filepath.Dir(dir)) {
				t.Errorf("%s: %v", kind, err)
			}
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: something was made", kind)
		}
	}
}

func TestAKeyThatLiesInTheOtherPlaceIsFound(t *testing.T) {
	for made, c := range map[string]struct {
		asked  string
		remedy fault.Remedy
		says   string
	}{secret.File: {secret.Keychain, fault.InFile, "--secrets file"}, secret.Keychain: {secret.File, fault.InKeychain, "--secrets keychain"}} {
		keyring.MockInit()
		dir := t.TempDir()
		opened(t, vault(t, made, dir))
		_, err := vault(t, c.asked, dir, old).Open()
		if f, ok := fault.As(err); !ok || f.Remedy != c.remedy || !strings.Contains(f.Advice().String(), c.says) {
			t.Errorf("made in the %s: %v", made, err)
		}
	}
}

func TestTheFileIsItsOwnersOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	dir := t.TempDir()
	v := vault(t, secret.File, dir)
	opened(t, v)
	path := filepath.Join(dir, "default.key")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := v.Open()
		f, ok := fault.As(err)
		if !ok || f.Remedy != fault.FixPermissions || !strings.Contains(f.Message.String(), "chmod 600") {
			t.Errorf("%o: %v", mode, err)
		}
	}
}

// A kill in the middle of a write leaves a file beside the key: the next opening removes it, and the key is the one
// of before.
func TestAWriteThatWasCutShortLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	first := opened(t, vault(t, secret.File, dir))
	write(t, filepath.Join(dir, "default.key.new"), `{"format":2,"ke`)
	if now := opened(t, vault(t, secret.File, dir, old)); !same(now, first, secret.Journal) {
		t.Error("another key")
	}
	if there, err := os.ReadDir(dir); err != nil || len(there) != 1 {
		t.Errorf("%v, %v", there, err)
	}
}

// Who keeps the key on a stick has a link in the profile: it stays one.
func TestALinkToTheKeyStaysALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets only administrators make links")
	}
	dir, stick := t.TempDir(), t.TempDir()
	first := opened(t, vault(t, secret.File, stick))
	path, target := filepath.Join(dir, "default.key"), filepath.Join(stick, "default.key")
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
	must(t)(vault(t, secret.File, dir, old).Renew())
	if now := opened(t, vault(t, secret.File, stick, old)); !now.Changing() || now.For(secret.Journal)[1] != first.For(secret.Journal)[0] {
		t.Error("the stick has not got the new key")
	}
	if info, err := os.Lstat(path); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("%v, %v", info, err)
	}
}

func TestAFolderThatCannotBeUsedSaysSo(t *testing.T) {
	inTheWay := filepath.Join(t.TempDir(), "file")
	write(t, inTheWay, "")
	_, err := vault(t, secret.File, filepath.Join(inTheWay, "below")).Open()
	if f, ok := fault.As(err); !ok || f.Remedy != fault.FixPermissions {
		t.Errorf("got %v", err)
	}
}

func TestDerivedKeysDifferByPurpose(t *testing.T) {
	e := opened(t, vault(t, secret.Memory, ""))
	seen := map[[32]byte]secret.Purpose{}
	for _, p := range []secret.Purpose{secret.Cache, secret.Journal, secret.Access} {
		seen[e.For(p)[0]] = p
	}
	if len(seen) != 3 {
		t.Errorf("only %v", slices.Collect(maps.Values(seen)))
	}
}

func TestAMissingKeychainNamesTheFile(t *testing.T) {
	keyring.MockInitWithError(errors.New("dbus: no such file"))
	v := vault(t, secret.Keychain, t.TempDir(), old)
	_, err := v.Open()
	for _, err := range []error{err, func() error { _, err := v.Renew(); return err }()} {
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Invalid || !strings.Contains(f.Advice().String(), "--secrets file") {
			t.Errorf("got %#v", err)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
