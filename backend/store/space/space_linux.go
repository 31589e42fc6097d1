package space

import (
	"errors"
	"io/fs"
	"math"

	"golang.org/x/sys/unix"
)

// Free is how many bytes may be written to the disk on which dir lies, by who is not root. A quota, which is another
// limit, is not in it.
func Free(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, &fs.PathError{Op: "statfs", Path: dir, Err: err}
	}
	return int64(min(s.Bavail*uint64(s.Bsize), math.MaxInt64)), nil
}

// Reserve tries whether n bytes may be written in dir: it takes them in a file without a name and gives them back. So a
// quota and a limit for files count too. Where the file system can't do that it says nothing.
func Reserve(dir string, n int64) error {
	f, err := unix.Open(dir, unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil // whoever writes there hears it
	}
	defer unix.Close(f)
	err = unix.Fallocate(f, 0, 0, n)
	if errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) || errors.Is(err, unix.EFBIG) {
		return &fs.PathError{Op: "fallocate", Path: dir, Err: err}
	}
	return nil
}
