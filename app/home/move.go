package home

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tenantry/backend/folder"
)

// The names that a move uses beside the two places, until it is done.
const (
	leaving  = ".moving"   // the old place, once nobody can open it any more
	arriving = ".partial-" // a new place, until it is whole
)

// rename is os.Rename; a test has places that lie on two disks.
var rename = os.Rename

// move moves the folder "from" to the place "to", if there is nothing yet. On one disk that is one step. From one
// disk to another the old place is renamed first, which Windows refuses while a file in it is open; then it is copied,
// compared, put in its place with one step, and removed. A move that a kill cut short is begun anew with what was
// renamed, which is whole. Of two processes that copy, one finds the place taken.
func move(from, to string) error {
	away := from + leaving
	switch {
	case exists(to):
		return tidy(away, to)
	case exists(away):
	case !exists(from):
		return nil
	default:
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if rename(from, to) == nil || exists(to) {
			return nil
		}
		if err := rename(from, away); err != nil {
			return err
		}
	}
	if err := carry(away, to); err != nil {
		return errors.Join(err, rename(away, from))
	}
	return tidy(away, to)
}

// tidy removes what a move leaves: copies that came too late, and the old place if the new one is the same.
func tidy(away, to string) error {
	late, err := filepath.Glob(to + arriving + "*")
	for _, part := range late {
		err = errors.Join(err, folder.Remove(part))
	}
	if exists(away) && same(away, to) == nil {
		err = errors.Join(err, folder.Remove(away))
	}
	return err
}

// carry copies a folder, and puts the copy in its place once it is the same.
func carry(from, to string) error {
	part, err := os.MkdirTemp(filepath.Dir(to), filepath.Base(to)+arriving)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return os.CopyFS(part, os.DirFS(from)) },
		func() error { return settled(part) },
		func() error { return same(from, part) },
		func() error { return rename(part, to) },
	} {
		if err := step(); err != nil {
			return errors.Join(err, folder.Remove(part))
		}
	}
	return nil
}

// settled waits until every file is on the disk.
func settled(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}

// same compares every file of "from" with that of the same name in "to".
func same(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		one, err := sum(path)
		if err != nil {
			return err
		}
		other, err := sum(filepath.Join(to, rel))
		if err == nil && !bytes.Equal(one, other) {
			err = fmt.Errorf("%s differs from its copy", rel)
		}
		return err
	})
}

func sum(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
