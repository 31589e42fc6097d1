package doctor

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
)

// Options is what `tenantry doctor` needs.
type Options struct {
	IO   *term.IO
	Open command.Opener
	// Held says of a failure that another process has the profile: that one is asked then.
	Held func(error) bool
}

// New makes `tenantry doctor`.
func New(l command.Line) *cobra.Command {
	o := &Options{IO: l.IO, Open: l.Open, Held: l.Held}
	return command.New("doctor", "check keychain, cache, clock, network, sign-in and permissions", command.NoArgs,
		func(ctx context.Context, _ []string) error { return o.run(ctx) })
}

func (o *Options) run(ctx context.Context) error {
	var checks []app.Check
	err := o.Open(func(a *app.App) error {
		checks = a.Doctor(ctx)
		return nil
	})
	switch {
	case err != nil && o.Held(err):
		return err
	case err != nil: // what keeps the profile shut is a finding, too
		checks = []app.Check{app.Unopened(err)}
	}
	if err := o.print(checks); err != nil {
		return err
	}
	if slices.ContainsFunc(checks, func(c app.Check) bool { return !c.OK }) {
		return command.Ended(command.ExitError)
	}
	return nil
}

func (o *Options) print(checks []app.Check) error {
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"checks": checks})
	}
	for _, c := range checks {
		sign := "✔"
		if !c.OK {
			sign = "⚠"
		}
		o.IO.Say("%s %-12s %s%s", sign, c.Name, term.Clean(c.Message), term.If(c.Remedy != "", ": "+c.Remedy))
	}
	return nil
}
