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
	CSV   bool
}

// NewList makes `tenantry customers`.
func NewList(l command.Line) *cobra.Command {
	o := &ListOptions{IO: l.IO, Open: l.Open}
	c := l.Command("customers", "cli_customers_short", command.NoArgs, func(context.Context, []string) error { return o.run() })
	f := c.Flags()
	f.StringVar(&o.Query.Sort, "sort", "health", l.IO.Word("cli_customers_sort"))
	f.BoolVar(&o.Query.Desc, "desc", false, l.IO.Word("cli_flag_desc"))
	f.StringVar(&o.Query.Health, "health", "", l.IO.Word("cli_customers_health"))
	f.StringVar(&o.Query.Tag, "tag", "", l.IO.Word("cli_customers_tag"))
	f.BoolVar(&o.Query.Attention, "attention", false, l.IO.Word("cli_customers_attention"))
	f.BoolVar(&o.Query.Problem, "problem", false, l.IO.Word("cli_customers_problem"))
	f.BoolVar(&o.Query.Without, "without-access", false, l.IO.Word("cli_customers_without"))
	f.IntVar(&o.Query.Limit, "limit", 0, l.IO.Word("cli_flag_limit"))
	f.IntVar(&o.Query.Offset, "offset", 0, l.IO.Word("cli_flag_offset"))
	f.BoolVar(&o.CSV, "csv", false, l.IO.Word("cli_customers_csv"))
	return c
}

func (o *ListOptions) run() error {
	if o.CSV && o.IO.JSON {
		return command.WrongUse("cli_use_exclude", "one", "--csv", "other", "--json")
	}
	if o.Query.Limit < 0 || o.Query.Offset < 0 {
		return command.WrongUse("cli_use_not_negative_two", "one", "--limit", "other", "--offset")
	}
	return o.Open(func(a *app.App) error {
		page, err := a.Customers.List(o.Query)
		if err != nil {
			return err
		}
		if o.CSV {
			return writeCSV(o.IO, page)
		}
		if o.Query.Without && page.Total == 0 && !o.IO.JSON {
			o.IO.Note("cli_customers_none_without")
			return nil
		}
		if o.Query.Without {
			return Print(o.IO, page)
		}
		return PrintAll(o.IO, page)
	})
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
func Print(io *term.IO, page contract.CustomerPage) error {
	if io.JSON {
		return io.Print(page)
	}
	if len(page.Customers) == 0 && page.Total == 0 {
		io.Note("cli_customers_none")
		return nil
	}
	from := slices.IndexFunc(page.Customers, func(c contract.CustomerRow) bool { return c.WithoutAccess != nil })
	if from < 0 {
		from = len(page.Customers)
	}
	if from > 0 || len(page.Customers) == 0 {
		io.Table(io.Head([]string{"cli_head_name", "cli_head_domain", "cli_head_health", "cli_head_requests", "cli_head_updated"}),
			rowsOf(io, page.Customers[:from]), 0)
	}
	if from < len(page.Customers) {
		if from > 0 {
			io.Line("")
		}
		io.Say("cli_customers_heading")
		apart := make([][]string, 0, len(page.Customers)-from)
		for _, c := range page.Customers[from:] {
			apart = append(apart, []string{c.Name, c.DisplayDomain, io.Words(c.WithoutAccess.Words())})
		}
		io.Table(io.Head([]string{"cli_head_name", "cli_head_domain", "cli_head_why"}), apart, 0)
	}
	io.Note("cli_customers_count", "count", len(page.Customers), "total", page.Total, "known", listedAt(page.AsOf))
	return nil
}

func rowsOf(io *term.IO, customers []contract.CustomerRow) [][]string {
	now := time.Now()
	rows := make([][]string, len(customers))
	for i, c := range customers {
		health := io.Words(command.HealthSign(c.Health))
		if c.OpenIssues > 0 {
			health += " " + strconv.Itoa(c.OpenIssues)
		}
		requests := "?" // never read: nobody may take that for none
		switch {
		case c.OpenRequests == nil:
		case *c.OpenRequests == 0:
			requests = "–"
		default:
			requests = strconv.Itoa(*c.OpenRequests)
		}
		updated := io.Words(term.Age(c.AsOf, now))
		if c.Problem != nil {
			updated += "  ⚠ " + io.Words(c.Problem.Words())
		}
		if c.UnlistedSince != nil {
			updated += "  ⚠ " + io.Word("cli_customers_unlisted")
		}
		rows[i] = []string{c.Name, c.DisplayDomain, health, requests, updated}
	}
	return rows
}

// listedAt says how old a list is.
func listedAt(asOf *string) message.Message {
	if asOf == nil {
		return message.Of("cli_customers_never")
	}
	return message.Of("cli_customers_as_of", "at", term.Moment(asOf))
}

func writeCSV(io *term.IO, page contract.CustomerPage) error {
	rows := make([][]string, len(page.Customers))
	for i, c := range page.Customers {
		requests := ""
		if c.OpenRequests != nil {
			requests = strconv.Itoa(*c.OpenRequests)
		}
		problem := ""
		if c.Problem != nil {
			problem = c.Problem.Kind + ": " + c.Problem.Message
		}
		without := ""
		if c.WithoutAccess != nil {
			without = c.WithoutAccess.Reason
		}
		rows[i] = []string{c.TenantID, c.Name, c.PrimaryDomain, c.InitialDomain, c.Health, strconv.Itoa(c.OpenIssues), requests,
			term.Deref(c.DelegationEnds), strings.Join(c.Tags, ";"), term.Deref(c.AsOf), problem, without}
	}
	return io.CSV([]string{"tenantId", "name", "primaryDomain", "initialDomain", "health", "openIssues", "openRequests",
		"delegationEnds", "tags", "asOf", "problem", "withoutAccess"}, rows)
}
