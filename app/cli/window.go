package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/customers"
	"tenantry/app/cli/sync"
	"tenantry/app/contract"
	"tenantry/app/handover"
	"tenantry/backend/message"
)

// WindowOptions says which window to open.
type WindowOptions struct {
	Demo    bool
	Options app.Options
}

func (ln *line) demoCmd(l command.Line) *cobra.Command {
	demo := &app.Demo{}
	c := l.Command("demo", "cli_demo_short", command.NoArgs, ln.window(demo))
	c.Long = l.IO.Word("cli_demo_long")
	c.Flags().StringVar(&demo.Scenario, "scenario", app.UsualDemo, l.IO.Word("cli_demo_scenario", "names", strings.Join(app.DemoScenarios(), ", ")))
	c.Flags().IntVar(&demo.Pace, "pace", 1, l.IO.Word("cli_demo_pace", "most", app.MostPace))
	return c
}

// window opens the window, on a demo if there is one, or, where none can be shown, says so and prints the customer list.
func (ln *line) window(demo *app.Demo) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		if ln.version {
			return ln.printVersion()
		}
		if len(args) == 1 {
			return ln.follow(ctx, args[0])
		}
		o := ln.options()
		if demo != nil {
			if all := app.DemoScenarios(); !slices.Contains(all, demo.Scenario) {
				return command.WrongUse("cli_use_scenario", "word", command.Quoted(demo.Scenario), "names", strings.Join(all, ", "))
			}
			if demo.Pace < 1 || demo.Pace > app.MostPace {
				return command.WrongUse("cli_use_pace", "pace", demo.Pace, "most", app.MostPace)
			}
			d, err := demo.Options(o)
			if err != nil {
				return err
			}
			o = d
		}
		e := ln.env
		if e.Window != nil && e.Display() {
			o.Before = handover.Parse(e.Getenv(handover.Name))
			if o.Before.Start == handover.Unlocked {
				o.Passphrase = ln.handed()
			}
			return e.Window(ctx, WindowOptions{Demo: demo != nil, Options: o})
		}
		if e.held != nil { // a second start: the first one has the window
			if e.Display() && e.held.Show() == nil {
				return nil
			}
			return ln.list(e.held)
		}
		return ln.text(ctx, o, demo != nil)
	}
}

// text shows the customers without a window.
func (ln *line) text(ctx context.Context, o app.Options, demo bool) error {
	why := message.Of("cli_window_no_display")
	if ln.env.Window == nil {
		why = message.Of("cli_window_not_built")
	}
	a, release, err := ln.env.openApp(ctx, o)
	if err != nil {
		return err
	}
	defer release()
	ln.io.Warn(ln.io.Word("cli_window_text", "why", why))
	if demo {
		if err := a.SignInToDemo(ctx); err != nil {
			return err
		}
		if _, err := a.SyncNow(ctx, "", false, sync.Progress(ln.io)); err != nil {
			return err
		}
	}
	return ln.list(a)
}

func (ln *line) list(a *app.App) error {
	page, err := a.Customers.List(contract.CustomerQuery{Sort: "health"})
	if err != nil {
		return err
	}
	return customers.PrintAll(ln.io, page)
}

func (ln *line) versionCmd(l command.Line) *cobra.Command {
	return l.Command("version", "cli_version_short", command.NoArgs, func(context.Context, []string) error { return ln.printVersion() })
}

func (ln *line) printVersion() error {
	v := ln.env.Version
	if ln.io.JSON {
		return ln.io.Print(v)
	}
	ln.io.Line(fmt.Sprintf("tenantry %s (%s, %s)", v.Version, v.Commit, v.Date))
	return nil
}
