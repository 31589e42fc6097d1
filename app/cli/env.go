package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"time"

	"tenantry/app"
	"tenantry/app/control"
	"tenantry/backend/fault"
)

// Exit codes of the contract.
const (
	exitDone    = 0
	exitError   = 1
	exitUse     = 2
	exitPart    = 3
	exitSignIn  = 4
	exitOffline = 5
	exitBusy    = 6
)

// Grace is how long command lines of other processes may go on after the holder wants to end.
const Grace = 2 * time.Second

// Env is everything a command line touches.
type Env struct {
	Args    []string
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Dir     string // relative file names mean this folder
	Width   int    // columns of the terminal; 0: not a terminal
	Getenv  func(string) string
	Version app.Version
	// Window opens the window; nil where the program was built without one. It returns when the window
	// is closed.
	Window func(context.Context, WindowOptions) error
	// Display says whether a window can be shown.
	Display func() bool

	held *app.App // in the holder's process: the App that is open already
}

// WindowOptions says which window to open.
type WindowOptions struct {
	Demo    bool
	Options app.Options
}

// busyError says that another process holds the profile; Run then asks that process.
type busyError struct{ dir string }

func (busyError) Error() string { return "the profile is in use by another process" }

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

// session is an open App and how to let go of it.
type session struct {
	*app.App
	release func()
}

// openApp opens the profile, or takes the App that this process holds. It also answers calls of other
// processes meanwhile, because they can't open the profile.
func (e *Env) openApp(o app.Options) (session, error) {
	if e.held != nil {
		return session{e.held, func() {}}, nil
	}
	a, err := app.Open(o)
	if err != nil {
		return session{}, ErrInUse(o, err)
	}
	hold, err := Hold(a, o, e.Version)
	if err != nil {
		_ = a.Stop()
		return session{}, err
	}
	return session{a, func() {
		hold.Close(Grace)
		_ = a.Stop()
	}}, nil
}

// Hold answers the command lines of other processes with an App that is open.
func Hold(a *app.App, o app.Options, v app.Version) (*control.Holder, error) {
	dir, err := o.Dir()
	if err != nil {
		return nil, err
	}
	return control.Hold(dir, func(ctx context.Context, c control.Call, in io.Reader, out, errs io.Writer) int {
		env := Env{Args: c.Args, In: in, Out: out, Err: errs, Dir: c.Dir, Width: c.Width, Version: v, held: a,
			Display: func() bool { return c.Display }, Getenv: func(string) string { return "" }}
		return env.run(ctx)
	})
}

// Run runs the command line and returns the exit code. Where another process holds the profile, that
// process is asked to run it; it may be about to end, so both ways are tried for two seconds.
func Run(ctx context.Context, e Env) int {
	deadline := time.Now().Add(2 * time.Second)
	for {
		var busy busyError
		code, err := e.try(ctx)
		if !errors.As(err, &busy) {
			return code
		}
		answer, err := control.Ask(ctx, busy.dir, control.Call{Args: e.Args, Dir: e.Dir, Width: e.Width, Display: e.Display()}, e.In, e.Out, e.Err)
		if err == nil {
			return answer
		}
		switch {
		case errors.Is(err, control.ErrLeft): // nothing was said yet
			deadline = time.Now().Add(2 * time.Second)
		case !errors.Is(err, control.ErrNobody) || time.Now().After(deadline):
			return e.fail(e.json(), inUse())
		}
		select {
		case <-ctx.Done():
			return exitError
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func inUse() error {
	f := fault.New(fault.Conflict, "the profile is in use by another process, which does not answer").With(fault.CloseOther)
	f.Code = app.CodeInUse
	return f
}

// run is try for an Env whose App is open already.
func (e *Env) run(ctx context.Context) int {
	code, _ := e.try(ctx)
	return code
}

func (e *Env) try(ctx context.Context) (int, error) {
	root, st := e.root()
	root.SetArgs(e.Args)
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	err := root.ExecuteContext(ctx)
	var busy busyError
	if errors.As(err, &busy) {
		return exitBusy, busy
	}
	if err != nil && !st.ran {
		if _, ok := fault.As(err); !ok { // cobra's own complaint
			err = wrongUse(err.Error())
		}
	}
	if err != nil {
		return e.fail(st.json, err), nil
	}
	return st.code, nil
}

// path makes a file name absolute in the caller's folder.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) || e.Dir == "" {
		return name
	}
	return filepath.Join(e.Dir, name)
}
