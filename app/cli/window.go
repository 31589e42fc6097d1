package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/contract"
)

func (st *state) demoCmd() *cobra.Command {
	return st.command("demo", "try Tenantry on the built-in simulated cloud", noArgs, func(ctx context.Context, _ []string) error {
		return st.window(ctx, true)
	})
}

// window opens the window, or, where none can be shown, says so and prints the customer list.
func (st *state) window(ctx context.Context, demo bool) error {
	o := st.options()
	if demo {
		d, err := app.DemoOptions(o)
		if err != nil {
			return err
		}
		o = d
	}
	if st.env.Window != nil && st.env.Display() {
		return st.env.Window(ctx, WindowOptions{Demo: demo, Options: o})
	}
	if held := st.env.held; held != nil { // a second start: the first one has the window
		if st.env.Display() && held.Show() == nil {
			return nil
		}
		return st.list(held)
	}
	why := "there is no display"
	if st.env.Window == nil {
		why = "this program was built without its window"
	}
	s, err := st.env.openApp(o)
	if err != nil {
		return err
	}
	defer s.release()
	st.note("tenantry: %s; the customers follow as text, sorted by health", why)
	if demo {
		if err := s.SignInToDemo(ctx); err != nil {
			return err
		}
		if _, err := s.SyncNow(ctx, "", false, st.progress()); err != nil {
			return err
		}
	}
	return st.list(s.App)
}

func (st *state) list(a *app.App) error {
	page, err := a.Customers.List(contract.CustomerQuery{Sort: "health"})
	if err != nil {
		return err
	}
	if st.json {
		return st.print(page)
	}
	st.customersTable(page)
	return nil
}

func (st *state) versionCmd() *cobra.Command {
	return st.command("version", "version, commit and build date", noArgs, func(context.Context, []string) error {
		v := st.env.Version
		if st.json {
			return st.print(v)
		}
		st.say("tenantry %s (%s, %s)", v.Version, v.Commit, v.Date)
		return nil
	})
}

func (st *state) doctorCmd() *cobra.Command {
	return st.command("doctor", "check keychain, cache, clock, network, sign-in and permissions", noArgs, func(ctx context.Context, _ []string) error {
		err := st.with(func(s session) error { return st.findings(s.Doctor(ctx)) })
		if errors.As(err, new(busyError)) || err == nil {
			return err
		}
		return st.findings([]app.Check{app.Unopened(err)}) // what keeps the profile shut is a finding, too
	})
}

func (st *state) findings(checks []app.Check) error {
	if slices.ContainsFunc(checks, func(c app.Check) bool { return !c.OK }) {
		st.code = exitError
	}
	if st.json {
		return st.print(map[string]any{"checks": checks})
	}
	for _, c := range checks {
		sign := "✔"
		if !c.OK {
			sign = "⚠"
		}
		st.say("%s %-12s %s%s", sign, c.Name, clean(c.Message), flags(c.Remedy != "", ": "+c.Remedy))
	}
	return nil
}
