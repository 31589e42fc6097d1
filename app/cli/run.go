package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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

// run runs the command line. Where another process holds the profile, that process is asked to run it; it may be
// about to end, so both ways are tried for two seconds.
func (e *Env) run(ctx context.Context) int {
	call := control.Call{Args: e.Args, Dir: e.Dir, Width: e.Width, Display: e.Display(), Language: string(e.language())}
	deadline := time.Now().Add(2 * time.Second)
	for {
		var busy busyError
		code, err := e.try(ctx)
		if !errors.As(err, &busy) {
			return code
		}
		answer, err := control.Ask(ctx, busy.dir, call, e.In, e.Out, e.Err)
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
			return command.ExitError
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func inUse() error {
	f := fault.New(fault.Conflict, "cli_profile_in_use").With(fault.CloseOther)
	f.Code = app.CodeInUse
	return f
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
	if _, ok := fault.As(err); !ok && !ln.parsed { // cobra's own complaint
		err = wrongFlag(err)
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
	fmt.Fprintln(e.Err, "tenantry: "+term.Clean(term.OneLine(what.In(l))))
	for _, m := range more.Lines {
		fmt.Fprintln(e.Err, "  "+term.Clean(m.In(l)))
	}
	if asJSON || e.json() {
		doc := map[string]any{}
		maps.Copy(doc, more.Doc)
		doc["error"] = f
		enc := json.NewEncoder(e.Out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(doc)
	}
	return command.CodeOf(err)
}
