package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app/contract"
)

func (st *state) healthCmd() *cobra.Command {
	return st.command("health [X]", "the health report of X, or the services with trouble of all customers", argsBetween(0, 1, "X"),
		func(_ context.Context, args []string) error {
			if len(args) == 0 {
				return st.with(st.trouble)
			}
			return st.withCustomer(args[0], func(s session, id string) error {
				r, err := s.Health.Report(id)
				if err != nil {
					return err
				}
				if st.json {
					return st.print(r)
				}
				st.report(r)
				return nil
			})
		})
}

func (st *state) trouble(s session) error {
	all, err := s.Health.Trouble()
	if err != nil {
		return err
	}
	if st.json {
		return st.print(map[string]any{"customers": all})
	}
	if len(all) == 0 {
		st.say("No trouble is known.")
	}
	for i, r := range all {
		if i > 0 {
			st.say("")
		}
		st.report(r)
	}
	return nil
}

func (st *state) report(r contract.HealthReport) {
	now := time.Now()
	st.say("%s  %s  (%s)", clean(r.Name), signs[r.State], age(r.AsOf, now))
	if r.Problem != nil {
		st.say("  ⚠ %s: %s", clean(r.Problem.Message), r.Problem.Remedy)
	}
	for _, v := range r.Services {
		st.say("  %-12s %s", signs[v.State], clean(v.Name))
		for _, i := range v.Issues {
			if i.Resolved {
				continue
			}
			st.say("    %s  %s  [%s, since %s]", i.ID, clean(i.Title), i.Classification, day(i.StartsAt))
			if line := i.LastWord; line != "" {
				st.say("      %s", clean(line))
			}
		}
	}
}

func (st *state) incidentsCmd() *cobra.Command {
	return st.command("incidents", "each open issue once, with the customers it affects", noArgs, func(context.Context, []string) error {
		return st.with(func(s session) error {
			all, err := s.Health.Incidents()
			if err != nil {
				return err
			}
			if st.json {
				return st.print(all)
			}
			if len(all.Incidents) == 0 {
				st.say("No open issue is known.")
				return nil
			}
			rows := make([][]string, len(all.Incidents))
			for i, v := range all.Incidents {
				names := v.Customers[0].Name
				if n := len(v.Customers); n > 1 {
					names += fmt.Sprintf(" and %d more", n-1)
				}
				rows[i] = []string{v.ID, signs[v.State], v.Service, v.Title, day(v.StartsAt), names}
			}
			st.table([]string{"ID", "STATE", "SERVICE", "TITLE", "SINCE", "CUSTOMERS"}, rows, 3)
			return nil
		})
	})
}
