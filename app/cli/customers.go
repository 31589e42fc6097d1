package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
)

func (st *state) customersCmd() *cobra.Command {
	var q contract.CustomerQuery
	var asCSV bool
	c := st.command("customers", "list the customers", noArgs, func(_ context.Context, _ []string) error {
		if asCSV && st.json {
			return wrongUse("--csv and --json exclude each other")
		}
		if q.Limit < 0 || q.Offset < 0 {
			return wrongUse("--limit and --offset take a number that is not negative")
		}
		return st.with(func(s session) error {
			page, err := s.Customers.List(q)
			if err != nil {
				return err
			}
			switch {
			case asCSV:
				return st.customersCSV(page)
			case st.json:
				return st.print(page)
			}
			st.customersTable(page)
			return nil
		})
	})
	f := c.Flags()
	f.StringVar(&q.Sort, "sort", "health", "name, domain, health, requests, expiry or age")
	f.BoolVar(&q.Desc, "desc", false, "the other way round")
	f.StringVar(&q.Health, "health", "", "only customers in this state: outage, degraded, advisory, unknown, healthy")
	f.StringVar(&q.Tag, "tag", "", "only customers with this tag")
	f.BoolVar(&q.Problem, "problem", false, "only customers that could not be read in full")
	f.IntVar(&q.Limit, "limit", 0, "at most this many rows (0: all)")
	f.IntVar(&q.Offset, "offset", 0, "leave out the first rows")
	f.BoolVar(&asCSV, "csv", false, "comma-separated values for a spreadsheet")
	return c
}

func (st *state) customersTable(page contract.CustomerPage) {
	now := time.Now()
	rows := make([][]string, len(page.Customers))
	for i, c := range page.Customers {
		health := signs[c.Health]
		if c.OpenIssues > 0 {
			health += " " + strconv.Itoa(c.OpenIssues)
		}
		requests := "–"
		if c.OpenRequests != nil && *c.OpenRequests > 0 {
			requests = strconv.Itoa(*c.OpenRequests)
		}
		updated := age(c.AsOf, now)
		if c.Problem != nil {
			updated += "  ⚠ " + c.Problem.Message
		}
		rows[i] = []string{c.Name, c.DisplayDomain, health, requests, updated}
	}
	if len(rows) == 0 && page.Total == 0 {
		st.note("No customers match, or none are known yet: tenantry login, then tenantry sync; or tenantry import FILE.csv")
		return
	}
	st.table([]string{"NAME", "PRIMARY DOMAIN", "HEALTH", "REQUESTS", "UPDATED"}, rows, 0)
	st.note("%d of %d customers, %s", len(rows), page.Total, listedAt(page.AsOf))
}

func (st *state) customersCSV(page contract.CustomerPage) error {
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
			deref(c.DelegationEnds), strings.Join(c.Tags, ";"), deref(c.AsOf), problem}
	}
	return csvOut(st.env.Out, []string{"tenantId", "name", "primaryDomain", "initialDomain", "health", "openIssues", "openRequests",
		"delegationEnds", "tags", "asOf", "problem"}, rows)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (st *state) searchCmd() *cobra.Command {
	var limit int
	var stdin bool
	c := st.command("search TEXT", "find customers by a part of the name, a domain, the tenant id, an alias or a tag",
		func(c *cobra.Command, args []string) error {
			if stdin {
				return noArgs(c, args)
			}
			if len(args) == 0 {
				return wrongUse("TEXT is missing")
			}
			return nil
		},
		func(ctx context.Context, args []string) error {
			if limit < 0 {
				return wrongUse("--limit takes a number that is not negative")
			}
			return st.with(func(s session) error {
				if stdin {
					return st.searchLines(ctx, s, limit)
				}
				page, err := s.Customers.List(contract.CustomerQuery{Text: strings.Join(args, " "), Limit: limit})
				if err != nil {
					return err
				}
				if st.json {
					return st.print(page)
				}
				st.customersTable(page)
				return nil
			})
		})
	c.Flags().IntVar(&limit, "limit", 20, "at most this many rows (0: all)")
	c.Flags().BoolVar(&stdin, "stdin", false, "one query a line in, one JSON document a line out (with --json)")
	return c
}

// searchLines answers each line of standard input with one line of JSON, in order, at once.
func (st *state) searchLines(ctx context.Context, s session, limit int) error {
	if !st.json {
		return wrongUse("--stdin goes with --json")
	}
	in := bufio.NewReader(st.env.In)
	enc := json.NewEncoder(st.env.Out)
	enc.SetEscapeHTML(false)
	for ctx.Err() == nil {
		line, readErr := in.ReadString('\n')
		if line == "" && readErr != nil {
			return nil
		}
		page, err := s.Customers.List(contract.CustomerQuery{Text: strings.TrimRight(line, "\r\n"), Limit: limit})
		if err != nil {
			return err
		}
		if err := enc.Encode(page); err != nil {
			return fmt.Errorf("write an answer: %w", err)
		}
	}
	return ctx.Err()
}

// listedAt says how old a list is.
func listedAt(asOf *string) string {
	if asOf == nil {
		return "never synced"
	}
	return "known as of " + *asOf
}
