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
	c := command.New("show ID", "one service request with its notes, or a note on its way (ID: Microsoft's number, or a local id)", command.Args(1, 1, "ID"),
		func(ctx context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(ctx, a, args[0]) })
		})
	customerFlag(c, &o.Customer)
	return command.Example(c, "tenantry requests show 119112420000001", "tenantry requests show TNT-7F3K2M --json")
}

func customerFlag(c *cobra.Command, who *string) {
	c.Flags().StringVar(who, "customer", "", "whose request it is, where the number is unknown here or known at several")
}

func (o *ShowOptions) run(ctx context.Context, a *app.App, id string) error {
	if localID(id) != "" {
		i, err := written(a, id)
		if err != nil {
			return err
		}
		if i.Channel == "note" {
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
		kept.Problem = &contract.Problem{Kind: f.Kind, Message: f.Message, Said: f.Said, Remedy: f.Remedy, RemedyKey: f.RemedyKey, Code: f.Code, RequestID: f.RequestID}
	}
	o.IO.Note("tenantry: %s: %s; what was known before follows", term.Clean(term.OneLine(f.Message)), f.Remedy)
	return kept, nil
}

func (o *ShowOptions) note(i contract.OutgoingItem) error {
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	printNote(o.IO, i)
	return nil
}
