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
