package health

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
)

// IncidentsOptions is what `tenantry incidents` needs.
type IncidentsOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewIncidents makes `tenantry incidents`.
func NewIncidents(l command.Line) *cobra.Command {
	o := &IncidentsOptions{IO: l.IO, Open: l.Open}
	return command.New("incidents", "each open issue once, with the customers it affects", command.NoArgs,
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
		o.IO.Say("No open issue is known.")
		return nil
	}
	rows := make([][]string, len(all.Incidents))
	for i, v := range all.Incidents {
		names := v.Customers[0].Name
		if n := len(v.Customers); n > 1 {
			names += fmt.Sprintf(" and %d more", n-1)
		}
		rows[i] = []string{v.ID, command.HealthSigns[v.State], v.Service, v.Title, term.Day(v.StartsAt), names}
	}
	o.IO.Table([]string{"ID", "STATE", "SERVICE", "TITLE", "SINCE", "CUSTOMERS"}, rows, 3)
	return nil
}
