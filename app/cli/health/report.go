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
	return l.Command("health [X]", "cli_health_short", command.Args(0, 1, "X"),
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
		return o.IO.Print(all)
	}
	if len(all.Customers) == 0 {
		o.IO.Say("cli_health_none")
	}
	for i, r := range all.Customers {
		if i > 0 {
			o.IO.Line("")
		}
		o.report(r)
	}
	unspoken(o.IO, all.Unspoken)
	return nil
}

func (o *ReportOptions) report(r contract.HealthReport) {
	now := time.Now()
	o.IO.Say("cli_health_customer", "name", term.Clean(r.Name), "state", command.HealthSign(r.State), "age", term.Age(r.AsOf, now))
	if r.Problem != nil {
		o.IO.Line("  ⚠ " + command.Problem(o.IO, r.Problem))
	}
	for _, v := range r.Services {
		o.IO.Line("  " + command.PaddedHealthSign(o.IO, v.State) + " " + term.Clean(o.IO.Words(contract.ServiceWords(v.Name))))
		for _, i := range v.Issues {
			if i.Open {
				o.issue(i)
			}
		}
		for _, i := range v.Issues {
			if at, err := time.Parse(time.RFC3339, term.Deref(i.OverSince)); err == nil && now.Sub(at) <= contract.OverFor {
				o.over(i)
			}
		}
	}
}

// classes are the two classes of health issue.
var classes = map[string]string{"incident": "cli_health_incident", "advisory": "cli_health_notice"}

func (o *ReportOptions) issue(i contract.Issue) {
	o.IO.Say("cli_health_issue", "id", i.ID, "title", term.Clean(i.Title), "class", command.Known(classes, i.Classification), "day", term.Day(i.StartsAt))
	o.word(i)
}

// over is an issue that was trouble within the day.
func (o *ReportOptions) over(i contract.Issue) {
	title, class := term.Clean(i.Title), command.Known(classes, i.Classification)
	if i.Resolved {
		o.IO.Say("cli_health_resolved", "id", i.ID, "title", title, "class", class, "at", term.Minute(i.OverSince))
	} else {
		o.IO.Say("cli_health_untold", "id", i.ID, "title", title, "class", class, "at", term.Minute(i.LastToldAt))
	}
	o.word(i)
}

// longest is how much of Microsoft's latest word a list shows, in characters: some lines of a terminal.
const longest = 400

func (o *ReportOptions) word(i contract.Issue) {
	if t := i.Told; t != nil {
		o.IO.Say("cli_health_told", "at", term.Minute(t.At), "means", contract.MeansWords(t.Means))
	}
	if i.LastWord == "" {
		return
	}
	word, cut := term.Short(term.Clean(i.LastWord), longest)
	if cut {
		word = o.IO.Word("cli_health_word_cut", "word", word)
	}
	o.IO.Line("      " + word)
}
