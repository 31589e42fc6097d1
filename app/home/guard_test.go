//go:build !windows

package home_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenantry/app/home"
	"tenantry/backend/fault"
)

func TestAFolderThatOthersMayWriteInIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a home")
	if err := home.Guard(dir); err != nil {
		t.Errorf("what is not there yet: %v", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for mode, refused := range map[os.FileMode]bool{0o700: false, 0o755: false, 0o711: false, 0o770: true, 0o722: true, 0o777: true, 0o777 | os.ModeSticky: true} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		err := home.Guard(t.TempDir(), dir)
		f, ok := fault.As(err)
		if ok != refused || refused && (f.Kind != fault.Denied || !strings.Contains(f.Message.String(), "chmod 700 '"+dir+"'")) {
			t.Errorf("%v: %v", mode, err)
		}
	}
	// A link to a folder counts as the folder.
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	for mode, refused := range map[os.FileMode]bool{0o700: false, 0o777: true} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if err := home.Guard(link); (err != nil) != refused {
			t.Errorf("by a link, %v: %v", mode, err)
		}
	}
}

func TestAFolderOfAnotherUserIsRefused(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only the administrator can give a folder away")
	}
	dir := t.TempDir()
	if err := os.Chown(dir, 12345, -1); err != nil {
		t.Fatal(err)
	}
	err := home.Guard(dir)
	if f, ok := fault.As(err); !ok || f.Kind != fault.Denied || !strings.Contains(f.Message.String(), "another user") {
		t.Errorf("%v", err)
	}
}
