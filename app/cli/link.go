package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
	"tenantry/app/handover"
	"tenantry/backend/deeplink"
	"tenantry/backend/message"
)

// defaultProfile is what is opened when nobody says which.
const defaultProfile = "default"

// linkOrNothing takes at most a tenantry: link, as the system hands one over.
func linkOrNothing(c *cobra.Command, args []string) error {
	if len(args) == 1 && deeplink.Is(args[0]) {
		return nil
	}
	return command.NoArgs(c, args)
}

// follow has the window show where a link leads: the one that is open, or a new one. Where none can be shown it prints
// the command line that shows the same. A link opens the profile that it names if there is one; it changes nothing.
func (ln *line) follow(ctx context.Context, text string) error {
	link, wrong := deeplink.Parse(text)
	e := ln.env
	if e.held != nil && e.Display() && e.held.Follow(text) == nil {
		return nil
	}
	window := e.Window != nil && e.Display()
	if wrong != nil && !window { // a window says it itself: nobody reads what a browser started
		return wrong
	}
	o := ln.options()
	if e.held == nil && link.Profile != "" && ln.profile == defaultProfile { // what was typed is not changed by a link
		if err := o.MayFollow(link); err != nil {
			return err
		}
		ln.profile = link.Profile
		o = ln.options()
	}
	if !window {
		return ln.sameAs(link)
	}
	o.Link, o.Before = text, handover.Parse(e.Getenv(handover.Name))
	if o.Before.Start == handover.Unlocked {
		o.Passphrase = ln.handed()
	}
	return e.Window(ctx, WindowOptions{Options: o})
}

// sameAs prints the command line that shows what the link would.
func (ln *line) sameAs(link deeplink.Link) error {
	why := message.Of("cli_window_no_display")
	if ln.env.held == nil && ln.env.Window == nil {
		why = message.Of("cli_window_not_built")
	}
	words := append([]string{"tenantry"}, link.Command()...)
	if ln.io.JSON {
		return ln.io.Print(map[string]any{"command": words})
	}
	ln.io.Warn(ln.io.Word("cli_link_same", "why", why))
	ln.io.Line(strings.Join(words, " "))
	return nil
}
