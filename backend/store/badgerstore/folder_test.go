package badgerstore_test

import (
	"os"
	"path/filepath"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/badgerstore"
)

func openEither(dir string) map[string]error {
	c, _, errC := badgerstore.OpenCache(dir, key, false)
	if errC == nil {
		c.Close()
	}
	_, errJ := badgerstore.ReadJournal(dir, key)
	return map[string]error{"cache": errC, "journal": errJ}
}

func TestAFolderOpenElsewhereIsInUse(t *testing.T) {
	dir := t.TempDir()
	openCache(t, dir)
	for name, err := range openEither(dir) {
		e, ok := fault.As(err)
		if !ok || e.Kind != fault.Conflict || e.Code != "profile-in-use" || e.Remedy != fault.CloseOther {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

func TestAFolderThatIsNotOursIsRefusedAndNotTouched(t *testing.T) {
	for name, prepare := range map[string]func(dir string) error{
		"a file stands there": func(dir string) error { return os.WriteFile(dir, []byte("x"), 0o600) },
		"somebody's files": func(dir string) error {
			if err := os.Mkdir(dir, 0o700); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "thesis.odt"), []byte("x"), 0o600)
		},
		"no right to read": func(dir string) error { return os.Mkdir(dir, 0) },
		"no right to write above": func(dir string) error {
			return os.Chmod(filepath.Dir(dir), 0o500)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "kept")
			if err := prepare(dir); err != nil {
				t.Fatal(err)
			}
			if os.Geteuid() <= 0 && (name == "no right to read" || name == "no right to write above") {
				t.Skip("the superuser may do everything, and Windows has no permission bits")
			}
			for which, err := range openEither(dir) {
				if e, ok := fault.As(err); !ok || e.Remedy != fault.FixPermissions {
					t.Errorf("%s: %v", which, err)
				}
			}
			if left, _ := filepath.Glob(dir + "*"); len(left) > 1 {
				t.Errorf("beside it stands %v", left)
			}
		})
	}
}
