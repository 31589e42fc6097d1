//go:build !windows

package profilelock

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// take locks the folder itself: there is no file to leave behind.
func take(dir string) (release func() error, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err == nil {
		return f.Close, nil
	}
	_ = f.Close()
	if errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errInUse
	}
	return nil, &os.PathError{Op: "lock", Path: dir, Err: err}
}
