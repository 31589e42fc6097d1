package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Remove removes what has this name, and if it is a folder all below it. What is not there is no error; of what can't
// be removed the first error is given, and the rest is removed all the same. Links are removed, not what they lead to.
//
// os.RemoveAll asks Windows for a way of deleting that Wine has not and some network drives neither; this deletes each
// file by its name.
func Remove(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		entries, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		var first error
		for _, e := range entries {
			if err := Remove(filepath.Join(path, e.Name())); err != nil && first == nil {
				first = err
			}
		}
		if first != nil {
			return first
		}
	}
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
