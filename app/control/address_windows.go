package control

import "os"

// openOwn opens the file to be read; the folder is the user's own.
func openOwn(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errAddress
	}
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// createOwn makes the file, or writes over one that could not be removed because another process was reading it.
func createOwn(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errAddress
	}
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
}
