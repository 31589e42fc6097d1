package cli

import (
	"context"
	"errors"
	"io"
	"maps"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/app/control"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Run runs the command line and returns the exit code. An output that could not be written is an error, whatever
// was done: who reads it must not take a part for the whole.
func Run(ctx context.Context, e Env) int {
	out := term.NewOutput(e.Out)
	e.Out = out
	code := e.run(ctx)
	var unwritten term.Unwritten
	if !errors.As(out.Failed(), &unwritten) {
		return code
	}
	if !unwritten.ReaderLeft() {
		f := fault.File(unwritten.Cause, "program_output")
		if f.Kind == fault.Invalid { // nothing that was typed is wrong
			f.Remedy = ""
		}
		e.fail(false, f)
	}
	return command.ExitError
}

// answerWithin is how long the holder of a profile may go without a sign of life.
const answerWithin = 5 * time.Second

// run runs the command line. Where another process holds the profile, that process is asked to run it. It may be about
// to end, so both ways are tried for as long as a holder is heard of.
func (e *Env) run(ctx context.Context) int {
	e.keyboard = term.NewKeyboard(e.In)
	defer e.keyboard.Restore()
	e.input = &input{r: e.In}
	call := control.Call{Args: e.Args, Dir: e.Dir, Width: e.Width, Display: e.Display(), Language: string(e.language())}
	deadline := time.Now().Add(answerWithin)
	for {
		e.In = e.input.from(ctx)
		var busy busyError
		code, err := e.try(ctx)
		if !errors.As(err, &busy) {
			return code
		}
		code, err = e.ask(ctx, busy.dir, call)
		switch {
		case err == nil:
			return code
		case ctx.Err() != nil:
			return e.fail(e.json(), ended())
		case errors.Is(err, control.ErrLeft):
			deadline = time.Now().Add(answerWithin)
		case !errors.Is(err, control.ErrNobody) || time.Now().After(deadline):
			return e.fail(e.json(), unanswered(err))
		}
		select {
		case <-ctx.Done():
			return e.fail(e.json(), ended())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// ask has the process that holds the profile run the command line. What it read of standard input is there again for
// whoever runs it next, until something of the answer was written.
func (e *Env) ask(ctx context.Context, dir string, call control.Call) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return control.Ask(ctx, dir, call, e.input.from(ctx), answered{e.Out, e.input}, answered{e.Err, e.input})
}

// answered is an output after whose first word nothing is run anew.
type answered struct {
	io.Writer
	input *input
}

func (a answered) Write(p []byte) (int, error) {
	a.input.settle()
	return a.Writer.Write(p)
}

// unanswered says why the process that holds the profile did not run the command line, or nobody knows whether it did.
func unanswered(err error) error {
	key := "cli_profile_in_use"
	switch {
	case errors.Is(err, control.ErrGone):
		return fault.New(fault.Conflict, "cli_holder_gone").With(fault.CompareAndChoose)
	case errors.Is(err, control.ErrStopped):
		key = "cli_holder_stopped"
	}
	return fault.New(fault.Conflict, key).With(fault.CloseOther).WithCode(app.CodeInUse, "")
}

// ended says of a command that it was told to end before it was done.
func ended() error {
	return fault.New(fault.Conflict, "cli_ended").With("").WithCode(app.CodeCancelled, "")
}

// try runs the command line once. The error is a busyError or nil: any other was printed.
func (e *Env) try(ctx context.Context) (int, error) {
	root, ln := e.root(ctx)
	err := func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = ln.caught(r)
			}
		}()
		return root.ExecuteContext(ctx)
	}()
	if err == nil {
		return command.ExitDone, nil
	}
	var busy busyError
	if errors.As(err, &busy) {
		return command.ExitBusy, busy
	}
	if code, ok := command.HasEnded(err); ok {
		return code, nil
	}
	if errors.As(err, new(term.Unwritten)) { // Run says it, in the process that has the terminal
		return command.ExitError, nil
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		err = ended()
	}
	f, ok := fault.As(err)
	if !ok && !ln.parsed { // cobra's own complaint
		err = wrongFlag(err)
	}
	for path, typed := range e.typed {
		if ok {
			f.Renamed(path, typed)
		}
	}
	return e.fail(ln.io.JSON, err), nil
}

// fail prints an error as the contract wants it and returns the exit code: the line for people in their
// language, the document in English.
func (e *Env) fail(asJSON bool, err error) int {
	l := e.language()
	f := contract.FailureOf(err)
	advice := f.Advice()
	var more command.Detailed
	if errors.As(err, &more) && more.Advice.Key != "" {
		advice = more.Advice
		f.Remedy = advice.String()
	}
	what := f.Words()
	if f.Code != "" && !app.OwnCode(f.Code) {
		what = message.Of("cli_in_brackets", "what", what, "more", f.Code)
	}
	if advice.In(l) != "" {
		what = command.Advised(what, advice)
	}
	if f.RequestID != "" {
		what = message.Of("cli_with_request", "what", what, "id", f.RequestID)
	}
	say := term.IO{Err: e.Err}
	say.Warn(what.In(l))
	for _, m := range more.Lines {
		say.NoteLine("  " + m.In(l))
	}
	if asJSON || e.json() {
		doc := map[string]any{}
		maps.Copy(doc, more.Doc)
		doc["error"] = f
		_ = term.Encode(e.Out, doc)
	}
	return command.CodeOf(err)
}
