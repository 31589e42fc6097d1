package home

import (
	"io/fs"
	"os"
	"path/filepath"

	"tenantry/backend/fault"
)

// odd is what has a name and is no file: to open a pipe may never end, to open a device may do something.
const odd = fs.ModeNamedPipe | fs.ModeSocket | fs.ModeDevice | fs.ModeCharDevice

// Files refuses folders in which something lies that is neither a file nor a folder, be it behind a link: whoever opens
// all that is there would wait for it. What is not there is as good as empty. The fault is of kind Denied.
func Files(folders ...string) error {
	for _, dir := range folders {
		entries, err := os.ReadDir(dir)
		if err != nil { // whoever opens it says what is wrong
			continue
		}
		for _, e := range entries {
			kind := e.Type()
			if kind&fs.ModeSymlink != 0 {
				info, err := os.Stat(filepath.Join(dir, e.Name()))
				if err != nil {
					continue
				}
				kind = info.Mode()
			}
			if kind&odd != 0 {
				return fault.New(fault.Denied, "store_foreign", "folder", dir, "file", e.Name()).With(fault.FixPermissions)
			}
		}
	}
	return nil
}
