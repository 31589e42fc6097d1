package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
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
	c := command.New("new X", "write a service request for a customer and queue it; prints its local id", command.Args(1, 1, "X"),
		func(ctx context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(ctx, a, args[0]) })
		})
	o.flags(c)
	c.Flags().StringVar(&o.Template, "template", "", "start from this text, by id or name (see: tenantry requests templates)")
	c.Long = "Writes a service request for a customer, keeps it in the outbox and prints its local id. Works without a network.\n\n" +
		"--channel is azure when --subscription, --service or --classification is given; portal when --product or\n" +
		"--incident is given, or when no Azure subscription of the customer is known. What is left out is filled in where\n" +
		"only one choice exists. What can't be queued is kept as a draft: the message names it, and\n" +
		"`tenantry requests edit` goes on with it."
	return command.Example(c, "tenantry requests new contoso.com --title \"Mail is late\" --description \"Since 9:00, 12 people\" --product Exchange",
		"tenantry requests new contoso.com --title \"VM is down\" --description-file vm.txt --subscription Production --service \"virtual machine\"")
}

func (o *NewOptions) run(ctx context.Context, a *app.App, who string) error {
	if err := o.read(); err != nil {
		return err
	}
	tenant, err := command.Customer(a, who)
	if err != nil {
		return unkept(err, "without a customer there is nothing to keep it for; name the customer and run the command again")
	}
	return o.begin(ctx, a, tenant)
}

// begin begins a request: from a template and an incident if they are named, then what the flags say.
func (o *NewOptions) begin(ctx context.Context, a *app.App, tenant string) error {
	id, err := template(a, o.Template, o.Fields.Language)
	if err != nil { // only a new request can start from one
		return unkept(err, "name the template and run the command again (see: tenantry requests templates)")
	}
	if err := o.check(a, tenant); err != nil {
		return unkept(err, "")
	}
	d, err := a.Requests.Prepare(tenant, id, o.Fields.IncidentID, o.Fields.Language)
	if err != nil {
		return unkept(err, "")
	}
	d.Channel = "" // chosen when it is kept
	return o.keep(ctx, a, d, o.onto(&d))
}
