package customers

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/deeplink"
	"tenantry/backend/fault"
	"tenantry/backend/partner"
)

// OpenOptions is what `tenantry open` needs.
type OpenOptions struct {
	IO      *term.IO
	Open    command.Opener
	Browser func(url string) error
	Follow  func(ctx context.Context, link string) error // shows where a tenantry: link leads
}

// adminCenter is the portal that is opened where none is named.
const adminCenter = "admin"

// NewOpen makes `tenantry open`.
func NewOpen(l command.Line, follow func(ctx context.Context, link string) error) *cobra.Command {
	o := &OpenOptions{IO: l.IO, Open: l.Open, Browser: app.OpenBrowser, Follow: follow}
	c := l.Command("open X [PORTAL]", "cli_open_short", command.Args(1, 2, "X"), o.run)
	return command.Example(c, "tenantry open contoso.com", "tenantry open contoso.com exchange")
}

func (o *OpenOptions) run(ctx context.Context, args []string) error {
	if deeplink.Is(args[0]) {
		if len(args) > 1 {
			return command.WrongUse("cli_use_too_many", "word", command.Quoted(args[1]))
		}
		return o.Follow(ctx, args[0])
	}
	key := adminCenter
	if len(args) == 2 {
		key = args[1]
	}
	return o.Open.For(args[0], func(a *app.App, id string) error {
		links, err := a.Portal.Links(id)
		if err != nil {
			return err
		}
		for _, l := range links {
			if l.Portal == key {
				return o.show(id, l)
			}
		}
		return fault.New(fault.Missing, "link_unknown", "portal", command.Quoted(term.Clean(key)))
	})
}

// show opens a link, whose host was checked when it was made, and says so.
func (o *OpenOptions) show(id string, l partner.Link) error {
	if err := o.Browser(l.URL); err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"tenantId": id, "portal": l.Portal, "url": l.URL})
	}
	o.IO.Line(l.URL)
	return nil
}
