package cli

import (
	"cmp"
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/alerts"
	"tenantry/app/cli/changes"
	"tenantry/app/cli/command"
	"tenantry/app/cli/customers"
	"tenantry/app/cli/doctor"
	"tenantry/app/cli/health"
	"tenantry/app/cli/message"
	"tenantry/app/cli/profiles"
	"tenantry/app/cli/requests"
	"tenantry/app/cli/session"
	"tenantry/app/cli/simulate"
	"tenantry/app/cli/sync"
	"tenantry/app/cli/term"
	"tenantry/app/cli/verdict"
	"tenantry/app/erase"
	"tenantry/app/home"
)

// line is what one command line said.
type line struct {
	ctx     context.Context // ends what is waited for while the profile is opened
	env     *Env
	io      *term.IO
	home    string
	profile string
	secrets string
	proxy   string
	verbose bool
	version bool
	parsed  bool // the words and flags were right
	asked   int  // how often the passphrase was
	command string
}

// root builds the command tree anew for each command line, so that nothing is global.
func (e *Env) root(ctx context.Context) (*cobra.Command, *line) {
	ln := &line{ctx: ctx, env: e, io: &term.IO{In: e.In, Keyboard: e.keyboard, Out: e.Out, Err: e.Err, Width: e.Width, Language: e.language()}}
	word := ln.io.Word
	l := command.Line{IO: ln.io, Open: ln.open, Path: e.path, Held: InUse, Erase: ln.erase, Profiles: func() *app.Profiles { return app.ProfilesOf(ln.options()) }, Apart: e.held != nil && e.Width > 0, Proxy: func() string { return ln.proxy }}
	root := l.Command("tenantry", "cli_root_short", linkOrNothing, ln.window(nil))
	root.Long = word("cli_root_long")
	root.SetArgs(e.Args)
	root.SetIn(e.In)
	root.SetOut(e.Out)
	root.SetErr(e.Err)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SuggestionsMinimumDistance = 2
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		ln.parsed, ln.command = true, c.CommandPath()
		ln.io.JSON = ln.io.JSON || ln.io.Filter.String() != ""
		return ln.io.Listing.Check(ln.io.JSON)
	}
	f := root.PersistentFlags()
	f.StringVar(&ln.home, "home", "", word("cli_flag_home"))
	f.StringVar(&ln.profile, "profile", defaultProfile, word("cli_flag_profile"))
	f.StringVar(&ln.secrets, "secrets", "", word("cli_flag_secrets"))
	f.BoolVar(&ln.io.JSON, "json", false, word("cli_flag_json"))
	f.StringVar(&ln.proxy, "proxy", "", word("cli_flag_proxy"))
	f.Var(&ln.io.Filter, "jq", word("cli_flag_jq"))
	f.BoolVarP(&ln.io.Quiet, "quiet", "q", false, word("cli_flag_quiet"))
	f.BoolVarP(&ln.verbose, "verbose", "v", false, word("cli_flag_verbose"))
	f.Var(&languageFlag{}, "language", word("cli_flag_language"))
	root.Flags().BoolVar(&ln.version, "version", false, word("cli_version_short"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongFlag(err) })
	root.AddCommand(session.NewLogin(l), session.NewLogout(l), session.NewConsent(l), session.NewPassphrase(l), profiles.New(l), sync.New(l), sync.NewImport(l), customers.NewList(l), customers.NewSearch(l),
		customers.NewShow(l), health.NewReport(l), health.NewIncidents(l), health.NewMessages(l), message.New(l), verdict.New(l), alerts.New(l), changes.New(l), changes.NewHistory(l), requests.New(l), customers.NewLinks(l), customers.NewExport(l), customers.NewTicket(l), customers.NewOpen(l, ln.follow), simulate.New(l),
		doctor.New(l), doctor.NewDiagnostics(l, ln.diagnose), ln.versionCmd(l), ln.demoCmd(l))
	explain(root, ln.io)
	return root, ln
}

// options is what the flags and the environment say of the profile.
func (ln *line) options() app.Options {
	get := ln.env.Getenv
	o := app.Options{Home: cmp.Or(ln.home, get("TENANTRY_HOME")), Profile: ln.profile, Proxy: ln.proxy,
		Secrets: cmp.Or(ln.secrets, get("TENANTRY_SECRETS"), "keychain"), Version: ln.env.Version,
		Passphrase: ln.passphrase}
	if ln.env.Width > 0 { // a person is there
		o.KeychainSlow = func() { ln.io.Warn(ln.io.Word("secret_keychain_slow")) }
	}
	o.Log, o.LogLevel = ln.log(o)
	return o
}

// erase removes everything below the home.
func (ln *line) erase() ([]string, error) {
	place := cmp.Or(ln.home, ln.env.Getenv("TENANTRY_HOME"))
	if place == "" {
		var err error
		if place, err = home.Default(); err != nil {
			return nil, err
		}
	}
	var slow func()
	if ln.env.Width > 0 {
		slow = func() { ln.io.Warn(ln.io.Word("secret_keychain_slow")) }
	}
	return erase.Everything(place, slow)
}

// open opens the profile, runs do, and lets go of the profile.
func (ln *line) open(do func(*app.App) error) (err error) {
	o := ln.options()
	a, release, err := ln.env.openApp(ln.ctx, o)
	if err != nil {
		return err
	}
	defer release()
	defer ln.logged(o.Log, time.Now(), &err)
	if ln.env.held == nil { // a window shows its notices itself
		for _, n := range a.Session.Status().Notices {
			says := ln.io.Words(n.Words())
			if n.Path != "" {
				says = ln.io.Word("cli_in_brackets", "what", n.Words(), "more", n.Path)
			}
			ln.io.Warn(says)
		}
	}
	return do(a)
}
