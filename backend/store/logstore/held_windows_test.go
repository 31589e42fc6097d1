package logstore_test

import (
	"path/filepath"
	"testing"

	"tenantry/backend/fault"
	"tenantry/backend/store/logstore"
	"tenantry/backend/store/storetest"
)

// A virus scanner or a backup has a file of the journal open: that is no damage, and all is there when it lets go.
func TestAFileThatAnotherProgramHoldsIsNoDamage(t *testing.T) {
	o := logstore.Options{Dir: filepath.Join(t.TempDir(), "journal"), Keys: [][32]byte{{1}}}
	j := open(t, o)
	if err := j.Settings().Put("language", "fr"); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(o.Dir, "*.vlog"))
	if err != nil || len(files) != 2 {
		t.Fatalf("the journal's files: %v, %v", files, err)
	}
	for _, f := range files {
		release := storetest.Hold(t, f)
		_, err := logstore.Open(o)
		if p, ok := fault.As(err); !ok || p.Kind != fault.Denied || p.Remedy != fault.ReleaseFile {
			t.Errorf("%s is held: %v", filepath.Base(f), err)
		}
		release()
	}
	j = open(t, o)
	defer j.Close()
	var language string
	if found, err := j.Settings().Get("language", &language); !found || err != nil || language != "fr" {
		t.Errorf("after they were let go: %q, %v, %v", language, found, err)
	}
	if r := j.Report(); r != (logstore.Report{}) {
		t.Errorf("reported: %+v", r)
	}
}
