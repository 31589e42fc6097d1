package changes

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// HistoryOptions is what `tenantry history` needs.
type HistoryOptions struct {
	IO      *term.IO
	Open    command.Opener
	Days    int
	Service string // only of services that are called so, or have it in their name
}

// NewHistory makes `tenantry history`.
func NewHistory(l command.Line) *cobra.Command {
	o := &HistoryOptions{IO: l.IO, Open: l.Open}
	c := l.List("history X", "cli_history_short", command.Args(1, 1, "X"), func(_ context.Context, args []string) error { return o.run(args[0]) })
	c.Flags().IntVar(&o.Days, "days", 365, l.IO.Word("cli_history_days"))
	c.Flags().StringVar(&o.Service, "service", "", l.IO.Word("cli_history_service"))
	return command.Example(c, "tenantry history contoso.com", "tenantry history contoso.com --days 30 --service exchange --csv")
}

func (o *HistoryOptions) run(who string) error {
	if o.Days < 1 {
		return command.WrongUse("cli_use_positive", "flag", "--days")
	}
	return o.Open.For(who, func(a *app.App, id string) error {
		h, err := a.Changes.History(id, o.Days)
		if err != nil {
			return err
		}
		o.narrow(&h)
		if o.IO.JSON {
			return o.IO.Print(h)
		}
		return o.print(h)
	})
}

// narrow leaves what is of the services that are asked for.
func (o *HistoryOptions) narrow(h *contract.History) {
	if o.Service == "" {
		return
	}
	meant := func(names ...string) bool {
		for _, name := range names {
			if strings.Contains(strings.ToLower(name), strings.ToLower(o.Service)) {
				return true
			}
		}
		return false
	}
	services, events := []contract.ServiceHistory{}, []contract.Change{}
	for _, s := range h.Services {
		if meant(s.ID, s.Name) {
			services = append(services, s)
		}
	}
	for _, e := range h.Events {
		if meant(e.Service) {
			events = append(events, e)
		}
	}
	h.Services, h.Events = services, events
}

// line is the minutes of a service in a month.
type line struct {
	service contract.ServiceHistory
	month   contract.HistoryMonth
}

func (o *HistoryOptions) print(h contract.History) error {
	var lines []line
	for _, s := range h.Services {
		for _, m := range s.Months {
			lines = append(lines, line{s, m})
		}
	}
	if !o.IO.Plain() {
		o.IO.Say("cli_history_head", "name", h.Name, "from", term.Day(h.From), "to", term.Day(h.To))
		defer o.unknown(h)
	}
	if len(lines) == 0 && !o.IO.Plain() {
		if h.AsOf != nil {
			o.IO.Say("cli_history_none")
		}
		return nil
	}
	return term.List(o.IO, lines, []term.Column[line]{
		{Name: "service", Head: "cli_head_service", Wide: true, Data: func(l line) string { return l.service.Name },
			Text: func(l line) string { return o.IO.Words(contract.ServiceWords(l.service.Name)) }},
		{Name: "month", Head: "cli_head_month", Data: func(l line) string { return l.month.Month }},
		{Name: "minutes", Head: "cli_head_minutes", Data: func(l line) string { return strconv.Itoa(l.month.Minutes) }},
		{Name: "incidents", Head: "cli_head_incidents", Data: func(l line) string { return strconv.Itoa(l.service.Incidents) }},
	})
}

// unknown says of which times nothing is known: no minute of them is one without an incident.
func (o *HistoryOptions) unknown(h contract.History) {
	if h.AsOf == nil {
		o.IO.Say("cli_history_never")
		return
	}
	if from, since := at(h.From), at(h.Since); since.After(from) {
		o.IO.Say("cli_history_before", "day", term.Day(h.Since))
	}
	for _, g := range h.Unread {
		o.IO.Say("cli_history_gap", "from", term.Day(g.From), "to", term.Day(g.To))
	}
	if time.Since(at(h.AsOf)) > time.Hour {
		o.IO.Say("cli_history_after", "at", term.Minute(h.AsOf))
	}
}

func at(t *string) time.Time {
	moment, _ := time.Parse(time.RFC3339, term.Deref(t)) // the contract writes no other
	return moment
}
