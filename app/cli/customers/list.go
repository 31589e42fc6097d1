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
	c := command.New("customers", "list the customers", command.NoArgs, func(context.Context, []string) error { return o.run() })
	f := c.Flags()
	f.StringVar(&o.Query.Sort, "sort", "health", "name, domain, health, requests, expiry or age")
	f.BoolVar(&o.Query.Desc, "desc", false, "the other way round")
	f.StringVar(&o.Query.Health, "health", "", "only customers in this state: outage, degraded, advisory, unknown, healthy")
	f.StringVar(&o.Query.Tag, "tag", "", "only customers with this tag")
	f.BoolVar(&o.Query.Problem, "problem", false, "only customers that could not be read in full")
	f.IntVar(&o.Query.Limit, "limit", 0, "at most this many rows (0: all)")
	f.IntVar(&o.Query.Offset, "offset", 0, "leave out the first rows")
	f.BoolVar(&o.CSV, "csv", false, "comma-separated values for a spreadsheet")
	return c
}

func (o *ListOptions) run() error {
	if o.CSV && o.IO.JSON {
		return command.WrongUse("--csv and --json exclude each other")
	}
	if o.Query.Limit < 0 || o.Query.Offset < 0 {
		return command.WrongUse("--limit and --offset take a number that is not negative")
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
		health := command.HealthSigns[c.Health]
		if c.OpenIssues > 0 {
			health += " " + strconv.Itoa(c.OpenIssues)
		}
		requests := "–"
		if c.OpenRequests != nil && *c.OpenRequests > 0 {
			requests = strconv.Itoa(*c.OpenRequests)
		}
		updated := term.Age(c.AsOf, now)
		if c.Problem != nil {
			updated += "  ⚠ " + c.Problem.Message
		}
		rows[i] = []string{c.Name, c.DisplayDomain, health, requests, updated}
	}
	if len(rows) == 0 && page.Total == 0 {
		io.Note("No customers match, or none are known yet: tenantry login, then tenantry sync; or tenantry import FILE.csv")
		return nil
	}
	io.Table([]string{"NAME", "PRIMARY DOMAIN", "HEALTH", "REQUESTS", "UPDATED"}, rows, 0)
	io.Note("%d of %d customers, %s", len(rows), page.Total, listedAt(page.AsOf))
	return nil
}

// listedAt says how old a list is.
func listedAt(asOf *string) string {
	if asOf == nil {
		return "never synced"
	}
	return "known as of " + *asOf
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
