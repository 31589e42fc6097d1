package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
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
	return l.Command("doctor", "cli_doctor_short", command.NoArgs,
		func(ctx context.Context, _ []string) error { return o.run(ctx) })
}

func (o *Options) run(ctx context.Context) error {
	var checks []contract.Check
	err := o.Open(func(a *app.App) error {
		checks = a.Doctor(ctx)
		return nil
	})
	switch {
	case err != nil && o.Held(err):
		return err
	case err != nil: // what keeps the profile shut is a finding, too
		checks = []contract.Check{app.Unopened(err)}
	}
	if err := o.print(checks); err != nil {
		return err
	}
	if slices.ContainsFunc(checks, func(c contract.Check) bool { return !c.OK }) {
		return command.Ended(command.ExitError)
	}
	return nil
}

func (o *Options) print(checks []contract.Check) error {
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"checks": checks})
	}
	for _, c := range checks {
		sign := "✔"
		if !c.OK {
			sign = "⚠"
		}
		found := c.Words()
		if c.RemedyKey != "" {
			found = command.Advised(found, c.Advice())
		}
		o.IO.Line(fmt.Sprintf("%s %-13s %s", sign, o.IO.Words(name(c.Name)), term.Clean(o.IO.Words(found))))
	}
	return nil
}

// names are what is checked.
var names = map[string]string{"profile": "cli_doctor_profile", "keychain": "cli_doctor_keychain", "journal": "cli_doctor_journal",
	"cache": "cli_doctor_cache", "cloud": "cli_doctor_cloud", "authority": "cli_doctor_authority", "proxy": "cli_doctor_proxy", "network": "cli_doctor_network", "clock": "cli_doctor_clock", "sign-in": "cli_doctor_sign_in",
	"permissions": "cli_doctor_permissions"}

func name(of string) message.Message {
	if source, ok := strings.CutPrefix(of, "list "); ok {
		return message.Of("cli_doctor_list", "source", source)
	}
	return command.Known(names, of)
}
