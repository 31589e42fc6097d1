package space

import (
	"io/fs"
	"math"

	"golang.org/x/sys/windows"
)

// Free is how many bytes the user may write to the disk on which dir lies; a quota counts.
func Free(dir string) (int64, error) {
	path, err := windows.UTF16PtrFromString(dir)
	var free uint64
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(path, &free, nil, nil)
	}
	if err != nil {
		return 0, &fs.PathError{Op: "GetDiskFreeSpaceEx", Path: dir, Err: err}
	}
	return int64(min(free, math.MaxInt64)), nil
}

// Reserve says nothing here: Windows gives a file its blocks when it grows, mapped or not, and Free knows quotas.
func Reserve(string, int64) error { return nil }
