package customers

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// TicketOptions is what `tenantry ticket` needs.
type TicketOptions struct {
	IO    *term.IO
	Open  command.Opener
	Query contract.TicketQuery
}

// NewTicket makes `tenantry ticket`.
func NewTicket(l command.Line) *cobra.Command {
	o := &TicketOptions{IO: l.IO, Open: l.Open}
	c := l.Command("ticket X", "cli_ticket_short", command.Args(1, 1, "X"), func(_ context.Context, args []string) error { return o.run(args[0]) })
	f, word := c.Flags(), l.IO.Word
	f.StringVar(&o.Query.Incident, "incident", "", word("cli_ticket_incident"))
	f.StringVar(&o.Query.Request, "request", "", word("cli_ticket_request"))
	f.StringVar(&o.Query.System, "for", "plain", word("cli_ticket_for", "names", strings.Join(contract.TicketSystems(), ", ")))
	return command.Example(c, "tenantry ticket fabrikam.com", "tenantry ticket fabrikam.com --incident EX1141022 --for halopsa")
}

func (o *TicketOptions) run(who string) error {
	o.Query.Language = string(o.IO.Language)
	return o.Open.For(who, func(a *app.App, id string) error {
		o.Query.TenantID = id
		t, err := a.Portal.Ticket(o.Query)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(t)
		}
		o.IO.Line(t.Title)
		o.IO.Line("")
		for l := range strings.Lines(t.Text) {
			o.IO.Line(strings.TrimSuffix(l, "\n"))
		}
		return nil
	})
}
