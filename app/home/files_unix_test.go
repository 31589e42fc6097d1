//go:build !windows

package home_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tenantry/app/home"
	"tenantry/backend/fault"
)

// What would never open is refused, and not opened to find that out.
func TestAFolderWithAPipeInItIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := home.Files(filepath.Join(dir, "none"), dir); err != nil {
		t.Error(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, err := range []error{os.WriteFile(at("file"), nil, 0o600), os.Mkdir(at("folder"), 0o700), os.Symlink(at("file"), at("link")), os.Symlink(at("none"), at("dangling"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := home.Files(dir); err != nil {
		t.Error(err)
	}
	for name, make := range map[string]func(string) error{
		"pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"device": func(path string) error { return os.Symlink("/dev/null", path) },
	} {
		if err := make(at(name)); err != nil {
			t.Fatal(err)
		}
		if err := home.Files(dir); fault.KindOf(err) != fault.Denied || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(at(name)); err != nil {
			t.Fatal(err)
		}
	}
}
