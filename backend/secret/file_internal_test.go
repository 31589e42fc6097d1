package secret

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestAKeyFileIsNeverMadeOverAnother(t *testing.T) {
	f := &files{dir: t.TempDir()}
	path := filepath.Join(f.dir, "default.key")
	if err := f.create(path); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if err := f.create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) || len(after) == 0 {
		t.Error("another process's key is lost")
	}
}

func TestAKeyLiesInOnePlaceOnly(t *testing.T) {
	f := &files{dir: t.TempDir()}
	if err := f.create(f.path("default")); err != nil {
		t.Fatal(err)
	}
	_ = f.create(f.path("default")) // comes too late, and leaves nothing either
	there, err := os.ReadDir(f.dir)
	if err != nil || len(there) != 1 || there[0].Name() != "default.key" {
		t.Errorf("%v, %v", there, err)
	}
}
