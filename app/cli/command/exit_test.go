//go:build !windows

package command_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"syscall"
	"testing"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/fault"
	"tenantry/backend/wire"
)

// A script sees by the exit code who erred: whoever wrote the command line (2), whoever has to sign in (4), the
// network (5), another process (6), or anything else (1).
func TestTheExitCodeSaysWhoErred(t *testing.T) {
	at := func(errno syscall.Errno) error { return &fs.PathError{Op: "write", Path: "x", Err: errno} }
	answered := func(status int) error {
		return fmt.Errorf("list: %w", wire.Refusal{Service: "Microsoft Graph", Code: "Request_BadRequest"}.Fault(wire.Answer{Status: status, Header: http.Header{}}, time.Now()))
	}
	for _, c := range []struct {
		what string
		err  error
		code int
	}{
		{"a word too many", command.WrongUse("cli_use_too_many", "word", "x"), 2},
		{"a value that is none", fault.New(fault.Invalid, "secret_kind", "kind", "x"), 2},
		{"a file that is not there", fault.File(at(syscall.ENOENT), "import_unread"), 2},
		{"a tenant that is in another cloud", fault.New(fault.Invalid, "signin_other_cloud").With(fault.ChooseCloud), 2},
		{"a file that the system refuses", fault.File(at(syscall.EACCES), "import_unread"), 1},
		{"a full disk", at(syscall.ENOSPC), 1},
		{"a quota", at(syscall.EDQUOT), 1},
		{"a disk that is read-only", at(syscall.EROFS), 1},
		{"too many open files", at(syscall.EMFILE), 1},
		{"a disk that fails", at(syscall.EIO), 1},
		{"a file that answers late", at(syscall.ETIMEDOUT), 1},
		{"a keychain that is not there", fault.New(fault.Invalid, "secret_keychain").With(fault.UseFileSecrets), 1},
		{"a key that others can read", fault.New(fault.Invalid, "secret_exposed", "file", "x").With(fault.FixPermissions), 1},
		{"a clock that is wrong", fault.New(fault.Invalid, "program_clock", "skew", 1).With(fault.SetClock), 1},
		{"an app registration that is wrong", fault.New(fault.Invalid, "signin_redirect").With(fault.CheckApp), 1},
		{"400 on a list", answered(400), 1},
		{"405 on a list", answered(405), 1},
		{"422 on a list", answered(422), 1},
		{"451 on a list", answered(451), 1},
		{"403", answered(403), 1},
		{"404", answered(404), 1},
		{"410", answered(410), 1},
		{"500", answered(500), 1},
		{"401", answered(401), 4},
		{"a network that is down", fault.New(fault.Offline, "network_unreachable", "host", "x"), 5},
		{"a limit of ours", fmt.Errorf("read: %w", context.DeadlineExceeded), 5},
		{"a profile in use", fault.New(fault.Conflict, "store_in_use").WithCode(app.CodeInUse, ""), 6},
		{"a conflict", fault.New(fault.Conflict, "signin_end_first"), 1},
		{"a bug", errors.New("impossible"), 1},
	} {
		if got := command.CodeOf(c.err); got != c.code {
			t.Errorf("%s: exit %d, want %d", c.what, got, c.code)
		}
	}
}
