package fault

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"tenantry/backend/message"
)

// refusal is what the operating system refuses, and what helps.
type refusal struct {
	errno  syscall.Errno
	key    string
	remedy Remedy
}

// System says what the operating system refused, where err tells of that: a full disk, say, is not a network that
// is down, nor a bug. It is of kind Denied. What any system says of a place that is not there is no refusal.
func System(err error) (*Error, bool) {
	if errors.Is(err, fs.ErrPermission) {
		return refused(err, "program_no_right", FixPermissions), true
	}
	for _, r := range refusals {
		if errors.Is(err, r.errno) {
			return refused(err, r.key, r.remedy), true
		}
	}
	return nil, false
}

// SystemIn is what the operating system refused by the text of an error, for a library that quotes it and wraps
// nothing; nil when it tells of nothing such. [System] knows what helps.
func SystemIn(text string) error {
	for _, r := range refusals {
		if strings.Contains(text, r.errno.Error()) {
			return r.errno
		}
	}
	return nil
}

func refused(err error, key string, r Remedy) *Error {
	m := message.Of(key)
	var at *fs.PathError
	if errors.As(err, &at) && at.Path != "" {
		m = message.Of("program_at_place", "problem", m, "place", at.Path)
	}
	e := Say(Denied, m).With(r)
	e.Err = err
	return e
}

// File is a file or folder of the user that can't be used: key says what for, the system why. What the system
// refuses is Denied; of a name that leads nowhere it is Invalid.
func File(err error, key string, pairs ...any) *Error {
	e := unusable(err, key, pairs...)
	if e.Remedy == FixPermissions || e.Remedy == OtherDisk { // those speak of the program's own folder
		e.Remedy = OtherPlace
	}
	return e
}

// Folder is File for a place of the program's own, whose name nobody typed wrong.
func Folder(err error, key string, pairs ...any) *Error {
	e := unusable(err, key, pairs...)
	if e.Kind == Invalid {
		e.Remedy = FixPermissions
	}
	return e
}

// NoRoom says that nothing can be written any more, by the disk or a limit; what is there can be read.
func (e *Error) NoRoom() bool {
	return e.Remedy == FreeSpace || e.Remedy == FreeQuota || e.Remedy == RaiseFileSize
}

func unusable(err error, key string, pairs ...any) *Error {
	what := message.Of(key, pairs...)
	if e, ok := System(err); ok {
		e.Message = message.Of("program_because", "problem", what, "cause", e.Message)
		return e
	}
	why := message.Of("program_no_such_file")
	if !errors.Is(err, fs.ErrNotExist) {
		why = message.Verbatim(innermost(err).Error())
	}
	e := Say(Invalid, message.Of("program_because", "problem", what, "cause", why))
	e.Err = err
	return e
}

// innermost is what the system itself said, without the name of the file, which the message names.
func innermost(err error) error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return err
}
