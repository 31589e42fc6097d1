package profilelock

import (
	"io/fs"

	"errors"

	"tenantry/backend/fault"
)

// CodeInUse is the code of the fault that says that another process is in the profile.
const CodeInUse = "profile-in-use"

// Lock is the right to be in a profile.
type Lock struct{ release func() error }

// Take takes the lock of a folder, which must be there. The fault is Conflict with [CodeInUse] when somebody has it,
// Denied or another when the folder can't be used.
func Take(dir string) (*Lock, error) {
	release, err := take(dir)
	switch {
	case err == nil:
		return &Lock{release}, nil
	case errors.Is(err, errInUse):
		return nil, fault.Wrap(fault.Conflict, err, "store_in_use").With(fault.CloseOther).WithCode(CodeInUse, "")
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.Wrap(fault.Denied, err, "store_no_right", "folder", dir).With(fault.FixPermissions)
	}
	return nil, fault.Folder(err, "store_folder", "folder", dir)
}

var errInUse = errors.New("another process has the lock")

// Release gives it back. Twice is no error.
func (l *Lock) Release() error {
	release := l.release
	if release == nil {
		return nil
	}
	l.release = nil
	return release()
}
