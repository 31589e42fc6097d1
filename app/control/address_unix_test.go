//go:build !windows

package control

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestTheFileIsForItsOwnerAlone(t *testing.T) {
	dir, _ := hold(t, nil)
	path := filepath.Join(dir, fileName)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o644); err != nil { // others may have read the secret
		t.Fatal(err)
	}
	if a, err := readAddress(dir); err == nil {
		t.Errorf("it was read: %+v", a)
	}
}

// What somebody put where the file belongs is neither followed nor waited for, and is never written through.
func TestALinkAndAPipeInPlaceOfTheFile(t *testing.T) {
	dir := t.TempDir()
	path, precious := filepath.Join(dir, fileName), filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(precious, []byte(`{"addr":"127.0.0.1:1","secret":"x","pid":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, make := range map[string]func() error{
		"a link": func() error { return os.Symlink(precious, path) },
		"a pipe": func() error { return syscall.Mkfifo(path, 0o600) },
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
		if a, err := readAddress(dir); err == nil {
			t.Errorf("%s was read as %+v", name, a)
		}
		h, err := Announce(dir)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
			t.Errorf("%s stayed: %v, %v", name, info.Mode(), err)
		}
		h.Withdraw()
	}
	if b, err := os.ReadFile(precious); err != nil || string(b) != `{"addr":"127.0.0.1:1","secret":"x","pid":1}` {
		t.Errorf("the link's target: %q, %v", b, err)
	}
}
