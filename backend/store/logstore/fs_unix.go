//go:build !windows

package logstore

import "os"

// SyncFolder returns when it is on disk which files lie in dir.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
