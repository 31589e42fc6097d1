package session

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// ConsentOptions is what `tenantry consent` needs.
type ConsentOptions struct {
	IO    *term.IO
	Open  command.Opener
	Grant bool // approve it through Partner Center
}

// NewConsent makes `tenantry consent X`.
func NewConsent(l command.Line) *cobra.Command {
	o := &ConsentOptions{IO: l.IO, Open: l.Open}
	c := command.Example(l.Command("consent X", "cli_consent_short", command.Args(1, 1, "X"),
		func(ctx context.Context, args []string) error { return o.run(ctx, args[0]) }),
		"tenantry consent contoso.com", "tenantry consent contoso.com --grant")
	c.Flags().BoolVar(&o.Grant, "grant", false, l.IO.Word("cli_consent_grant"))
	return c
}

func (o *ConsentOptions) run(ctx context.Context, who string) error {
	return o.Open.For(who, func(a *app.App, id string) error {
		if o.Grant {
			return o.grant(ctx, a, id)
		}
		c, err := a.Session.Consent(id, string(o.IO.Language))
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(c)
		}
		o.IO.Line(c.Link)
		o.IO.Line("")
		o.IO.Line(term.Clean(c.Subject))
		o.IO.Line("")
		o.IO.Line(term.CleanText(c.Text))
		if c.MayGrant {
			o.IO.Note("cli_consent_may_grant", "tenant", id)
		}
		return nil
	})
}

// grant approves the app and reads the customer at once.
func (o *ConsentOptions) grant(ctx context.Context, a *app.App, id string) error {
	if err := a.GrantConsent(ctx, id); err != nil {
		return err
	}
	report, err := a.SyncNow(ctx, id, false, nil)
	if o.IO.JSON {
		if err := o.IO.Print(granted{id, true, report}); err != nil {
			return err
		}
	} else {
		o.IO.Say("cli_consent_granted")
	}
	return read(o.IO, report, err)
}

// granted is the document of an approval.
type granted struct {
	TenantID string              `json:"tenantId"`
	Granted  bool                `json:"granted"`
	Sync     contract.SyncReport `json:"sync"`
}
