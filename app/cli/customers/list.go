package customers

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
	"tenantry/backend/message"
)

// ListOptions is what `tenantry customers` needs.
type ListOptions struct {
	IO    *term.IO
	Open  command.Opener
	Query contract.CustomerQuery
}

// NewList makes `tenantry customers`.
func NewList(l command.Line) *cobra.Command {
	o := &ListOptions{IO: l.IO, Open: l.Open}
	c := l.List("customers", "cli_customers_short", command.NoArgs, func(context.Context, []string) error { return o.run() })
	f := c.Flags()
	f.StringVar(&o.Query.Sort, "sort", "health", l.IO.Word("cli_customers_sort"))
	f.BoolVar(&o.Query.Desc, "desc", false, l.IO.Word("cli_flag_desc"))
	f.StringVar(&o.Query.Health, "health", "", l.IO.Word("cli_customers_health"))
	f.StringVar(&o.Query.Tag, "tag", "", l.IO.Word("cli_customers_tag"))
	f.BoolVar(&o.Query.Attention, "attention", false, l.IO.Word("cli_customers_attention"))
	f.BoolVar(&o.Query.Problem, "problem", false, l.IO.Word("cli_customers_problem"))
	f.IntVar(&o.Query.Limit, "limit", 0, l.IO.Word("cli_flag_limit"))
	f.IntVar(&o.Query.Offset, "offset", 0, l.IO.Word("cli_flag_offset"))
	return c
}

func (o *ListOptions) run() error {
	if o.Query.Limit < 0 || o.Query.Offset < 0 {
		return command.WrongUse("cli_use_not_negative_two", "one", "--limit", "other", "--offset")
	}
	return o.Open(func(a *app.App) error {
		page, err := a.Customers.List(o.Query)
		if err != nil {
			return err
		}
		return Print(o.IO, page)
	})
}

// Print writes a list of customers, as a table or as the one JSON document.
func Print(io *term.IO, page contract.CustomerPage) error {
	if io.JSON {
		return io.Print(page)
	}
	if len(page.Customers) == 0 && page.Total == 0 && !io.Plain() {
		io.Note("cli_customers_none")
		return nil
	}
	if err := term.List(io, page.Customers, columns(io)); err != nil {
		return err
	}
	io.Note("cli_customers_count", "count", len(page.Customers), "total", page.Total, "known", listedAt(page.AsOf))
	return nil
}

// columns are those of a list of customers.
func columns(io *term.IO) []term.Column[contract.CustomerRow] {
	type row = contract.CustomerRow
	return []term.Column[row]{
		{Name: "tenantId", Data: func(c row) string { return c.TenantID }},
		{Name: "name", Head: "cli_head_name", Wide: true, Data: func(c row) string { return c.Name }},
		{Name: "primaryDomain", Head: "cli_head_domain", Data: func(c row) string { return c.DisplayDomain }},
		{Name: "initialDomain", Data: func(c row) string { return c.InitialDomain }},
		{Name: "health", Head: "cli_head_health", Data: func(c row) string { return c.Health }, Text: func(c row) string {
			return io.Words(command.HealthSign(c.Health)) + term.If(c.OpenIssues > 0, " "+strconv.Itoa(c.OpenIssues))
		}},
		{Name: "openIssues", Data: func(c row) string { return strconv.Itoa(c.OpenIssues) }},
		{Name: "openRequests", Head: "cli_head_requests", Data: func(c row) string { return number(c.OpenRequests, "", "0") },
			Text: func(c row) string { return number(c.OpenRequests, "?", "–") }}, // never read: nobody may take that for none
		{Name: "delegationEnds", Data: func(c row) string { return term.Deref(c.DelegationEnds) }},
		{Name: "tags", Data: func(c row) string { return strings.Join(c.Tags, ";") }},
		{Name: "asOf", Head: "cli_head_updated", Data: func(c row) string { return term.Deref(c.AsOf) }, Text: func(c row) string {
			updated := io.Words(term.Age(c.AsOf, time.Now()))
			if c.Problem != nil {
				updated += "  ⚠ " + io.Words(c.Problem.Words())
			}
			return updated
		}},
		{Name: "problem", Data: func(c row) string { return command.Failed(c.Problem) }},
		{Name: "source", Lean: true, Data: func(c row) string { return c.Source }},
		{Name: "aliases", Lean: true, Data: func(c row) string { return strings.Join(c.Aliases, ";") }},
		{Name: "healthAsOf", Lean: true, Data: func(c row) string { return term.Deref(c.HealthAsOf) }},
	}
}

// number is a count that may be unknown.
func number(n *int, unknown, none string) string {
	switch {
	case n == nil:
		return unknown
	case *n == 0:
		return none
	}
	return strconv.Itoa(*n)
}

// listedAt says how old a list is.
func listedAt(asOf *string) message.Message {
	if asOf == nil {
		return message.Of("cli_customers_never")
	}
	return message.Of("cli_customers_as_of", "at", term.Moment(asOf))
}
