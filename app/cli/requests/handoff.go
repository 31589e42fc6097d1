package requests

import (
	"fmt"
	"strings"
	"time"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
)

// handOff gives a request to the person who files it: the page and the text.
func (o *SendOptions) handOff(a *app.App, i contract.OutgoingItem) error {
	if undecided(i) {
		return command.Detailed{Advice: waitsFor(i, time.Now()), Err: fault.New(fault.Invalid, i.LocalID+" is a draft, and its channel is not chosen yet")}
	}
	if i.Channel != "portal" {
		return command.Detailed{Advice: "see: tenantry requests send, without a local id",
			Err: fault.New(fault.Invalid, i.LocalID+" goes out by itself; only Microsoft 365 requests are handed off")}
	}
	open := o.IO.Width > 0 && !o.NoBrowser
	h, err := a.Outbox.HandOff(i.LocalID, open)
	if err != nil {
		return fmt.Errorf("hand %s off: %w", i.LocalID, err)
	}
	if open && !h.Opened { // there is no window that does it
		err := o.Browser(h.URL)
		h.Opened = err == nil
		if err != nil {
			o.IO.Note("tenantry: %s", term.Clean(term.OneLine(contract.FailureOf(err).Message)))
		}
	}
	if o.IO.JSON {
		return o.IO.Print(h)
	}
	o.IO.Say("%s", term.Clean(h.URL))
	o.IO.Say("")
	o.IO.Say("%s", term.CleanText(strings.TrimRight(h.Text, "\n")))
	o.IO.Note("File this text on the page above, and keep the mark in the title: by it the next sync finds the request.\nOr enter its number: tenantry requests filed %s NUMBER", h.Item.LocalID)
	return nil
}
