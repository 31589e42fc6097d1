package sync

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// Options is what `tenantry sync` needs.
type Options struct {
	IO       *term.IO
	Open     command.Opener
	Customer string // only this one; empty: all
	Full     bool   // everything anew, however fresh it is
}

// New makes `tenantry sync`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open}
	c := command.New("sync", "bring the cache up to date", command.NoArgs, func(ctx context.Context, _ []string) error {
		return o.Open(func(a *app.App) error { return o.run(ctx, a) })
	})
	c.Flags().StringVar(&o.Customer, "customer", "", "only this customer")
	c.Flags().BoolVar(&o.Full, "full", false, "read everything anew, however fresh it is")
	return c
}

func (o *Options) run(ctx context.Context, a *app.App) error {
	id := ""
	if o.Customer != "" {
		found, err := command.Customer(a, o.Customer)
		if err != nil {
			return err
		}
		id = found
	}
	r, err := a.SyncNow(ctx, id, o.Full, Progress(o.IO))
	if err != nil && r.FinishedAt == nil {
		return err
	}
	if errors.Is(err, context.Canceled) {
		f := fault.New(fault.Conflict, "the sync was ended early; what it had read is kept").With(fault.WaitAndRetry)
		err = f.WithCode(app.CodeCancelled, "")
	}
	if err != nil {
		f := contract.FailureOf(err)
		r.Error = &f
	}
	if o.IO.JSON {
		if err := o.IO.Print(r); err != nil {
			return err
		}
	} else {
		o.summary(r)
	}
	switch {
	case err != nil:
		o.IO.Note("tenantry: %s", term.OneLine(r.Error.Message+": "+r.Error.Remedy))
		return command.Ended(command.CodeOf(err))
	case len(r.Failures) > 0:
		return command.Ended(command.ExitPart)
	}
	return nil
}

// Progress writes the count to a terminal, in place; to a file or a pipe it writes nothing.
func Progress(io *term.IO) func(contract.SyncStatus) {
	if io.Width == 0 {
		return func(contract.SyncStatus) {}
	}
	return func(s contract.SyncStatus) {
		if !s.Running {
			fmt.Fprintf(io.Err, "\r\x1b[K")
			return
		}
		fmt.Fprintf(io.Err, "\r\x1b[K%s %d of %d%s", s.Phase, s.Done, s.Total, term.If(s.Failed > 0, fmt.Sprintf(", %d failed", s.Failed)))
	}
}

func (o *Options) summary(r contract.SyncReport) {
	c := r.Customers
	o.IO.Say("%d customers listed, %d brought up to date, %d failed, %d removed; %d requests, %.1f MB",
		c.Listed, c.Synced, c.Failed, c.Removed, r.HTTP.Requests, float64(r.HTTP.Bytes)/1e6)
	const most = 10
	for i, f := range r.Failures {
		if i == most {
			o.IO.Say("  … and %d more (--json lists all)", len(r.Failures)-most)
			break
		}
		o.IO.Say("  ⚠ %s: %s: %s", term.Clean(f.Name), term.Clean(f.Message), f.Remedy)
	}
}
