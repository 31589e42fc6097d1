package customers

import (
	"context"
	"slices"
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
	View  string            // the saved view that is listed; empty: none
	Given func(string) bool // whether a flag was given: it wins over what the view says
}

// NewList makes `tenantry customers`.
func NewList(l command.Line) *cobra.Command {
	o := &ListOptions{IO: l.IO, Open: l.Open}
	c := l.List("customers", "cli_customers_short", command.NoArgs, func(context.Context, []string) error { return o.run() })
	o.filters(c)
	f := c.Flags()
	f.IntVar(&o.Query.Limit, "limit", 0, l.IO.Word("cli_flag_limit"))
	f.IntVar(&o.Query.Offset, "offset", 0, l.IO.Word("cli_flag_offset"))
	return c
}

// filters adds the flags that narrow and sort the list.
func (o *ListOptions) filters(c *cobra.Command) {
	f, word := c.Flags(), o.IO.Word
	o.Given = f.Changed
	f.StringVar(&o.View, "view", "", word("cli_customers_view"))
	f.StringVar(&o.Query.Sort, "sort", "health", word("cli_customers_sort"))
	f.BoolVar(&o.Query.Desc, "desc", false, word("cli_flag_desc"))
	f.StringVar(&o.Query.Health, "health", "", word("cli_customers_health"))
	f.StringVar(&o.Query.Tag, "tag", "", word("cli_customers_tag"))
	f.BoolVar(&o.Query.Attention, "attention", false, word("cli_customers_attention"))
	f.BoolVar(&o.Query.Problem, "problem", false, word("cli_customers_problem"))
	f.BoolVar(&o.Query.Without, "without-access", false, word("cli_customers_without"))
}

func (o *ListOptions) run() error {
	if o.Query.Limit < 0 || o.Query.Offset < 0 {
		return command.WrongUse("cli_use_not_negative_two", "one", "--limit", "other", "--offset")
	}
	return o.Open(func(a *app.App) error {
		if err := o.saved(a); err != nil {
			return err
		}
		page, err := a.Customers.List(o.Query)
		if err != nil {
			return err
		}
		if o.Query.Without && page.Total == 0 && !o.IO.JSON && !o.IO.Plain() {
			o.IO.Note("cli_customers_none_without")
			return nil
		}
		if o.Query.Without {
			return Print(o.IO, page)
		}
		return PrintAll(o.IO, page)
	})
}

// saved takes from the saved view what no flag says.
func (o *ListOptions) saved(a *app.App) error {
	if o.View == "" {
		return nil
	}
	kept, err := a.Settings.Load()
	if err != nil {
		return err
	}
	v, found := kept.ViewNamed(contract.CustomerList, o.View)
	if !found {
		return o.noView(kept.Views)
	}
	given, q := o.Query, v.CustomerQuery()
	q.Limit, q.Offset = given.Limit, given.Offset
	for flag, take := range map[string]func(){
		"sort": func() { q.Sort = given.Sort }, "desc": func() { q.Desc = given.Desc },
		"health": func() { q.Health = given.Health }, "tag": func() { q.Tag = given.Tag },
		"attention": func() { q.Attention = given.Attention }, "problem": func() { q.Problem = given.Problem },
		"without-access": func() { q.Without = given.Without },
	} {
		if o.Given(flag) {
			take()
		}
	}
	o.Query = q
	return nil
}

// noView says that no view is called so, and how those are called that there are.
func (o *ListOptions) noView(views []contract.SavedView) error {
	var names []string
	for _, v := range views {
		if v.List == contract.CustomerList {
			names = append(names, v.Name)
		}
	}
	if len(names) == 0 {
		return command.WrongUse("cli_use_view_none", "name", command.Quoted(o.View))
	}
	return command.WrongUse("cli_use_view", "name", command.Quoted(o.View), "names", strings.Join(names, ", "))
}

// PrintAll is Print for a list that leaves out customers without delegated access: it says how many they are.
func PrintAll(io *term.IO, page contract.CustomerPage) error {
	if err := Print(io, page); err != nil || io.JSON || page.Without == 0 {
		return err
	}
	io.Note("cli_customers_apart", "count", page.Without)
	return nil
}

// Print writes a list of customers, as a table or as the one JSON document. Those without delegated access come
// last, under their own heading.
func Print(io *term.IO, page contract.CustomerPage) error { return printList(io, page) }

// printList is Print with more columns.
func printList(io *term.IO, page contract.CustomerPage, more ...term.Column[contract.CustomerRow]) error {
	if io.JSON {
		return io.Print(page)
	}
	if len(page.Customers) == 0 && page.Total == 0 && !io.Plain() {
		io.Note("cli_customers_none")
		return nil
	}
	from := slices.IndexFunc(page.Customers, func(c contract.CustomerRow) bool { return c.WithoutAccess != nil })
	if from < 0 || io.Plain() { // for machines one list, with the reason in a column
		from = len(page.Customers)
	}
	if from > 0 || len(page.Customers) == 0 {
		if err := term.List(io, page.Customers[:from], append(columns(io), more...)); err != nil {
			return err
		}
	}
	if from < len(page.Customers) {
		if err := printApart(io, page.Customers[from:], from > 0); err != nil {
			return err
		}
	}
	io.Note("cli_customers_count", "count", len(page.Customers), "total", page.Total, "known", listedAt(page.AsOf))
	return nil
}

// printApart writes the customers without delegated access, each with the reason.
func printApart(io *term.IO, customers []contract.CustomerRow, below bool) error {
	if below {
		io.Line("")
	}
	io.Say("cli_customers_heading")
	type row = contract.CustomerRow
	return term.List(io, customers, []term.Column[row]{
		{Name: "name", Head: "cli_head_name", Wide: true, Data: func(c row) string { return c.Name }},
		{Name: "primaryDomain", Head: "cli_head_domain", Data: func(c row) string { return c.DisplayDomain }},
		{Name: "withoutAccess", Head: "cli_head_why", Data: func(c row) string { return c.WithoutAccess.Reason },
			Text: func(c row) string { return io.Words(c.WithoutAccess.Words()) }},
	})
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
		{Name: "openIssues", Number: true, Data: func(c row) string { return term.If(c.HealthAsOf != nil, strconv.Itoa(c.OpenIssues)) }}, // never read is not none
		{Name: "openRequests", Head: "cli_head_requests", Number: true, Data: func(c row) string { return number(c.OpenRequests, "", "0") },
			Text: func(c row) string { return number(c.OpenRequests, "?", "–") }}, // never read: nobody may take that for none
		{Name: "delegationEnds", Data: func(c row) string { return term.Deref(c.DelegationEnds) }},
		{Name: "tags", Data: func(c row) string { return strings.Join(c.Tags, ";") }},
		{Name: "asOf", Head: "cli_head_updated", Data: func(c row) string { return term.Deref(c.AsOf) }, Text: func(c row) string {
			updated := io.Words(term.Age(c.AsOf, time.Now()))
			if c.Problem != nil {
				updated += "  ⚠ " + io.Words(c.Problem.Words())
			}
			if c.UnlistedSince != nil {
				updated += "  ⚠ " + io.Word("cli_customers_unlisted")
			}
			return updated
		}},
		{Name: "problem", Data: func(c row) string { return command.Failed(c.Problem) }},
		{Name: "withoutAccess", Data: func(c row) string {
			if c.WithoutAccess == nil {
				return ""
			}
			return c.WithoutAccess.Reason
		}},
		{Name: "unlistedSince", Lean: true, Data: func(c row) string { return term.Deref(c.UnlistedSince) }},
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
