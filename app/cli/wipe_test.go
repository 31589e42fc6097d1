package cli

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/s2"

	"tenantry/app/cli/command"
	"tenantry/backend/seal"
	"tenantry/backend/secret"
	"tenantry/backend/store/badgerstore"
)

// What tokens look like: the beginnings of a refresh token's and of an access token's, so long that what is sealed does
// not look so by chance, as three letters do in one of some hundred runs.
var tokenHeads = [][]byte{[]byte("1.AXkA"), []byte("eyJ0eXAi")}

// thief has a copy of a profile's folder and tries every key that he has on every byte of it.
type thief struct {
	t      *testing.T
	keys   []secret.Entry
	tokens int
	people int // customers
}

// found is what of a profile's folder can be read with these keys. The files are looked through in a copy.
func found(t *testing.T, profile string, keys ...secret.Entry) (tokens, customers int) {
	t.Helper()
	f := &thief{t: t, keys: keys}
	beside, err := os.ReadDir(profile)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range beside {
		dir := filepath.Join(t.TempDir(), e.Name())
		if e.IsDir() {
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(profile, e.Name()))); err != nil {
				t.Fatal(err)
			}
		}
		switch {
		case strings.HasPrefix(e.Name(), "journal"):
			f.logs(dir)
		case strings.HasPrefix(e.Name(), "cache"):
			f.cache(dir)
		}
	}
	f.clear(profile)
	return f.tokens, f.people
}

// logs opens every record of every file of a journal, as doc.go of logstore has them, those that were overwritten too.
func (f *thief) logs(dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			f.t.Fatal(err)
		}
		const header, head = 8 + 1 + 8 + 16, 4 + 8
		if len(b) < header || !bytes.HasPrefix(b, []byte("TNTRYLOG")) {
			f.t.Fatalf("%s is no log", path)
		}
		label, frames := b[:header:header], b[header:]
		for len(frames) > head {
			n := int(binary.BigEndian.Uint32(frames))
			for _, keys := range f.keys {
				for _, key := range keys.For(secret.Log) {
					if plain, err := seal.New(key, "journal").Open(frames[head:head+n], append(label, frames[4:head]...)); err == nil {
						f.look(plain)
					}
				}
			}
			frames = frames[head+n:]
		}
	}
}

// cache opens a cache under every key.
func (f *thief) cache(dir string) {
	for i, keys := range f.keys {
		copied := filepath.Join(f.t.TempDir(), "cache")
		if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
			f.t.Fatal(err)
		}
		c, lost, err := badgerstore.OpenCache(copied, keys.For(secret.Cache)[0], true)
		if err != nil {
			f.t.Fatal(err)
		}
		f.people += lost.Read
		if lost.SetAside == "" {
			for _, err := range c.Summaries() {
				if err != nil {
					f.t.Fatalf("key %d: %v", i, err)
				}
				f.people++
			}
		}
		for _, name := range []string{"access", "access-1", "access-2"} {
			var sealed []byte
			if ok, err := c.Values().Get(name, &sealed); !ok || err != nil {
				continue
			}
			f.look(sealed)
			for _, keys := range f.keys {
				for _, key := range keys.For(secret.Access) {
					if plain, err := seal.New(key, "access tokens").Open(sealed, []byte(name)); err == nil {
						f.look(plain)
					}
				}
			}
		}
		if err := c.Close(); err != nil {
			f.t.Fatal(err)
		}
	}
}

// clear looks for tokens that lie anywhere as they are.
func (f *thief) clear(dir string) {
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		f.look(b)
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *thief) look(plain []byte) {
	if unpacked, err := s2.Decode(nil, plain); err == nil {
		plain = unpacked
	}
	for _, head := range tokenHeads {
		f.tokens += bytes.Count(plain, head)
	}
}

// vaulted reads the vault's entry as it is now.
func (d *desk) vaulted() secret.Entry {
	d.t.Helper()
	v, err := secret.New(secret.Options{Kind: secret.File, Profile: "default", Dir: filepath.Join(d.profile(), "keys")})
	if err != nil {
		d.t.Fatal(err)
	}
	e, err := v.Open()
	if err != nil {
		d.t.Fatal(err)
	}
	return e
}

func (d *desk) profile() string { return filepath.Join(d.home, "profiles", "default") }

// copied is a copy of the profile's folder, as a backup or a thief has it.
func (d *desk) copied() string {
	d.t.Helper()
	to := filepath.Join(d.t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(d.profile())); err != nil {
		d.t.Fatal(err)
	}
	return to
}

// worked is a desk that signed in and synced.
func worked(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.startCloud(12)
	d.signIn()
	d.syncs()
	return d
}

// How much of what was kept can still be read, of all that is left and of copies of before, with all keys that there
// ever were and with those that the vault has now. It is the number that SECURITY.md gives.
func TestAfterAWipeNothingIsReadable(t *testing.T) {
	d := worked(t)
	before, whole := d.vaulted(), d.copied()
	if tokens, customers := found(t, whole, before); tokens < 2 || customers < 10 {
		t.Fatalf("%d tokens and %d customers are found before: the thief is blind", tokens, customers)
	}
	if err := os.WriteFile(filepath.Join(d.profile(), "cache", "MANIFEST"), []byte("no manifest"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(d.types("customers")) // a cache is set aside
	aside, _ := filepath.Glob(filepath.Join(d.profile(), "cache.bad-*"))
	if len(aside) != 1 {
		t.Fatalf("%v", aside)
	}
	d.must(d.types("logout", "--wipe", "--yes"))
	now := d.vaulted()
	if tokens, customers := found(t, d.profile(), before, now); tokens != 0 || customers != 0 {
		t.Errorf("of what is left, with every key: %d tokens and %d customers", tokens, customers)
	}
	if tokens, customers := found(t, whole, now); tokens != 0 || customers != 0 {
		t.Errorf("of a copy of before, with the keys of now: %d tokens and %d customers", tokens, customers)
	}
	if left, _ := filepath.Glob(filepath.Join(d.profile(), "*.*-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	t.Logf("0 tokens, 0 customers are readable; before the wipe both were")
}

func TestAfterASignOutNoTokenIsReadable(t *testing.T) {
	d := worked(t)
	before, whole := d.vaulted(), d.copied()
	d.must(d.types("logout"))
	now := d.vaulted()
	if tokens, customers := found(t, d.profile(), before, now); tokens != 0 || customers < 10 {
		t.Errorf("of what is left, with every key: %d tokens and %d customers", tokens, customers)
	}
	if tokens, _ := found(t, whole, now); tokens != 0 {
		t.Errorf("of a copy of before, with the keys of now: %d tokens", tokens)
	}
	if r := d.types("sync"); r.code != command.ExitSignIn {
		t.Errorf("exit %d", r.code)
	}
}
