package secret

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"tenantry/backend/fault"
)

// files keeps each key as one line of base64 in a file of its own, dir/NAME.key.
type files struct{ dir string }

func (f *files) Key(name string) ([32]byte, error) {
	if err := checkName(name); err != nil {
		return [32]byte{}, err
	}
	path := f.path(name)
	key, err := read(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if err := f.create(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return [32]byte{}, denied(err, "secret_file_unmade")
	}
	return read(path)
}

func (f *files) Forget(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	if err := os.Remove(f.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return denied(err, "secret_file_unremoved")
	}
	return nil
}

func (f *files) path(name string) string { return filepath.Join(f.dir, name+".key") }

// create makes the file whole or not at all, and never over another: the key is written and synced
// beside its place and then linked to it. Of two processes the first wins; the other sees ErrExist.
func (f *files) create(path string) (err error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(f.dir, "new-*.tmp") // O_EXCL, 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(temp.Name())) }() // what stayed would outlive Forget
	_, err = io.WriteString(temp, encode(newKey())+"\n")
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil {
		return err
	}
	return syncFolder(f.dir)
}

func read(path string) ([32]byte, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return [32]byte{}, err
	}
	if err != nil {
		return [32]byte{}, denied(err, "secret_file_unread")
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return [32]byte{}, denied(err, "secret_file_unread")
	}
	// Windows has no such bits: there the file lies in the user's own folder and inherits its rights.
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return [32]byte{}, fault.New(fault.Invalid, "secret_exposed", "file", path).
			With(fault.FixPermissions)
	}
	text, err := io.ReadAll(io.LimitReader(file, 1024))
	if err != nil {
		return [32]byte{}, denied(err, "secret_file_unread")
	}
	key, ok := decode(string(text))
	if !ok {
		return [32]byte{}, unreadable("secret_key_unreadable", "file", path)
	}
	return key, nil
}

// syncFolder makes a new name in dir outlast a power cut. Windows can't sync a folder and needn't.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func denied(err error, key string) error {
	f := fault.File(err, key)
	if f.Kind == fault.Invalid {
		f.Remedy = fault.FixPermissions
	}
	return f
}
