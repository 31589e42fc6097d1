package session

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// LogoutOptions is what `tenantry logout` needs.
type LogoutOptions struct {
	IO   *term.IO
	Open command.Opener
	Wipe bool // also the cache and, after a question, the journal
	Yes  bool // the answer to the question
	All  bool // every profile, whole
	// Erase removes every profile with its keys.
	Erase func() ([]string, error)
}

// NewLogout makes `tenantry logout`.
func NewLogout(l command.Line) *cobra.Command {
	o := &LogoutOptions{IO: l.IO, Open: l.Open, Erase: l.Erase}
	c := l.Command("logout", "cli_logout_short", command.NoArgs, func(ctx context.Context, _ []string) error {
		if o.All {
			return o.everything()
		}
		return o.Open(func(a *app.App) error { return o.run(ctx, a) })
	})
	c.Flags().BoolVar(&o.Wipe, "wipe", false, l.IO.Word("cli_logout_wipe"))
	c.Flags().BoolVar(&o.Yes, "yes", false, l.IO.Word("cli_logout_yes"))
	c.Flags().BoolVar(&o.All, "all-profiles", false, l.IO.Word("cli_logout_all"))
	return c
}

// everything removes all that the program keeps, also of profiles that can't be opened.
func (o *LogoutOptions) everything() error {
	if !o.Wipe {
		return command.WrongUse("cli_logout_all_wipes")
	}
	if !o.Yes {
		sure, err := o.IO.Ask(o.IO.Word("cli_logout_all_question") + " ")
		if err != nil {
			return err
		}
		if !sure {
			return command.Ended(command.ExitError)
		}
	}
	gone, err := o.Erase()
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"profilesRemoved": contract.List(gone)})
	}
	o.IO.Say("cli_logout_all_done", "names", cmp.Or(strings.Join(gone, ", "), "–"))
	return nil
}

func (o *LogoutOptions) run(ctx context.Context, a *app.App) error {
	journal := false
	if o.Wipe {
		what, err := journalHolds(a)
		if err != nil {
			return err
		}
		if o.Yes {
			o.IO.Note("cli_logout_removed", "what", what)
		}
		if journal = o.Yes; !o.Yes {
			if journal, err = o.IO.Ask(o.IO.Word("cli_logout_question", "what", what) + " "); err != nil {
				return err
			}
		}
	}
	if err := a.SignOut(ctx, o.Wipe, journal); err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"signedIn": false, "cacheWiped": o.Wipe, "journalWiped": journal})
	}
	done := o.IO.Word("cli_logout_done")
	if o.Wipe {
		done += " " + o.IO.Word("cli_logout_cache")
	}
	if journal {
		done += " " + o.IO.Word("cli_logout_journal")
	}
	o.IO.Line(done)
	return nil
}

// journalHolds says what is lost with the journal: above all, what was written and never sent.
func journalHolds(a *app.App) (message.Message, error) {
	page, err := a.Outbox.List()
	if err != nil {
		return message.Message{}, err
	}
	what := message.Of("cli_logout_marks")
	if page.Drafts > 0 {
		what = message.Of("cli_logout_drafts", "what", what, "count", page.Drafts)
	}
	if n := slices.DeleteFunc(page.Requests, func(i contract.OutgoingItem) bool { return i.State == "draft" || i.State == "sent" }); len(n) > 0 {
		what = message.Of("cli_logout_unsent", "what", what, "count", len(n))
	}
	return what, nil
}
