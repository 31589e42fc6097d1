package health

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// ReportOptions is what `tenantry health` needs.
type ReportOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewReport makes `tenantry health`.
func NewReport(l command.Line) *cobra.Command {
	o := &ReportOptions{IO: l.IO, Open: l.Open}
	return command.New("health [X]", "the health report of X, or the services with trouble of all customers", command.Args(0, 1, "X"),
		func(_ context.Context, args []string) error {
			if len(args) == 0 {
				return o.Open(o.trouble)
			}
			return o.Open.For(args[0], o.one)
		})
}

func (o *ReportOptions) one(a *app.App, id string) error {
	r, err := a.Health.Report(id)
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(r)
	}
	o.report(r)
	return nil
}

func (o *ReportOptions) trouble(a *app.App) error {
	all, err := a.Health.Trouble()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"customers": all})
	}
	if len(all) == 0 {
		o.IO.Say("No trouble is known.")
	}
	for i, r := range all {
		if i > 0 {
			o.IO.Say("")
		}
		o.report(r)
	}
	return nil
}

func (o *ReportOptions) report(r contract.HealthReport) {
	now := time.Now()
	o.IO.Say("%s  %s  (%s)", term.Clean(r.Name), command.HealthSigns[r.State], term.Age(r.AsOf, now))
	if r.Problem != nil {
		o.IO.Say("  ⚠ %s: %s", term.Clean(r.Problem.Message), r.Problem.Remedy)
	}
	for _, v := range r.Services {
		o.IO.Say("  %-12s %s", command.HealthSigns[v.State], term.Clean(v.Name))
		for _, i := range v.Issues {
			if !i.Resolved {
				o.issue(i)
			}
		}
	}
}

func (o *ReportOptions) issue(i contract.Issue) {
	o.IO.Say("    %s  %s  [%s, since %s]", i.ID, term.Clean(i.Title), i.Classification, term.Day(i.StartsAt))
	if i.LastWord != "" {
		o.IO.Say("      %s", term.Clean(i.LastWord))
	}
}
