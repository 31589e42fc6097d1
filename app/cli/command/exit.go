package command

import (
	"errors"
	"fmt"

	"tenantry/app"
	"tenantry/backend/fault"
)

// Exit codes of the contract.
const (
	ExitDone    = 0
	ExitError   = 1
	ExitUse     = 2
	ExitPart    = 3
	ExitSignIn  = 4
	ExitOffline = 5
	ExitBusy    = 6
)

// ended is a command that has said all there is to say.
type ended struct{ code int }

func (e ended) Error() string { return fmt.Sprintf("exit %d", e.code) }

// Ended ends a command that has said all there is to say with an exit code; nil when all is done.
func Ended(code int) error {
	if code == ExitDone {
		return nil
	}
	return ended{code}
}

// HasEnded says whether a command has said all there is to say, and its exit code then.
func HasEnded(err error) (code int, ok bool) {
	var e ended
	ok = errors.As(err, &e)
	return e.code, ok
}

// CodeOf is the exit code of a failure, by who erred: wrong use is only what whoever wrote the command line can
// write otherwise. What Microsoft did not understand of our own request, and what is wrong with this computer, is an
// error.
func CodeOf(err error) int {
	f, _ := fault.As(err)
	switch fault.KindOf(err) {
	case fault.Invalid:
		switch f.Remedy {
		case fault.CorrectInput, fault.SeeHelp, fault.ChooseCloud:
			return ExitUse
		}
	case fault.SignIn:
		return ExitSignIn
	case fault.Offline:
		return ExitOffline
	case fault.Conflict:
		if f != nil && f.Code == app.CodeInUse {
			return ExitBusy
		}
	}
	return ExitError
}
