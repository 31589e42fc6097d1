package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/control"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Grace is how long command lines of other processes may go on after the holder wants to end.
const Grace = 2 * time.Second

// Env is everything a command line touches.
type Env struct {
	Args  []string
	In    io.Reader
	Out   io.Writer
	Err   io.Writer
	Dir   string // relative file names mean this folder
	Width int    // columns of the terminal; 0: not a terminal
	// Language is what the process that asks speaks; empty: as the environment says.
	Language message.Language
	Getenv   func(string) string
	Version  app.Version
	// Window opens the window; nil where the program was built without one. It returns when the window
	// is closed.
	Window func(context.Context, WindowOptions) error
	// Display says whether a window can be shown.
	Display func() bool

	held     *app.App     // in the holder's process: the App that is open already
	log      *slog.Logger // in the holder's process: its log
	input    *input
	keyboard *term.Keyboard    // nil: that of another process
	typed    map[string]string // the file names of the command line, by their paths
}

// busyError says that another process holds the profile; Run then asks that process.
type busyError struct{ dir string }

func (busyError) Error() string { return "the profile is in use by another process" }

// InUse says of a failed opening that another process holds the profile: Run asks that one.
func InUse(err error) bool { return errors.As(err, new(busyError)) }

// openApp opens the profile, or takes the App that this process holds; release lets go of it.
func (e *Env) openApp(ctx context.Context, o app.Options) (a *app.App, release func(), err error) {
	if e.held != nil {
		return e.held, func() {}, nil
	}
	a, end, err := Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	e.input.settle() // from here on no other process is asked
	return a, func() { _ = end() }, nil
}

// Open opens the profile. From the moment that it is ours it answers the calls of other processes, which can't open it:
// they wait until it is open, and until end, which lets go of it. A fault of which InUse holds: another has it. The end
// of ctx ends the waiting for a slow keychain, too.
func Open(ctx context.Context, o app.Options) (a *app.App, end func() error, err error) {
	dir, err := o.Dir()
	if err != nil {
		return nil, nil, err
	}
	var held atomic.Pointer[control.Holder]
	o.Held = announcing(&held, o.Log)
	type opened struct {
		a        *app.App
		err      error
		panicked string
	}
	ready := make(chan opened, 1)
	go func() {
		var r opened
		defer func() {
			if p := recover(); p != nil { // for whoever catches those of the command
				r.panicked = fmt.Sprintf("%v\n%s", p, debug.Stack())
			}
			ready <- r
		}()
		r.a, r.err = app.Open(o)
	}()
	select {
	case <-ctx.Done():
		if h := held.Load(); h != nil { // this process may be gone before the opening fails
			h.Withdraw()
		}
		go func() {
			if late := <-ready; late.a != nil {
				_ = late.a.Stop()
			}
		}()
		return nil, nil, ctx.Err()
	case r := <-ready:
		if r.panicked != "" {
			panic(r.panicked)
		}
		a, err = r.a, r.err
	}
	if app.InUse(err) {
		return nil, nil, busyError{dir}
	}
	if err != nil {
		return nil, nil, err
	}
	holder := held.Load()
	if holder == nil {
		return a, a.Stop, nil
	}
	holder.Answer(answering(a, o.Version, o.Log))
	return a, func() error {
		holder.End(Grace)
		return a.Stop()
	}, nil
}

// announcing tells other processes where a profile's holder is to be found the moment that the profile is ours, and keeps
// the holder in held.
func announcing(held *atomic.Pointer[control.Holder], log *slog.Logger) func(dir string) (func(), error) {
	return func(dir string) (func(), error) {
		h, err := control.Announce(dir)
		if err == nil {
			held.Store(h)
			return h.Withdraw, nil
		}
		f := fault.Folder(err, "cli_unannounced", "folder", dir)
		if !f.NoRoom() {
			return nil, f
		}
		if log != nil { // others find the profile in use; what is known can be shown all the same
			log.Warn("nobody else is told that the profile is held", "error", err)
		}
		return func() {}, nil
	}
}

// answering runs the command lines of other processes with an App that is open. One that ended in an error did nothing
// that would be done twice by doing it again.
func answering(a *app.App, v app.Version, log *slog.Logger) control.Handler {
	return func(ctx context.Context, c control.Call, in io.Reader, out, errs io.Writer) (code int, done bool) {
		if c.Show {
			if err := a.Show(); err != nil {
				return command.CodeOf(err), true
			}
			return command.ExitDone, true
		}
		env := Env{Args: c.Args, In: in, Out: term.NewOutput(out), Err: errs, Dir: c.Dir, Width: c.Width, Language: message.Language(c.Language), Version: v, held: a, log: log,
			Display: func() bool { return c.Display }, Getenv: func(string) string { return "" }}
		code, _ = env.try(ctx)
		return code, code != command.ExitError
	}
}

// json says whether the command line asks for JSON, for failures before it was parsed.
func (e *Env) json() bool { return slices.Contains(e.Args, "--json") }

// path makes a file name absolute in the caller's folder. What fails there names the file as it was typed.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) || e.Dir == "" {
		return name
	}
	path := filepath.Join(e.Dir, name)
	if strings.HasPrefix(name, "-") { // a remedy may hand it to a command
		return path
	}
	if e.typed == nil {
		e.typed = map[string]string{}
	}
	e.typed[path] = name
	return path
}
