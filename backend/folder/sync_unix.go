//go:build !windows

package folder

import (
	"errors"
	"os"
)

// Sync returns when it is on disk which files lie in a folder: a new name outlasts a power cut then.
func Sync(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
