package session

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// LogoutOptions is what `tenantry logout` needs.
type LogoutOptions struct {
	IO   *term.IO
	Open command.Opener
	Wipe bool // also the cache and, after a question, the journal
	Yes  bool // the answer to the question
}

// NewLogout makes `tenantry logout`.
func NewLogout(l command.Line) *cobra.Command {
	o := &LogoutOptions{IO: l.IO, Open: l.Open}
	c := command.New("logout", "forget the tokens", command.NoArgs, func(ctx context.Context, _ []string) error {
		return o.Open(func(a *app.App) error { return o.run(ctx, a) })
	})
	c.Flags().BoolVar(&o.Wipe, "wipe", false, "also remove the cache and, after a question, the journal")
	c.Flags().BoolVar(&o.Yes, "yes", false, "answer yes to the question")
	return c
}

func (o *LogoutOptions) run(ctx context.Context, a *app.App) error {
	journal := false
	if o.Wipe {
		what, err := journalHolds(a)
		if err != nil {
			return err
		}
		if o.Yes {
			o.IO.Note("With the journal are removed: %s", what)
		}
		journal = o.Yes || o.IO.Ask("Also remove the journal ("+what+")? This can't be undone. [y/N] ")
	}
	if err := a.SignOut(ctx, o.Wipe, journal); err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"signedIn": false, "cacheWiped": o.Wipe, "journalWiped": journal})
	}
	o.IO.Say("Signed out.%s%s", term.If(o.Wipe, " The cache is removed."), term.If(journal, " The journal is removed."))
	return nil
}

// journalHolds says what is lost with the journal: above all, what was written and never sent.
func journalHolds(a *app.App) (string, error) {
	page, err := a.Outbox.List()
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
