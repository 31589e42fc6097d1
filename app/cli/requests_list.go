package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
)

func (st *state) requestsListCmd() *cobra.Command {
	var q contract.RequestQuery
	c := st.command("list [X]", "the service requests of one customer or of all, what is on its way among them", argsBetween(0, 1, "X"),
		func(_ context.Context, args []string) error {
			if q.Limit < 0 || q.Offset < 0 || q.MinDays < 0 {
				return wrongUse("--limit, --offset and --older-than take a number that is not negative")
			}
			if len(args) == 0 {
				return st.with(func(s session) error { return st.requestsList(s, q) })
			}
			return st.withCustomer(args[0], func(s session, id string) error {
				q.TenantID = id
				return st.requestsList(s, q)
			})
		})
	f := c.Flags()
	f.StringVar(&q.State, "state", "", "only these: open, waiting (for you), outgoing or closed")
	f.StringVar(&q.Text, "text", "", "only those with these words in title, number, local id, customer or product")
	f.IntVar(&q.MinDays, "older-than", 0, "only those created at least so many days ago")
	f.StringVar(&q.Sort, "sort", "", "updated, created, severity, state, customer or title (default: what waits for you first)")
	f.BoolVar(&q.Desc, "desc", false, "the other way round")
	f.IntVar(&q.Limit, "limit", 0, "at most this many rows (0: all)")
	f.IntVar(&q.Offset, "offset", 0, "leave out the first rows")
	return example(c, "tenantry requests list", "tenantry requests list contoso.com --state open --json")
}

func (st *state) requestsList(s session, q contract.RequestQuery) error {
	page, err := s.Requests.List(q)
	if err != nil {
		return err
	}
	if st.json {
		return st.print(page)
	}
	now := time.Now()
	head, wide := []string{"STATE", "NUMBER", "CUSTOMER", "TITLE", "SEVERITY", "UPDATED"}, 3
	if q.TenantID != "" {
		head, wide = []string{"STATE", "NUMBER", "TITLE", "SEVERITY", "UPDATED"}, 2
	}
	rows := make([][]string, len(page.Requests))
	for i, r := range page.Requests {
		rows[i] = []string{requestSign(r.State), label(r)}
		if q.TenantID == "" {
			rows[i] = append(rows[i], r.Customer)
		}
		updated := age(r.UpdatedAt, now)
		if r.Problem != nil {
			updated += "  ⚠ " + r.Problem.Message
		}
		rows[i] = append(rows[i], r.Title, r.Severity, updated)
	}
	if len(rows) > 0 {
		st.table(head, rows, wide)
	} else {
		st.note("No service requests match, or none are known yet.")
	}
	st.listKnown(page)
	return nil
}

// listKnown says how much the list can be trusted.
func (st *state) listKnown(p contract.RequestPage) {
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
	st.note(line, args...)
	if p.Problem != nil {
		st.note("⚠ %s: %s", clean(p.Problem.Message), p.Problem.Remedy)
	}
}
