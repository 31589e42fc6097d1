//go:build !windows

package control

import (
	"os"
	"syscall"
)

// openOwn opens the file to be read. A pipe in its place does not block, a link is not followed.
func openOwn(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		owner, ok := info.Sys().(*syscall.Stat_t)
		if ok && info.Mode().IsRegular() && info.Mode().Perm()&0o077 == 0 && int(owner.Uid) == os.Geteuid() {
			return f, nil
		}
		err = errAddress
	}
	_ = f.Close()
	return nil, err
}

// createOwn makes the file; that there is one already is an error.
func createOwn(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NOFOLLOW, 0o600)
}
