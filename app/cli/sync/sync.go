package sync

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// Options is what `tenantry sync` needs.
type Options struct {
	IO       *term.IO
	Open     command.Opener
	Customer string // only this one; empty: all
	Full     bool   // everything anew, however fresh it is
	Confirm  bool   // whom the lists name no more is removed, however many they are
}

// New makes `tenantry sync`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open}
	c := l.Command("sync", "cli_sync_short", command.NoArgs, func(ctx context.Context, _ []string) error {
		return o.Open(func(a *app.App) error { return o.run(ctx, a) })
	})
	c.Flags().StringVar(&o.Customer, "customer", "", l.IO.Word("cli_sync_customer"))
	c.Flags().BoolVar(&o.Full, "full", false, l.IO.Word("cli_sync_full"))
	c.Flags().BoolVar(&o.Confirm, "confirm-removals", false, l.IO.Word("cli_sync_confirm"))
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
	r, err := o.sync(ctx, a, id)
	if err != nil && r.FinishedAt == nil {
		return err
	}
	if errors.Is(err, context.Canceled) {
		err = fault.New(fault.Conflict, "cli_sync_ended").With("").WithCode(app.CodeCancelled, "")
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
		o.IO.Warn(o.IO.Words(command.Advised(r.Error.Words(), r.Error.Advice())))
		return command.Ended(command.CodeOf(err))
	case slices.ContainsFunc(r.Failures, func(f contract.SyncFailure) bool { return !f.Optional }):
		return command.Ended(command.ExitPart)
	}
	return nil
}

func (o *Options) sync(ctx context.Context, a *app.App, id string) (contract.SyncReport, error) {
	switch {
	case o.Confirm && id != "":
		return contract.SyncReport{}, command.WrongUse("cli_use_exclude", "one", "--customer", "other", "--confirm-removals")
	case o.Confirm:
		return a.SyncConfirmed(ctx, o.Full, Progress(o.IO))
	}
	return a.SyncNow(ctx, id, o.Full, Progress(o.IO))
}

// phases say what a sync is doing.
var phases = map[string]string{"listing": "cli_sync_listing", "reading": "cli_sync_reading", "stopping": "cli_sync_stopping"}

// Progress writes the count to a terminal, in place; to a file or a pipe it writes nothing.
func Progress(io *term.IO) func(contract.SyncStatus) {
	return func(s contract.SyncStatus) {
		if !s.Running {
			io.Progress("")
			return
		}
		line := io.Word("cli_sync_progress", "phase", command.Known(phases, s.Phase), "done", s.Done, "total", s.Total)
		if s.Failed > 0 {
			line = io.Word("cli_sync_progress_failed", "progress", line, "count", s.Failed)
		}
		io.Progress(line)
	}
}

func (o *Options) summary(r contract.SyncReport) {
	c := r.Customers
	whole, tenth, _ := strings.Cut(fmt.Sprintf("%.1f", float64(r.HTTP.Bytes)/1e6), ".")
	o.IO.Say("cli_sync_summary", "listed", c.Listed, "synced", c.Synced, "failed", c.Failed, "removed", c.Removed,
		"requests", r.HTTP.Requests, "whole", whole, "tenth", tenth)
	o.IO.Line(o.IO.Words(c.ReadWords()))
	if c.WithoutAccess > 0 {
		o.IO.Say("cli_sync_without", "count", c.WithoutAccess)
	}
	const most = 10
	failures := slices.DeleteFunc(slices.Clone(r.Failures), func(f contract.SyncFailure) bool { return r.Error.Tells(f.Problem) }) // the last line tells it
	for i, f := range failures {
		if i == most {
			o.IO.Say("cli_sync_more", "count", len(failures)-most)
			break
		}
		o.IO.Line("  ⚠ " + o.IO.Word("cli_titled", "what", named(f), "more", command.Problem(o.IO, &f.Problem)))
	}
}

// lists are what a failure that is no customer's is about.
var lists = map[string]string{"gdap": "sync_list_gdap", "gdapcustomer": "sync_list_gdapcustomer", "contract": "sync_list_contract",
	"partnercenter": "sync_list_partnercenter", "service requests": "sync_list_service_requests", "customer lists": "sync_list_customer_lists"}

// named is whom a failure concerns: a customer by its name, or a list.
func named(f contract.SyncFailure) message.Message {
	if f.TenantID == "" {
		return command.Known(lists, f.Name)
	}
	return message.Verbatim(term.Clean(f.Name))
}
