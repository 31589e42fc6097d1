package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// ShowOptions is what `tenantry requests show` needs.
type ShowOptions struct {
	IO       *term.IO
	Open     command.Opener
	Customer string // whose request it is; empty: whoever has the number
}

// NewShow makes `tenantry requests show`.
func NewShow(l command.Line) *cobra.Command {
	o := &ShowOptions{IO: l.IO, Open: l.Open}
	c := l.Command("show ID", "cli_requests_show_short", command.Args(1, 1, "ID"),
		func(ctx context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(ctx, a, args[0]) })
		})
	customerFlag(l, c, &o.Customer)
	return command.Example(c, "tenantry requests show 119112420000001", "tenantry requests show TNT-7F3K2M --json")
}

func customerFlag(l command.Line, c *cobra.Command, who *string) {
	c.Flags().StringVar(who, "customer", "", l.IO.Word("cli_requests_customer"))
}

func (o *ShowOptions) run(ctx context.Context, a *app.App, id string) error {
	if localID(id) != "" {
		i, err := written(a, id)
		if err != nil {
			return err
		}
		if i.Channel == "note" || i.Channel == "change" {
			return o.note(i)
		}
	}
	row, err := locate(a, id, o.Customer)
	if err != nil {
		return err
	}
	d, err := o.read(ctx, a, row)
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(d)
	}
	printRequest(o.IO, d)
	return nil
}

// read reads a request anew; where that can't be done, what is kept answers, with a warning.
func (o *ShowOptions) read(ctx context.Context, a *app.App, row contract.RequestRow) (contract.RequestDetails, error) {
	if row.ID == "" {
		return a.Requests.Get(row.TenantID, row.LocalID)
	}
	d, err := a.ReadRequest(ctx, row.TenantID, row.ID)
	if err == nil {
		return d, nil
	}
	kept, keptErr := a.Requests.Get(row.TenantID, row.ID)
	if keptErr != nil {
		return d, err
	}
	f := contract.FailureOf(err)
	if kept.Problem == nil {
		kept.Problem = &contract.Problem{Kind: f.Kind, Message: f.Message, Said: f.Said, Remedy: f.Remedy, RemedyKey: f.RemedyKey, Tenant: f.Tenant, Code: f.Code, RequestID: f.RequestID}
	}
	o.IO.Warn(o.IO.Word("cli_requests_kept_shown", "what", f.Words(), "advice", f.Advice()))
	return kept, nil
}

func (o *ShowOptions) note(i contract.OutgoingItem) error {
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	printNote(o.IO, i)
	return nil
}
