package profilelock

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// take opens a file that nobody may share and that Windows removes when it is closed, also by the end of the process.
func take(dir string) (release func() error, err error) {
	path := filepath.Join(dir, "LOCK")
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: dir, Err: err}
	}
	const nobody = 0
	h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.DELETE, nobody, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if err == nil {
		return func() error { return windows.CloseHandle(h) }, nil
	}
	// A file that is just being removed by its holder is refused as if there were no right to it.
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_DELETE_PENDING) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED) && there(path) {
		return nil, errInUse
	}
	return nil, &os.PathError{Op: "lock", Path: dir, Err: err}
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}
