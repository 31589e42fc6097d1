package health

import (
	"context"
	"slices"
	"strconv"

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
	All  bool   // what is over since thirty days at most too, not only since a day
	Tag  string // of customers with a tag alone
}

// NewIncidents makes `tenantry incidents`.
func NewIncidents(l command.Line) *cobra.Command {
	o := &IncidentsOptions{IO: l.IO, Open: l.Open}
	c := l.List("incidents [ID]", "cli_incidents_short", command.Args(0, 1, "ID"), func(_ context.Context, args []string) error {
		if len(args) == 0 {
			return o.Open(o.run)
		}
		return o.Open(func(a *app.App) error { return o.one(a, args[0]) })
	})
	c.Flags().BoolVar(&o.All, "all", false, l.IO.Word("cli_incidents_all"))
	c.Flags().StringVar(&o.Tag, "tag", "", l.IO.Word("cli_incidents_tag"))
	return command.Example(c, "tenantry incidents --tag VIP", "tenantry incidents EX900001 --csv")
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
	if o.Tag != "" {
		if all.Incidents, err = tagged(a, o.Tag, all.Incidents); err != nil {
			return err
		}
	}
	if o.IO.JSON {
		return o.IO.Print(all)
	}
	return o.print(all)
}

// tagged are the incidents of customers with a tag, with these alone.
func tagged(a *app.App, tag string, all []contract.Incident) ([]contract.Incident, error) {
	ids, err := a.Customers.Keys(contract.CustomerQuery{Tag: tag})
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, id := range ids {
		has[id] = true
	}
	out := []contract.Incident{}
	for _, i := range all {
		i.Customers = slices.DeleteFunc(i.Customers, func(c contract.AffectedCustomer) bool { return !has[c.TenantID] })
		if len(i.Customers) > 0 {
			out = append(out, i)
		}
	}
	return out, nil
}

func (o *IncidentsOptions) print(all contract.Incidents) error {
	if !o.IO.Plain() {
		defer unspoken(o.IO, all.Unspoken)
	}
	if len(all.Incidents) == 0 && !o.IO.Plain() {
		o.IO.Say("cli_incidents_none")
		return nil
	}
	type row = contract.Incident
	return term.List(o.IO, all.Incidents, []term.Column[row]{
		{Name: "id", Head: "cli_head_id", Data: func(v row) string { return v.ID }},
		{Name: "state", Head: "cli_head_state", Data: func(v row) string { return v.State }, Text: func(v row) string { return o.IO.Words(state(v.Open, v.Resolved, v.State, v.OverSince)) }},
		{Name: "service", Head: "cli_head_service", Data: func(v row) string { return v.Service },
			Text: func(v row) string { return o.IO.Words(contract.ServiceWords(v.Service)) }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(v row) string { return v.Title }},
		{Name: "classification", Data: func(v row) string { return v.Classification }},
		{Name: "status", Data: func(v row) string { return v.Status }},
		{Name: "startsAt", Head: "cli_head_since", Data: func(v row) string { return term.Deref(v.StartsAt) }, Text: func(v row) string { return o.IO.Words(term.Day(v.StartsAt)) }},
		{Name: "updatedAt", Data: func(v row) string { return term.Deref(v.UpdatedAt) }},
		{Name: "customers", Head: "cli_head_customers", Data: func(v row) string { return strconv.Itoa(len(v.Customers)) }, Text: o.customers},
	})
}

// customers names the first of those that an incident affects, and counts the others.
func (o *IncidentsOptions) customers(v contract.Incident) string {
	names := v.Customers[0].Name
	if n := len(v.Customers); n > 1 {
		names = o.IO.Word("cli_incidents_customers", "first", names, "count", n-1)
	}
	return names
}

// state is how an issue stands, and of one that is over since when it is.
func state(open, resolved bool, state string, over *string) message.Message {
	switch {
	case open:
		return command.HealthSign(state)
	case resolved:
		return message.Of("cli_incidents_resolved", "at", term.Minute(over))
	}
	return message.Of("cli_incidents_untold", "at", term.Minute(over))
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
