package badgerstore

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/y"

	"tenantry/backend/fault"
)

// classify turns what Badger and the file system say into a fault. What is one already, and what the
// caller of a transaction returned, stays as it is.
func classify(err error, dir string) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.As(err); ok {
		return err
	}
	var errno syscall.Errno
	if quoted := fault.SystemIn(err.Error()); quoted != nil && !errors.Is(err, quoted) {
		err = errors.Join(quoted, err) // Badger formats errors into texts
	}
	_, refused := fault.System(err)
	switch {
	case errors.Is(err, badger.ErrEncryptionKeyMismatch):
		return fault.Wrap(fault.Corrupt, err, "store_wrong_key", "folder", dir).With(fault.RestoreKey)
	// The lock has no error value of its own; Badger's tests rely on these words.
	case strings.Contains(err.Error(), "Another process is using this Badger database"):
		return fault.Wrap(fault.Conflict, err, "store_in_use").
			With(fault.CloseOther).WithCode("profile-in-use", "")
	case errors.Is(err, fs.ErrPermission):
		return fault.Wrap(fault.Denied, err, "store_no_right", "folder", dir).With(fault.FixPermissions)
	case errors.Is(err, badger.ErrDBClosed), errors.Is(err, badger.ErrBlockedWrites):
		return fault.Wrap(fault.Internal, err, "store_closed")
	case errors.Is(err, y.ErrChecksumMismatch), errors.Is(err, badger.ErrInvalidDataKeyID), errors.Is(err, badger.ErrTruncateNeeded):
		return damaged(dir, err)
	case refused: // a full disk, say, is no damage
		return fault.Folder(err, "store_folder", "folder", dir)
	case errors.As(err, &errno) && !errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(fault.Internal, err, "store_folder", "folder", dir).With(fault.FixPermissions)
	}
	return fault.Wrap(fault.Internal, err, "store_failed", "folder", dir)
}
