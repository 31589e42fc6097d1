package folder_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"tenantry/backend/folder"
)

func TestAFolderGoesWithAllThatIsInItAndNothingBesides(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept", "file")
	gone := filepath.Join(dir, "gone")
	for _, path := range []string{kept, filepath.Join(gone, "a"), filepath.Join(gone, "below", "deeper", "b")} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if runtime.GOOS != "windows" {
		if err := os.Symlink(filepath.Dir(kept), filepath.Join(gone, "link")); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // what is gone may be removed again
		if err := folder.Remove(gone); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Lstat(gone); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("what a link led to is gone: %v", err)
	}
}

func TestWhatCannotBeRemovedIsAnErrorAndTheRestGoes(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("whoever may do everything is refused nothing")
	}
	dir := t.TempDir()
	locked := filepath.Join(dir, "a")
	if err := os.MkdirAll(filepath.Join(locked, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(locked, 0o700) }()
	if err := folder.Remove(dir); err == nil {
		t.Error("no error")
	}
	if _, err := os.Stat(filepath.Join(dir, "b")); !os.IsNotExist(err) {
		t.Error("the rest is still there")
	}
}
