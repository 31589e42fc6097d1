//go:build !windows

package home

import (
	"os"
	"path/filepath"
)

// places are where the default home lies, and where it lay before: it never moved on these systems.
func places() (now, before string, err error) {
	d, err := os.UserConfigDir()
	return filepath.Join(d, name), "", err
}
