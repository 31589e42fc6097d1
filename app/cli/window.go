package cli

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/customers"
	"tenantry/app/cli/sync"
	"tenantry/app/contract"
)

// WindowOptions says which window to open.
type WindowOptions struct {
	Demo    bool
	Options app.Options
}

func (ln *line) demoCmd() *cobra.Command {
	return command.New("demo", "try Tenantry on the built-in simulated cloud", command.NoArgs, ln.window(true))
}

// window opens the window, or, where none can be shown, says so and prints the customer list.
func (ln *line) window(demo bool) func(context.Context, []string) error {
	return func(ctx context.Context, _ []string) error {
		o := ln.options()
		if demo {
			d, err := app.DemoOptions(o)
			if err != nil {
				return err
			}
			o = d
		}
		e := ln.env
		if e.Window != nil && e.Display() {
			return e.Window(ctx, WindowOptions{Demo: demo, Options: o})
		}
		if e.held != nil { // a second start: the first one has the window
			if e.Display() && e.held.Show() == nil {
				return nil
			}
			return ln.list(e.held)
		}
		return ln.text(ctx, o, demo)
	}
}

// text shows the customers without a window.
func (ln *line) text(ctx context.Context, o app.Options, demo bool) error {
	why := "there is no display"
	if ln.env.Window == nil {
		why = "this program was built without its window"
	}
	a, release, err := ln.env.openApp(o)
	if err != nil {
		return err
	}
	defer release()
	ln.io.Note("tenantry: %s; the customers follow as text, sorted by health", why)
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
	return customers.Print(ln.io, page)
}

func (ln *line) versionCmd() *cobra.Command {
	return command.New("version", "version, commit and build date", command.NoArgs, func(context.Context, []string) error {
		v := ln.env.Version
		if ln.io.JSON {
			return ln.io.Print(v)
		}
		ln.io.Say("tenantry %s (%s, %s)", v.Version, v.Commit, v.Date)
		return nil
	})
}
