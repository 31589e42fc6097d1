package health

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// IncidentsOptions is what `tenantry incidents` needs.
type IncidentsOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewIncidents makes `tenantry incidents`.
func NewIncidents(l command.Line) *cobra.Command {
	o := &IncidentsOptions{IO: l.IO, Open: l.Open}
	return l.Command("incidents", "cli_incidents_short", command.NoArgs,
		func(context.Context, []string) error { return o.Open(o.run) })
}

func (o *IncidentsOptions) run(a *app.App) error {
	all, err := a.Health.Incidents()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(all)
	}
	if len(all.Incidents) == 0 {
		o.IO.Say("cli_incidents_none")
		return nil
	}
	rows := make([][]string, len(all.Incidents))
	for i, v := range all.Incidents {
		names := v.Customers[0].Name
		if n := len(v.Customers); n > 1 {
			names = o.IO.Word("cli_incidents_customers", "first", names, "count", n-1)
		}
		rows[i] = []string{v.ID, o.IO.Words(command.HealthSign(v.State)), o.IO.Words(contract.ServiceWords(v.Service)), v.Title, o.IO.Words(term.Day(v.StartsAt)), names}
	}
	o.IO.Table(o.IO.Head([]string{"cli_head_id", "cli_head_state", "cli_head_service", "cli_head_title", "cli_head_since", "cli_head_customers"}), rows, 3)
	return nil
}
