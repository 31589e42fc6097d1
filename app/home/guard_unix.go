//go:build !windows

package home

import (
	"io/fs"
	"os"
	"syscall"

	"tenantry/backend/fault"
)

// Guard refuses folders that somebody else could put files into: those that belong to another user, and those that
// others may write in. What is not there yet is made for the user alone. The fault is of kind Denied.
func Guard(folders ...string) error {
	for _, dir := range folders {
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() { // whoever opens it says what is wrong
			continue
		}
		if err := guard(dir, info); err != nil {
			return err
		}
	}
	return nil
}

func guard(dir string, info fs.FileInfo) error {
	// The administrator could do worse than to write here.
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 && int(owner.Uid) != os.Geteuid() {
		return fault.New(fault.Denied, "program_folder_of_another", "folder", dir).With(fault.FixPermissions)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fault.New(fault.Denied, "program_folder_exposed", "folder", fault.Typed(dir)).With(fault.FixPermissions)
	}
	return nil
}
