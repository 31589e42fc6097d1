package files

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"tenantry/backend/fault"
)

// Write makes a file, readable by its owner alone, of what write writes: whole, or as it was. What is no file is not replaced by one.
func Write(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // a device would be gone, its name a file
		return fault.New(fault.Invalid, "file_unreplaced", "file", path)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".tenantry-*.tmp")
	if err != nil {
		return fault.File(err, "file_unwritten", "file", path)
	}
	defer func() { _ = os.Remove(temp.Name()) }() // nothing is left of it once it has its name
	if err := write(temp); err != nil {
		return errors.Join(fault.File(err, "file_unwritten", "file", path), temp.Close())
	}
	if err := errors.Join(temp.Sync(), temp.Close(), os.Rename(temp.Name(), path)); err != nil {
		return fault.File(err, "file_unwritten", "file", path)
	}
	return nil
}
