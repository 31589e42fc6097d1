package verdict

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
	"tenantry/backend/verdict"
)

// Options is what `tenantry verdict` needs.
type Options struct {
	IO       *term.IO
	Open     command.Opener
	Service  string
	Customer string // text that means one
	Untried  bool   // nothing is tried from here
	Renew    bool   // the hosts that are tried are renewed first
}

// New makes `tenantry verdict`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open}
	c := l.Command("verdict [SERVICE]", "cli_verdict_short", command.Args(0, 1, "[SERVICE]"), func(_ context.Context, args []string) error {
		o.Service = strings.Join(args, "")
		return o.Open(o.run)
	})
	f := c.Flags()
	f.StringVar(&o.Customer, "customer", "", l.IO.Word("cli_verdict_customer"))
	f.BoolVar(&o.Untried, "cached", false, l.IO.Word("cli_verdict_cached"))
	f.BoolVar(&o.Renew, "renew", false, l.IO.Word("cli_verdict_renew"))
	return command.Example(c, "tenantry verdict", "tenantry verdict exchange --customer contoso.com", "tenantry verdict --json", "tenantry verdict --renew")
}

func (o *Options) run(a *app.App) error {
	if o.Renew {
		l, err := a.Verdict.Renew()
		if err != nil {
			return err
		}
		o.IO.Say("cli_verdict_renewed", "count", len(l.Hosts), "cloud", l.Cloud)
	}
	id := ""
	if o.Customer != "" {
		var err error
		if id, err = command.Customer(a, o.Customer); err != nil {
			return err
		}
	}
	v, err := a.Verdict.Ask(o.Service, id, o.Untried)
	if err != nil {
		return err
	}
	if err := o.print(v); err != nil {
		return err
	}
	if v.Verdict == string(verdict.Network) && !v.Reached {
		return command.Ended(command.ExitOffline)
	}
	return nil
}

// signs are those of the verdicts: "probably" has its own.
var signs = map[string]string{string(verdict.Microsoft): "✖", string(verdict.ProbablyMicrosoft): "≈", string(verdict.Network): "⌂",
	string(verdict.OneCustomer): "◉", string(verdict.Healthy): "✔", string(verdict.Unclear): "?"}

func (o *Options) print(v contract.Verdict) error {
	if o.IO.JSON {
		return o.IO.Print(v)
	}
	now := time.Now()
	o.IO.Line(signs[v.Verdict] + " " + o.said(v.Words()))
	for _, e := range v.Evidence {
		sign := "✔"
		if !e.OK {
			sign = "⚠"
		}
		says := o.said(e.Words())
		if e.At != nil {
			says = o.IO.Word("cli_in_brackets", "what", says, "more", term.Age(e.At, now))
		}
		o.IO.Line("  " + sign + " " + term.Clean(e.What) + ": " + says)
	}
	if v.HostsDated != nil {
		o.IO.Say("cli_verdict_dated", "day", term.Day(v.HostsDated))
	}
	return nil
}

func (o *Options) said(m message.Message) string { return term.Clean(o.IO.Words(m)) }
