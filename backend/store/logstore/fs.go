package logstore

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tenantry/backend/fault"
	"tenantry/backend/folder"
)

// FS is the folder of a journal, as far as it is used: a test puts one in its place that fails, or forgets what was
// not synced.
type FS interface {
	// List names what lies in the folder; it makes the folder if there is none.
	List() ([]string, error)
	Read(name string) ([]byte, error)
	// Create makes a file that must not be there yet.
	Create(name string) (File, error)
	// Open opens a file to write to it.
	Open(name string) (File, error)
	Remove(name string) error
	// SetAside moves files into a new folder beside this one and says which.
	SetAside(names []string) (place string, err error)
	// Sync returns when it is on disk which files there are.
	Sync() error
}

// File is an open file.
type File interface {
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	io.Closer
}

// disk is the FS of the operating system. No file of it is mapped into memory: what a full disk refuses is an error.
type disk struct{ dir string }

func (d disk) at(name string) string { return filepath.Join(d.dir, name) }

func (d disk) List() (names []string, err error) {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(d.dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (d disk) Read(name string) ([]byte, error) { return os.ReadFile(d.at(name)) }
func (d disk) Remove(name string) error         { return os.Remove(d.at(name)) }
func (d disk) Sync() error {
	return errors.Join(folder.Sync(d.dir), folder.Sync(filepath.Dir(d.dir)))
}

func (d disk) Create(name string) (File, error) {
	return opened(os.OpenFile(d.at(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600))
}

func (d disk) Open(name string) (File, error) { return opened(os.OpenFile(d.at(name), os.O_WRONLY, 0)) }

// opened keeps a nil *os.File from becoming a File.
func opened(f *os.File, err error) (File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (d disk) SetAside(names []string) (string, error) {
	place := d.dir + damagedMark + time.Now().UTC().Format("20060102T150405.000000000Z")
	if err := os.Mkdir(place, 0o700); err != nil {
		return "", err
	}
	for _, name := range names {
		if err := os.Rename(d.at(name), filepath.Join(place, name)); err != nil {
			return place, err
		}
	}
	return place, errors.Join(folder.Sync(place), folder.Sync(filepath.Dir(d.dir)))
}

// damagedMark stands between the folder's name and the time when its files were set aside.
const damagedMark = ".damaged-"

// SetAsideOf names the folders of damaged files beside the journal in dir, the oldest first.
func SetAsideOf(dir string) (found []string) {
	beside, _ := os.ReadDir(filepath.Dir(dir)) // what can't be listed can't be removed either
	for _, e := range beside {
		if strings.HasPrefix(e.Name(), filepath.Base(dir)+damagedMark) {
			found = append(found, filepath.Join(filepath.Dir(dir), e.Name()))
		}
	}
	return found
}

// refused is a fault of the folder or of a file in it: what the system says is no damage.
func (l *log) refused(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	if errors.Is(err, fs.ErrPermission) {
		return fault.Wrap(fault.Denied, err, "store_no_right", "folder", l.dir).With(fault.FixPermissions)
	}
	f := fault.Folder(err, "store_folder", "folder", l.dir)
	if f.Kind == fault.Invalid { // the folder is ours, nobody typed its name
		f.Kind = fault.Internal
	}
	return f
}
