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
)

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
			return command.ExitError
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func inUse() error {
	f := fault.New(fault.Conflict, "the profile is in use by another process, which does not answer").With(fault.CloseOther)
	f.Code = app.CodeInUse
	return f
}

// try runs the command line once. The error is a busyError or nil: any other was printed.
func (e *Env) try(ctx context.Context) (int, error) {
	root, ln := e.root()
	root.SetArgs(e.Args)
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	err := root.ExecuteContext(ctx)
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
	if _, ok := fault.As(err); !ok && !ln.parsed { // cobra's own complaint
		err = command.WrongUse(err.Error())
	}
	return e.fail(ln.io.JSON, err), nil
}

// fail prints an error as the contract wants it and returns the exit code.
func (e *Env) fail(asJSON bool, err error) int {
	asJSON = asJSON || e.json()
	f := contract.FailureOf(err)
	var more command.Detailed
	if errors.As(err, &more) && more.Advice != "" {
		f.Remedy = more.Advice
	}
	line := f.Message
	if f.Code != "" && f.Code != app.CodeInUse {
		line += " (" + f.Code + ")"
	}
	if f.Remedy != "" {
		line += ": " + f.Remedy
	}
	if f.RequestID != "" {
		line += " [request " + f.RequestID + "]"
	}
	fmt.Fprintln(e.Err, "tenantry: "+term.Clean(term.OneLine(line)))
	doc := map[string]any{}
	maps.Copy(doc, more.Doc)
	doc["error"] = f
	for _, l := range more.Lines {
		fmt.Fprintln(e.Err, "  "+term.Clean(l))
	}
	if asJSON {
		enc := json.NewEncoder(e.Out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(doc)
	}
	return command.CodeOf(err)
}
