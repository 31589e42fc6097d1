package requests

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// ListOptions is what `tenantry requests list` needs.
type ListOptions struct {
	IO    *term.IO
	Open  command.Opener
	Query contract.RequestQuery
}

// NewList makes `tenantry requests list`.
func NewList(l command.Line) *cobra.Command {
	o := &ListOptions{IO: l.IO, Open: l.Open}
	q := &o.Query
	c := l.List("list [X]", "cli_requests_list_short", command.Args(0, 1, "X"),
		func(_ context.Context, args []string) error { return o.run(args) })
	f := c.Flags()
	f.StringVar(&q.State, "state", "", l.IO.Word("cli_requests_list_state"))
	f.StringVar(&q.Text, "text", "", l.IO.Word("cli_requests_list_text"))
	f.IntVar(&q.MinDays, "older-than", 0, l.IO.Word("cli_requests_list_older_than"))
	f.StringVar(&q.Sort, "sort", "", l.IO.Word("cli_requests_list_sort"))
	f.BoolVar(&q.Desc, "desc", false, l.IO.Word("cli_flag_desc"))
	f.IntVar(&q.Limit, "limit", 0, l.IO.Word("cli_flag_limit"))
	f.IntVar(&q.Offset, "offset", 0, l.IO.Word("cli_flag_offset"))
	return command.Example(c, "tenantry requests list", "tenantry requests list contoso.com --state open --json")
}

func (o *ListOptions) run(args []string) error {
	if o.Query.Limit < 0 || o.Query.Offset < 0 || o.Query.MinDays < 0 {
		return command.WrongUse("cli_use_not_negative_three", "one", "--limit", "two", "--offset", "three", "--older-than")
	}
	if len(args) == 0 {
		return o.Open(o.list)
	}
	return o.Open.For(args[0], func(a *app.App, id string) error {
		o.Query.TenantID = id
		return o.list(a)
	})
}

func (o *ListOptions) list(a *app.App) error {
	page, err := a.Requests.List(o.Query)
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(page)
	}
	return o.print(page)
}

func (o *ListOptions) print(page contract.RequestPage) error {
	if len(page.Requests) > 0 || o.IO.Plain() {
		if err := term.List(o.IO, page.Requests, o.columns()); err != nil {
			return err
		}
	} else {
		o.IO.Note("cli_requests_none")
	}
	o.known(page)
	return nil
}

// columns are those of a list of requests; of one customer's the table does not repeat whose they are.
func (o *ListOptions) columns() []term.Column[contract.RequestRow] {
	type row = contract.RequestRow
	whose := "cli_head_customer"
	if o.Query.TenantID != "" {
		whose = ""
	}
	return []term.Column[row]{
		{Name: "state", Head: "cli_head_state", Data: func(r row) string { return r.State }, Text: func(r row) string { return o.IO.Words(rowSign(r)) }},
		{Name: "id", Head: "cli_head_number", Data: func(r row) string { return r.ID }, Text: label},
		{Name: "localId", Data: func(r row) string { return r.LocalID }},
		{Name: "tenantId", Data: func(r row) string { return r.TenantID }},
		{Name: "customer", Head: whose, Data: func(r row) string { return r.Customer }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(r row) string { return r.Title }},
		{Name: "severity", Head: "cli_head_severity", Data: func(r row) string { return r.Severity },
			Text: func(r row) string { return o.IO.Words(command.Known(severities, r.Severity)) }},
		{Name: "channel", Data: func(r row) string { return r.Channel }},
		{Name: "createdAt", Data: func(r row) string { return term.Deref(r.CreatedAt) }},
		{Name: "updatedAt", Head: "cli_head_updated", Data: func(r row) string { return term.Deref(r.UpdatedAt) }, Text: func(r row) string {
			updated := o.IO.Words(term.Age(r.UpdatedAt, time.Now()))
			if r.Problem != nil {
				updated += "  ⚠ " + o.IO.Words(r.Problem.Words())
			}
			return updated
		}},
		{Name: "incidentId", Data: func(r row) string { return r.IncidentID }},
		{Name: "problem", Data: func(r row) string { return command.Failed(r.Problem) }},
	}
}

// known says how much the list can be trusted.
func (o *ListOptions) known(p contract.RequestPage) {
	since := message.Of("cli_requests_never")
	if p.AsOf != nil {
		since = message.Of("cli_requests_since", "at", term.Moment(p.AsOf))
	}
	known := []message.Message{message.Of("cli_requests_count", "count", len(p.Requests), "total", p.Total, "known", since), message.Of("cli_requests_elsewhere")}
	if p.Unknown > 0 {
		known = append(known, message.Of("cli_requests_unread", "count", p.Unknown))
	}
	if p.Old > 0 {
		known = append(known, message.Of("cli_requests_old", "count", p.Old))
	}
	o.IO.Note("cli_list", "texts", known)
	if p.Problem != nil {
		o.IO.NoteLine("⚠ " + command.Problem(o.IO, p.Problem))
	}
}
