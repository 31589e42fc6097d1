package folder

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// ErrIrregular is what has a name and is no regular file: a folder, a pipe, a device.
var ErrIrregular = errors.New("no regular file")

// OpenRegular opens a regular file to be read, and gives what is true of the file that is open, whatever lies at path by
// then. What is no regular file is not opened ([ErrIrregular]): reading it may never end. Its info is given all the same.
func OpenRegular(path string) (*os.File, fs.FileInfo, error) {
	info, err := os.Stat(path) // before it is opened: to open a device can do something
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, info, ErrIrregular
	}
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // should a pipe have taken its place, nobody waits for a writer
	if err != nil {
		return nil, nil, err
	}
	info, err = f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrIrregular
	}
	if err != nil {
		_ = f.Close()
		return nil, info, err
	}
	return f, info, nil
}
