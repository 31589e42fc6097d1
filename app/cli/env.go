package cli

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"tenantry/app"
	"tenantry/app/cli/term"
	"tenantry/app/control"
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

	held *app.App     // in the holder's process: the App that is open already
	log  *slog.Logger // in the holder's process: its log
}

// busyError says that another process holds the profile; Run then asks that process.
type busyError struct{ dir string }

func (busyError) Error() string { return "the profile is in use by another process" }

func inUseElsewhere(err error) bool { return errors.As(err, new(busyError)) }

// ErrInUse makes of a failed opening the error that lets Run ask the process that holds the profile.
func ErrInUse(o app.Options, err error) error {
	if !app.InUse(err) {
		return err
	}
	dir, dirErr := o.Dir()
	if dirErr != nil {
		return dirErr
	}
	return busyError{dir}
}

// openApp opens the profile, or takes the App that this process holds; release lets go of it. Meanwhile it
// also answers calls of other processes, because they can't open the profile.
func (e *Env) openApp(o app.Options) (a *app.App, release func(), err error) {
	if e.held != nil {
		return e.held, func() {}, nil
	}
	a, err = app.Open(o)
	if err != nil {
		return nil, nil, ErrInUse(o, err)
	}
	hold, err := Hold(a, o, e.Version)
	if err != nil {
		_ = a.Stop()
		return nil, nil, err
	}
	return a, func() {
		hold.Close(Grace)
		_ = a.Stop()
	}, nil
}

// Hold answers the command lines of other processes with an App that is open.
func Hold(a *app.App, o app.Options, v app.Version) (*control.Holder, error) {
	dir, err := o.Dir()
	if err != nil {
		return nil, err
	}
	return control.Hold(dir, func(ctx context.Context, c control.Call, in io.Reader, out, errs io.Writer) int {
		env := Env{Args: c.Args, In: in, Out: term.NewOutput(out), Err: errs, Dir: c.Dir, Width: c.Width, Language: message.Language(c.Language), Version: v, held: a, log: o.Log,
			Display: func() bool { return c.Display }, Getenv: func(string) string { return "" }}
		code, _ := env.try(ctx)
		return code
	})
}

// json says whether the command line asks for JSON, for failures before it was parsed.
func (e *Env) json() bool { return slices.Contains(e.Args, "--json") }

// path makes a file name absolute in the caller's folder.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) || e.Dir == "" {
		return name
	}
	return filepath.Join(e.Dir, name)
}
