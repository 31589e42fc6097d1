package health

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// IncidentsOptions is what `tenantry incidents` needs.
type IncidentsOptions struct {
	IO   *term.IO
	Open command.Opener
	All  bool // what is over since thirty days at most too, not only since a day
}

// NewIncidents makes `tenantry incidents`.
func NewIncidents(l command.Line) *cobra.Command {
	o := &IncidentsOptions{IO: l.IO, Open: l.Open}
	c := l.Command("incidents", "cli_incidents_short", command.NoArgs,
		func(context.Context, []string) error { return o.Open(o.run) })
	c.Flags().BoolVar(&o.All, "all", false, l.IO.Word("cli_incidents_all"))
	return c
}

func (o *IncidentsOptions) run(a *app.App) error {
	ask := a.Health.Incidents
	if o.All {
		ask = a.Health.AllIncidents
	}
	all, err := ask()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(all)
	}
	o.print(all)
	return nil
}

func (o *IncidentsOptions) print(all contract.Incidents) {
	defer unspoken(o.IO, all.Unspoken)
	if len(all.Incidents) == 0 {
		o.IO.Say("cli_incidents_none")
		return
	}
	rows := make([][]string, len(all.Incidents))
	for i, v := range all.Incidents {
		names := v.Customers[0].Name
		if n := len(v.Customers); n > 1 {
			names = o.IO.Word("cli_incidents_customers", "first", names, "count", n-1)
		}
		rows[i] = []string{v.ID, o.IO.Words(state(v)), v.Service, v.Title, o.IO.Words(term.Day(v.StartsAt)), names}
	}
	o.IO.Table(o.IO.Head([]string{"cli_head_id", "cli_head_state", "cli_head_service", "cli_head_title", "cli_head_since", "cli_head_customers"}), rows, 3)
}

// state is how an issue stands, and of one that is over since when it is.
func state(v contract.Incident) message.Message {
	switch {
	case v.Open:
		return command.HealthSign(v.State)
	case v.Resolved:
		return message.Of("cli_incidents_resolved", "at", term.Minute(v.OverSince))
	}
	return message.Of("cli_incidents_untold", "at", term.Minute(v.OverSince))
}

// unspoken says of how many customers nothing can be said.
func unspoken(io *term.IO, n contract.Unspoken) {
	if n.Total == 0 {
		io.Say("cli_health_nobody")
	}
	if n.NeverRead > 0 {
		io.Say("cli_health_never_read", "count", n.NeverRead, "total", n.Total)
	}
	if other := n.Unknown - n.NeverRead; other > 0 {
		io.Say("cli_health_undecided", "count", other, "total", n.Total)
	}
}
