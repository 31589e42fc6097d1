package health

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// one prints an incident with the customers that it affects.
func (o *IncidentsOptions) one(a *app.App, id string) error {
	i, err := a.Health.Incident(id, contract.IncidentQuery{Tag: o.Tag})
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	return o.details(i)
}

// details prints it for people, or as a list of its customers.
func (o *IncidentsOptions) details(i contract.IncidentDetails) error {
	if !o.IO.Plain() {
		o.head(i)
		defer unspoken(o.IO, i.Unspoken)
	}
	if len(i.Customers) == 0 && !o.IO.Plain() {
		o.IO.Say("cli_incident_nobody")
		return nil
	}
	return term.List(o.IO, i.Customers, affected(o.IO))
}

// head is what stands above the customers: what it is, Microsoft's newest words, and what became of it.
func (o *IncidentsOptions) head(i contract.IncidentDetails) {
	o.IO.Line(i.ID + "  " + term.Clean(i.Title))
	o.IO.Line(o.IO.Words(state(i.Open, i.Resolved, i.State, i.OverSince)) + "  " + term.Clean(o.IO.Words(contract.ServiceWords(i.Service))) + "  " +
		o.IO.Words(command.Known(classes, i.Classification)))
	o.IO.Say("cli_incident_counts", "customers", i.Count, "told", i.Told, "requests", i.Requests)
	for _, p := range i.Posts {
		word, cut := term.Short(term.Clean(p.StatusLine()), longest)
		if cut {
			word = o.IO.Word("cli_health_word_cut", "word", word)
		}
		if word != "" {
			at := p.At.Format(time.RFC3339)
			o.IO.Line("")
			o.IO.Say("cli_incident_word", "at", term.Minute(&at), "word", word)
			break // the newest is what a desk reads out; --json has all
		}
	}
	o.IO.Line("")
	for _, s := range i.Steps {
		o.IO.Say("cli_incident_step", "at", term.Minute(s.At), "what", step(s))
	}
	o.IO.Line("")
}

// step is what became of an incident.
func step(s contract.IncidentStep) message.Message {
	switch s.What {
	case "opened":
		return message.Of("cli_incident_opened", "status", s.Status, "count", s.Customers)
	case "resolved":
		return message.Of("cli_incident_resolved", "count", s.Customers)
	case "removed", "vanished":
		return message.Of("cli_incident_vanished", "count", s.Customers)
	case "passed":
		return message.Of("cli_incident_passed", "count", s.Customers)
	}
	return message.Of("cli_incident_updated", "status", s.Status)
}

func affected(io *term.IO) []term.Column[contract.IncidentCustomer] {
	type row = contract.IncidentCustomer
	list := func(of func(row) []string) func(row) string {
		return func(v row) string { return strings.Join(of(v), ", ") }
	}
	return []term.Column[row]{
		{Name: "name", Head: "cli_head_customer", Wide: true, Data: func(v row) string { return v.Name }},
		{Name: "tenantId", Data: func(v row) string { return v.TenantID }},
		{Name: "primaryDomain", Data: func(v row) string { return v.PrimaryDomain }},
		{Name: "health", Data: func(v row) string { return v.Health }},
		{Name: "contact", Head: "cli_head_contact", Data: func(v row) string { return v.Contact }},
		{Name: "phones", Head: "cli_head_phone", Data: list(func(v row) []string { return v.Phones })},
		{Name: "mails", Head: "cli_head_mail", Wide: true, Data: list(func(v row) []string { return v.Mails })},
		{Name: "tags", Head: "cli_head_tags", Data: list(func(v row) []string { return v.Tags })},
		{Name: "seatsUsed", Data: func(v row) string { used, _ := seats(v); return used }},
		{Name: "seats", Head: "cli_head_seats", Data: func(v row) string { _, total := seats(v); return total }, Text: func(v row) string {
			used, total := seats(v)
			if total == "" {
				return ""
			}
			return cmp.Or(used, "?") + "/" + total
		}},
		{Name: "toldAt", Head: "cli_head_told", Data: func(v row) string { return of(v.Told, func(t *contract.Telling) string { return term.Deref(t.At) }) },
			Text: func(v row) string {
				return cmp.Or(of(v.Told, func(t *contract.Telling) string {
					return io.Word("cli_message_told", "template", t.Template, "at", term.Minute(t.At), "means", contract.MeansWords(t.Means))
				}), io.Word("mailing_untold"))
			}},
		{Name: "toldBy", Data: func(v row) string { return of(v.Told, func(t *contract.Telling) string { return t.Means }) }},
		{Name: "request", Head: "cli_head_request", Data: func(v row) string {
			return of(v.Request, func(r *contract.IncidentRequest) string { return cmp.Or(r.ID, r.LocalID) })
		}},
	}
}

// of is what is said of something that may be missing.
func of[T any](v *T, say func(*T) string) string {
	if v == nil {
		return ""
	}
	return say(v)
}

// seats are licences in use and at all; empty: not known.
func seats(v contract.IncidentCustomer) (used, total string) {
	if v.Seats == nil {
		return "", ""
	}
	if v.Seats.Used != nil {
		used = strconv.Itoa(*v.Seats.Used)
	}
	return used, strconv.Itoa(v.Seats.Total)
}
