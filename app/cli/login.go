package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

func (st *state) loginCmd() *cobra.Command {
	var r contract.SignInRequest
	var noBrowser bool
	c := st.command("login", "sign in to a partner account", noArgs, func(ctx context.Context, _ []string) error {
		if r.CAFile != "" {
			r.CAFile = st.env.path(r.CAFile)
		}
		return st.with(func(s session) error {
			prompt := app.Prompt{Browser: app.OpenBrowser, DeviceCode: st.showDeviceCode}
			if noBrowser {
				prompt.Browser = st.showAddress
			}
			status, err := s.SignIn(ctx, r, prompt)
			if err != nil {
				return err
			}
			if st.json {
				return st.print(status)
			}
			st.say("Signed in as %s (%s). Next: tenantry sync", clean(status.Username), status.TenantID)
			return nil
		})
	})
	f := c.Flags()
	f.StringVar(&r.ClientID, "client-id", "", "application (client) id of your app registration")
	f.StringVar(&r.Tenant, "tenant", "", "your own (partner) tenant: id or domain")
	f.StringVar(&r.Cloud, "cloud", "global", "global, usgov, usgovdod, china or custom")
	f.BoolVar(&r.DeviceCode, "device-code", false, "sign in with a code on another device")
	f.BoolVar(&noBrowser, "no-browser", false, "print the address to open, and wait")
	f.StringVar(&r.LoginURL, "login-url", "", "with --cloud custom: address of the sign-in service")
	f.StringVar(&r.GraphURL, "graph-url", "", "with --cloud custom: address of Microsoft Graph")
	f.StringVar(&r.PartnerCenterURL, "partner-center-url", "", "with --cloud custom: address of Partner Center")
	f.StringVar(&r.AzureURL, "azure-url", "", "with --cloud custom: address of Azure management")
	f.StringVar(&r.CAFile, "ca", "", "file with a certificate authority to trust beside the system's")
	return c
}

// showAddress prints the address on one line of its own, for the user or a script to open.
func (st *state) showAddress(url string) error {
	st.note("Open this address in a browser:")
	st.say("%s", url)
	return nil
}

func (st *state) showDeviceCode(d contract.DeviceCode) {
	st.note("Open %s and enter the code %s", d.VerificationURL, d.UserCode)
}

func (st *state) logoutCmd() *cobra.Command {
	var wipe, yes bool
	c := st.command("logout", "forget the tokens", noArgs, func(ctx context.Context, _ []string) error {
		return st.with(func(s session) error {
			journal := false
			if wipe {
				what, err := journalHolds(s)
				if err != nil {
					return err
				}
				if yes {
					st.note("With the journal are removed: %s", what)
				}
				journal = yes || st.ask("Also remove the journal ("+what+")? This can't be undone. [y/N] ")
			}
			if err := s.SignOut(ctx, wipe, journal); err != nil {
				return err
			}
			if st.json {
				return st.print(map[string]any{"signedIn": false, "cacheWiped": wipe, "journalWiped": journal})
			}
			st.say("Signed out.%s%s", flags(wipe, " The cache is removed."), flags(journal, " The journal is removed."))
			return nil
		})
	})
	c.Flags().BoolVar(&wipe, "wipe", false, "also remove the cache and, after a question, the journal")
	c.Flags().BoolVar(&yes, "yes", false, "answer yes to the question")
	return c
}

// journalHolds says what is lost with the journal: above all, what was written and never sent.
func journalHolds(s session) (string, error) {
	page, err := s.Outbox.List()
	if err != nil {
		return "", err
	}
	what := "tags, aliases, favourites, preferences"
	if page.Drafts > 0 {
		what += fmt.Sprintf(", drafts: %d", page.Drafts)
	}
	if n := slices.DeleteFunc(page.Requests, func(i contract.OutgoingItem) bool { return i.State == "draft" || i.State == "sent" }); len(n) > 0 {
		what += fmt.Sprintf(", requests and notes that Microsoft does not have yet: %d", len(n))
	}
	return what, nil
}

// ask asks on standard error; no answer means no.
func (st *state) ask(question string) bool {
	fmt.Fprint(st.env.Err, question)
	line, _ := bufio.NewReader(st.env.In).ReadString('\n')
	line = strings.ToLower(strings.TrimSpace(line))
	return line == "y" || line == "yes" || line == "o" || line == "oui"
}

func (st *state) syncCmd() *cobra.Command {
	var who string
	var full bool
	c := st.command("sync", "bring the cache up to date", noArgs, func(ctx context.Context, _ []string) error {
		return st.with(func(s session) error {
			id := ""
			if who != "" {
				found, err := resolve(s, who)
				if err != nil {
					return err
				}
				id = found
			}
			r, err := s.SyncNow(ctx, id, full, st.progress())
			if err != nil && r.FinishedAt == nil {
				return err
			}
			if errors.Is(err, context.Canceled) {
				f := fault.New(fault.Conflict, "the sync was ended early; what it had read is kept").With(fault.WaitAndRetry)
				err = f.WithCode(app.CodeCancelled, "")
			}
			if err != nil {
				f := contract.FailureOf(err)
				r.Error = &f
			}
			if st.json {
				if perr := st.print(r); perr != nil {
					return perr
				}
			} else {
				st.syncSummary(r)
			}
			switch {
			case err != nil:
				st.note("tenantry: %s", oneLine(r.Error.Message+": "+r.Error.Remedy))
				st.code = exitCode(err)
			case len(r.Failures) > 0:
				st.code = exitPart
			}
			return nil
		})
	})
	c.Flags().StringVar(&who, "customer", "", "only this customer")
	c.Flags().BoolVar(&full, "full", false, "read everything anew, however fresh it is")
	return c
}

// progress writes the count to a terminal, in place; to a file or a pipe it writes nothing.
func (st *state) progress() func(contract.SyncStatus) {
	if st.env.Width == 0 {
		return func(contract.SyncStatus) {}
	}
	return func(s contract.SyncStatus) {
		if !s.Running {
			fmt.Fprintf(st.env.Err, "\r\x1b[K")
			return
		}
		fmt.Fprintf(st.env.Err, "\r\x1b[K%s %d of %d%s", s.Phase, s.Done, s.Total, flags(s.Failed > 0, fmt.Sprintf(", %d failed", s.Failed)))
	}
}

func (st *state) syncSummary(r contract.SyncReport) {
	c := r.Customers
	st.say("%d customers listed, %d brought up to date, %d failed, %d removed; %d requests, %.1f MB",
		c.Listed, c.Synced, c.Failed, c.Removed, r.HTTP.Requests, float64(r.HTTP.Bytes)/1e6)
	const most = 10
	for i, f := range r.Failures {
		if i == most {
			st.say("  … and %d more (--json lists all)", len(r.Failures)-most)
			break
		}
		st.say("  ⚠ %s: %s: %s", clean(f.Name), clean(f.Message), f.Remedy)
	}
}

func (st *state) importCmd() *cobra.Command {
	return st.command("import FILE.csv", "take over Partner Center's customer export", argsBetween(1, 1, "FILE.csv"),
		func(_ context.Context, args []string) error {
			return st.with(func(s session) error {
				r, err := s.ImportFile(st.env.path(args[0]))
				if err != nil {
					return err
				}
				if st.json {
					return st.print(r)
				}
				st.say("%d customers read: %d new, %d known before", r.Read, r.Added, r.Updated)
				return nil
			})
		})
}
