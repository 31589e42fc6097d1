package badgerstore_test

import (
	"path/filepath"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/badgerstore"
	"tenantry/backend/store/storetest"
)

// A virus scanner or a backup has a file of the cache open: that is no damage, and nothing is set aside for it.
func TestAFileThatAnotherProgramHoldsIsNoDamage(t *testing.T) {
	dir := filepath.Join(place(t), "cache")
	open := func() (*badgerstore.Cache, badgerstore.Recovered, error) {
		return badgerstore.OpenCache(dir, [32]byte{1}, true)
	}
	c, _, err := open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Context(storetest.ID(1)).Save(storetest.Customer(1)); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing lies in the cache: %v", err)
	}
	// Badger leaves its list of keys open when it fails later on: that file comes first.
	for _, f := range append([]string{filepath.Join(dir, "KEYREGISTRY"), filepath.Join(dir, "MANIFEST")}, files...) {
		release := storetest.Hold(t, f)
		c, lost, err := open()
		if p, ok := fault.As(err); !ok || p.Kind != fault.Denied || p.Remedy != fault.ReleaseFile || lost.SetAside != "" {
			t.Errorf("%s is held: %v; set aside: %q", filepath.Base(f), err, lost.SetAside)
		}
		if err == nil {
			_ = c.Close()
		}
		release()
	}
	// Badger leaves files mapped when it fails: this process could not open them again, another one can.
	if aside, _ := filepath.Glob(dir + ".bad-*"); len(aside) > 0 {
		t.Errorf("set aside: %v", aside)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.*")); len(left) < len(files) {
		t.Errorf("left: %v of %v", left, files)
	}
}
