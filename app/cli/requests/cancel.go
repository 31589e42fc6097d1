package requests

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/message"
)

// CancelOptions is what `tenantry requests cancel` needs.
type CancelOptions struct {
	IO     *term.IO
	Open   command.Opener
	Delete bool // throw the draft away, too; take what arrived off the list
}

// NewCancel makes `tenantry requests cancel`.
func NewCancel(l command.Line) *cobra.Command {
	o := &CancelOptions{IO: l.IO, Open: l.Open}
	c := l.Command("cancel LOCALID", "cli_requests_cancel_short", command.Args(1, 1, "LOCALID"),
		func(_ context.Context, args []string) error { return forWritten(o.Open, args[0], o.run) })
	c.Flags().BoolVar(&o.Delete, "delete", false, l.IO.Word("cli_requests_cancel_delete"))
	return command.Example(c, "tenantry requests cancel TNT-7F3K2M", "tenantry requests cancel TNT-7F3K2M --delete")
}

func (o *CancelOptions) run(a *app.App, i contract.OutgoingItem) error {
	sent := i.State == "sent"
	if i.State != "draft" && !(sent && o.Delete) {
		back, err := a.Outbox.TakeBack(i.LocalID)
		if err != nil && sent {
			return command.Detailed{Err: fmt.Errorf("cancel %s: %w", i.LocalID, err),
				Advice: message.Of("cli_advice_off_list", "id", i.LocalID)}
		}
		if err != nil {
			return fmt.Errorf("cancel %s: %w", i.LocalID, err)
		}
		i = back
	}
	if o.Delete || i.Change != nil { // a change is no text to be kept
		return o.discard(a, i, sent)
	}
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	o.IO.Say("cli_cancel_draft", "id", i.LocalID)
	return nil
}

func (o *CancelOptions) discard(a *app.App, i contract.OutgoingItem, sent bool) error {
	if err := a.Outbox.Discard(i.LocalID); err != nil {
		return fmt.Errorf("throw %s away: %w", i.LocalID, err)
	}
	if o.IO.JSON {
		return o.IO.Print(map[string]any{"localId": i.LocalID, "deleted": true})
	}
	if sent {
		o.IO.Say("cli_cancel_off_list", "id", i.LocalID)
		return nil
	}
	o.IO.Say("cli_cancel_gone", "id", i.LocalID)
	return nil
}
