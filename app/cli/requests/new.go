package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/backend/message"
)

// NewOptions is what `tenantry requests new` needs.
type NewOptions struct {
	Writing
	Open     command.Opener
	Template string // by id or name; empty: none
}

// NewNew makes `tenantry requests new`.
func NewNew(l command.Line) *cobra.Command {
	o := &NewOptions{Writing: Writing{IO: l.IO, Path: l.Path}, Open: l.Open}
	c := l.Command("new X", "cli_requests_new_short", command.Args(1, 1, "X"),
		func(ctx context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(ctx, a, args[0]) })
		})
	o.flags(l, c)
	c.Flags().StringVar(&o.Template, "template", "", l.IO.Word("cli_requests_new_template"))
	c.Long = l.IO.Word("cli_requests_new_long")
	return command.Example(c, l.IO.Word("cli_example_new"), l.IO.Word("cli_example_new_azure"))
}

func (o *NewOptions) run(ctx context.Context, a *app.App, who string) error {
	if err := o.read(); err != nil {
		return err
	}
	tenant, err := command.Customer(a, who)
	if err != nil {
		return unkept(err, message.Of("cli_advice_name_customer"))
	}
	return o.begin(ctx, a, tenant)
}

// begin begins a request: from a template and an incident if they are named, then what the flags say.
func (o *NewOptions) begin(ctx context.Context, a *app.App, tenant string) error {
	id, err := template(a, o.Template, o.Fields.Language)
	if err != nil { // only a new request can start from one
		return unkept(err, message.Of("cli_advice_name_template"))
	}
	if err := o.check(a, tenant); err != nil {
		return unkept(err, message.Message{})
	}
	d, err := a.Requests.Prepare(tenant, id, o.Fields.IncidentID, o.Fields.Language)
	if err != nil {
		return unkept(err, message.Message{})
	}
	d.Channel = "" // chosen when it is kept
	return o.keep(ctx, a, d, o.onto(&d))
}
