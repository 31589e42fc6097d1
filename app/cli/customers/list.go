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
		return Print(o.IO, page)
	})
}

// Print writes a list of customers, as a table or as the one JSON document.
func Print(io *term.IO, page contract.CustomerPage) error {
	if io.JSON {
		return io.Print(page)
	}
	now := time.Now()
	rows := make([][]string, len(page.Customers))
	for i, c := range page.Customers {
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
		rows[i] = []string{c.Name, c.DisplayDomain, health, requests, updated}
	}
	if len(rows) == 0 && page.Total == 0 {
		io.Note("cli_customers_none")
		return nil
	}
	io.Table(io.Head([]string{"cli_head_name", "cli_head_domain", "cli_head_health", "cli_head_requests", "cli_head_updated"}), rows, 0)
	io.Note("cli_customers_count", "count", len(rows), "total", page.Total, "known", listedAt(page.AsOf))
	return nil
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
		rows[i] = []string{c.TenantID, c.Name, c.PrimaryDomain, c.InitialDomain, c.Health, strconv.Itoa(c.OpenIssues), requests,
			term.Deref(c.DelegationEnds), strings.Join(c.Tags, ";"), term.Deref(c.AsOf), problem}
	}
	return io.CSV([]string{"tenantId", "name", "primaryDomain", "initialDomain", "health", "openIssues", "openRequests",
		"delegationEnds", "tags", "asOf", "problem"}, rows)
}
