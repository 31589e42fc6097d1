package space

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// Free is how many bytes may be written to the disk on which dir lies, by who is not root.
func Free(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, &fs.PathError{Op: "statfs", Path: dir, Err: err}
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// Reserve says nothing here: macOS has no file without a name.
func Reserve(string, int64) error { return nil }
