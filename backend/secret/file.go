package secret

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"tenantry/backend/fault"
	"tenantry/backend/folder"
)

// file keeps the entry as one line of text in a file of its own, dir/PROFILE.key.
type file struct {
	o    Options
	path string
}

func newFile(o Options) *file { return &file{o, filepath.Join(o.Dir, o.Profile+".key")} }

// longest is more than any entry has bytes.
const longest = 4096

func (f *file) read() (text string, found bool, err error) {
	at := f.target()
	_ = os.Remove(at + unfinished) // a kill left it; what stayed would outlive the key
	opened, info, err := folder.OpenRegular(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", false, nil
	case errors.Is(err, folder.ErrIrregular): // a pipe would never answer
		return "", false, f.unreadable(errNoEntry)
	case err != nil:
		return "", false, fault.Folder(err, "secret_file_unread")
	}
	defer opened.Close()
	// Windows has no such bits: there the file lies in the user's own folder and inherits its rights.
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", false, fault.New(fault.Invalid, "secret_exposed", "file", fault.Typed(f.path)).With(fault.FixPermissions)
	}
	b, err := io.ReadAll(io.LimitReader(opened, longest))
	if err != nil {
		return "", false, fault.Folder(err, "secret_file_unread")
	}
	return string(b), true, nil
}

func (f *file) write(text string) error {
	if err := writeFile(f.target(), text, func() error { return nil }); err != nil {
		return fault.Folder(err, "secret_file_unmade")
	}
	return nil
}

func (f *file) remove() error {
	if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Folder(err, "secret_file_unremoved")
	}
	return nil
}

func (f *file) clear() error { return nil }

// target is where the file really lies: somebody may keep it elsewhere and have a link here.
func (f *file) target() string {
	if at, err := filepath.EvalSymlinks(f.path); err == nil {
		return at
	}
	return f.path
}

func (f *file) unreadable(why error) *fault.Error {
	return fault.Wrap(fault.Corrupt, why, "secret_key_unreadable", "file", f.path).With(fault.RestoreKey)
}

func (f *file) missing() *fault.Error {
	if exists(idFile(f.o.Dir)) {
		return fault.New(fault.Corrupt, "secret_in_keychain").With(fault.InKeychain)
	}
	return fault.New(fault.Corrupt, "secret_key_missing", "file", f.path, "folder", f.o.folder()).With(fault.RestoreKey)
}

// readFile reads a small file.
func readFile(path string) (string, error) {
	opened, _, err := folder.OpenRegular(path)
	if err != nil {
		return "", err
	}
	defer opened.Close()
	text, err := io.ReadAll(io.LimitReader(opened, longest))
	return string(text), err
}

// unfinished is what the name of a file ends with until it is whole.
const unfinished = ".new"

// writeFile makes the file or replaces it, whole or not at all: the text is written and synced beside its place, then
// "between" is called, then it is moved there.
func writeFile(path, text string, between func() error) (err error) {
	dir, temp := filepath.Dir(path), path+unfinished
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	made, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	_, err = io.WriteString(made, text+"\n")
	if err = errors.Join(err, made.Sync(), made.Close()); err != nil {
		return err
	}
	if err := between(); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return folder.Sync(dir)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
