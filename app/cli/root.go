package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/backend/fault"
)

// state is what one command line said and what came of it.
type state struct {
	env     *Env
	home    string
	profile string
	secrets string
	json    bool
	ran     bool // the words and flags were right
	code    int  // the exit code of a command that did not fail
}

// root builds the command tree anew for each command line, so that nothing is global.
func (e *Env) root() (*cobra.Command, *state) {
	st := &state{env: e}
	root := &cobra.Command{
		Use:           "tenantry",
		Short:         "Every delegated customer on one screen, with or without a network",
		Long:          "Tenantry keeps the customers that delegated administration to you on this computer:\nfind one, see who has trouble, read its service health, open its admin centers.\n\nWithout a command it opens the window.",
		SilenceErrors: true, SuggestionsMinimumDistance: 2,
		SilenceUsage: true,
		Args:         noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			st.ran = true
			return st.window(c.Context(), false)
		},
	}
	f := root.PersistentFlags()
	f.StringVar(&st.home, "home", "", "folder that holds everything the program keeps (or TENANTRY_HOME)")
	f.StringVar(&st.profile, "profile", "default", "one partner account each")
	f.StringVar(&st.secrets, "secrets", "", "where the key is kept: keychain, file or memory (or TENANTRY_SECRETS; default keychain)")
	f.BoolVar(&st.json, "json", false, "one JSON document on standard output")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongUse(err.Error()) })
	root.AddCommand(st.loginCmd(), st.logoutCmd(), st.syncCmd(), st.importCmd(), st.customersCmd(), st.searchCmd(),
		st.customerCmd(), st.healthCmd(), st.incidentsCmd(), st.requestsCmd(), st.linksCmd(), st.simulateCmd(), st.doctorCmd(),
		st.versionCmd(), st.demoCmd())
	return root, st
}

// wrongUse is a command line that makes no sense: exit 2.
func wrongUse(msg string) error { return fault.New(fault.Invalid, msg).With(fault.SeeHelp) }

func noArgs(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case c.HasParent():
		return wrongUse(fmt.Sprintf("%q is one word too many", args[0]))
	}
	msg := fmt.Sprintf("unknown command %q", args[0])
	if s := c.SuggestionsFor(args[0]); len(s) > 0 {
		msg += ", did you mean " + s[0] + "?"
	}
	return wrongUse(msg)
}

// argsBetween checks the number of words and names the one that lacks.
func argsBetween(low, high int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < low:
			return wrongUse(what + " is missing")
		case len(args) > high:
			return wrongUse(fmt.Sprintf("%q is one word too many (put quotes around a name with blanks)", args[high]))
		}
		return nil
	}
}

// options is what the flags and the environment say of the profile.
func (st *state) options() app.Options {
	get := st.env.Getenv
	return app.Options{Home: cmp.Or(st.home, get("TENANTRY_HOME")), Profile: st.profile,
		Secrets: cmp.Or(st.secrets, get("TENANTRY_SECRETS"), "keychain"), Version: st.env.Version}
}

// with opens the profile, runs do, and lets go of the profile.
func (st *state) with(do func(session) error) error {
	s, err := st.env.openApp(st.options())
	if err != nil {
		return err
	}
	defer s.release()
	if st.env.held == nil { // a window shows its notices itself
		for _, n := range s.Session.Status().Notices {
			st.note("tenantry: %s (%s)", oneLine(n.Text), n.Path)
		}
	}
	return do(s)
}

// command makes a cobra command; most need no more than this.
func (st *state) command(use, short string, args cobra.PositionalArgs, run func(ctx context.Context, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Args: args, RunE: func(c *cobra.Command, a []string) error {
		st.ran = true
		return run(c.Context(), a)
	}}
}
