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
	"tenantry/backend/message"
)

// handOff gives a request to the person who files it: the page and the text.
func (o *SendOptions) handOff(a *app.App, i contract.OutgoingItem) error {
	if undecided(i) {
		return command.Detailed{Advice: waitsFor(i, time.Now()), Err: fault.New(fault.Invalid, "cli_send_undecided", "id", i.LocalID)}
	}
	if i.Channel != "portal" {
		return command.Detailed{Advice: message.Of("cli_advice_send_all"),
			Err: fault.New(fault.Invalid, "cli_send_by_itself", "id", i.LocalID)}
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
			o.IO.Warn(o.IO.Words(contract.FailureOf(err).Words()))
		}
	}
	if o.IO.JSON {
		return o.IO.Print(h)
	}
	o.IO.Line(term.Clean(h.URL))
	o.IO.Line("")
	o.IO.Line(term.CleanText(strings.TrimRight(h.Text, "\n")))
	o.IO.NoteLine(o.IO.Word("cli_send_file_it"))
	o.IO.NoteLine(o.IO.Word("cli_send_or_number", "id", h.Item.LocalID))
	return nil
}
