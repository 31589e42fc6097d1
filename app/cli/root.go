package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/customers"
	"tenantry/app/cli/doctor"
	"tenantry/app/cli/health"
	"tenantry/app/cli/requests"
	"tenantry/app/cli/session"
	"tenantry/app/cli/simulate"
	"tenantry/app/cli/sync"
	"tenantry/app/cli/term"
)

// line is what one command line said.
type line struct {
	env     *Env
	io      *term.IO
	home    string
	profile string
	secrets string
	parsed  bool // the words and flags were right
}

// root builds the command tree anew for each command line, so that nothing is global.
func (e *Env) root() (*cobra.Command, *line) {
	ln := &line{env: e, io: &term.IO{In: e.In, Out: e.Out, Err: e.Err, Width: e.Width}}
	root := command.New("tenantry", "Every delegated customer on one screen, with or without a network", command.NoArgs, ln.window(false))
	root.Long = "Tenantry keeps the customers that delegated administration to you on this computer:\nfind one, see who has trouble, read its service health, open its admin centers.\n\nWithout a command it opens the window."
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SuggestionsMinimumDistance = 2
	root.PersistentPreRun = func(*cobra.Command, []string) { ln.parsed = true }
	f := root.PersistentFlags()
	f.StringVar(&ln.home, "home", "", "folder that holds everything the program keeps (or TENANTRY_HOME)")
	f.StringVar(&ln.profile, "profile", "default", "one partner account each")
	f.StringVar(&ln.secrets, "secrets", "", "where the key is kept: keychain, file or memory (or TENANTRY_SECRETS; default keychain)")
	f.BoolVar(&ln.io.JSON, "json", false, "one JSON document on standard output")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return command.WrongUse(err.Error()) })
	l := command.Line{IO: ln.io, Open: ln.open, Path: e.path, Held: inUseElsewhere}
	root.AddCommand(session.NewLogin(l), session.NewLogout(l), sync.New(l), sync.NewImport(l), customers.NewList(l), customers.NewSearch(l),
		customers.NewShow(l), health.NewReport(l), health.NewIncidents(l), requests.New(l), customers.NewLinks(l), simulate.New(l),
		doctor.New(l), ln.versionCmd(), ln.demoCmd())
	return root, ln
}

// options is what the flags and the environment say of the profile.
func (ln *line) options() app.Options {
	get := ln.env.Getenv
	return app.Options{Home: cmp.Or(ln.home, get("TENANTRY_HOME")), Profile: ln.profile,
		Secrets: cmp.Or(ln.secrets, get("TENANTRY_SECRETS"), "keychain"), Version: ln.env.Version}
}

// open opens the profile, runs do, and lets go of the profile.
func (ln *line) open(do func(*app.App) error) error {
	a, release, err := ln.env.openApp(ln.options())
	if err != nil {
		return err
	}
	defer release()
	if ln.env.held == nil { // a window shows its notices itself
		for _, n := range a.Session.Status().Notices {
			ln.io.Note("tenantry: %s (%s)", term.OneLine(n.Text), n.Path)
		}
	}
	return do(a)
}
