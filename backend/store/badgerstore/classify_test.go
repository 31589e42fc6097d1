//go:build !windows

package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"tenantry/backend/fault"
)

// What the system refuses is no damage, whether Badger wraps it, quotes it or panics with it: nothing sound is set
// aside for it, and nobody is told to move the folder away.
func TestAFullDiskIsNoDamage(t *testing.T) {
	at := &fs.PathError{Op: "write", Path: "/x/000001.vlog", Err: syscall.ENOSPC}
	for what, err := range map[string]error{
		"wrapped":  classify(fmt.Errorf("write: %w", at), "/x"),
		"quoted":   classify(errors.New("Cannot write pid file err: "+at.Error()), "/x"),
		"panicked": broken("/x", at.Error()),
	} {
		f, ok := fault.As(err)
		if !ok || f.Kind != fault.Denied || f.Remedy != fault.FreeSpace {
			t.Errorf("%s: %v", what, err)
		}
	}
	if f, ok := fault.As(broken("/x", "index out of range")); !ok || f.Kind != fault.Corrupt {
		t.Errorf("damage: %v", f)
	}
}
