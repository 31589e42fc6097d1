package requests

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
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
	c := command.New("list [X]", "the service requests of one customer or of all, what is on its way among them", command.Args(0, 1, "X"),
		func(_ context.Context, args []string) error { return o.run(args) })
	f := c.Flags()
	f.StringVar(&q.State, "state", "", "only these: open, waiting (for you), outgoing or closed")
	f.StringVar(&q.Text, "text", "", "only those with these words in title, number, local id, customer or product")
	f.IntVar(&q.MinDays, "older-than", 0, "only those created at least so many days ago")
	f.StringVar(&q.Sort, "sort", "", "updated, created, severity, state, customer or title (default: what waits for you first)")
	f.BoolVar(&q.Desc, "desc", false, "the other way round")
	f.IntVar(&q.Limit, "limit", 0, "at most this many rows (0: all)")
	f.IntVar(&q.Offset, "offset", 0, "leave out the first rows")
	return command.Example(c, "tenantry requests list", "tenantry requests list contoso.com --state open --json")
}

func (o *ListOptions) run(args []string) error {
	if o.Query.Limit < 0 || o.Query.Offset < 0 || o.Query.MinDays < 0 {
		return command.WrongUse("--limit, --offset and --older-than take a number that is not negative")
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
	now := time.Now()
	head, wide := []string{"STATE", "NUMBER", "CUSTOMER", "TITLE", "SEVERITY", "UPDATED"}, 3
	if o.Query.TenantID != "" {
		head, wide = []string{"STATE", "NUMBER", "TITLE", "SEVERITY", "UPDATED"}, 2
	}
	rows := make([][]string, len(page.Requests))
	for i, r := range page.Requests {
		rows[i] = []string{sign(r.State), label(r)}
		if o.Query.TenantID == "" {
			rows[i] = append(rows[i], r.Customer)
		}
		updated := term.Age(r.UpdatedAt, now)
		if r.Problem != nil {
			updated += "  ⚠ " + r.Problem.Message
		}
		rows[i] = append(rows[i], r.Title, r.Severity, updated)
	}
	if len(rows) > 0 {
		o.IO.Table(head, rows, wide)
	} else {
		o.IO.Note("No service requests match, or none are known yet.")
	}
	o.known(page)
	return nil
}

// known says how much the list can be trusted.
func (o *ListOptions) known(p contract.RequestPage) {
	since := "never read"
	if p.AsOf != nil {
		since = "known since " + *p.AsOf
	}
	line := "%d of %d requests, %s; requests opened inside a Microsoft portal may be missing"
	args := []any{len(p.Requests), p.Total, since}
	if p.Unknown > 0 {
		line += "; of %d customers no list was ever read"
		args = append(args, p.Unknown)
	}
	if p.Old > 0 {
		line += "; of %d customers an older list is shown"
		args = append(args, p.Old)
	}
	o.IO.Note(line, args...)
	if p.Problem != nil {
		o.IO.Note("⚠ %s: %s", term.Clean(p.Problem.Message), p.Problem.Remedy)
	}
}
