package requests

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
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
	c := command.New("cancel LOCALID", "take back what was not sent yet; the draft stays, unless --delete, which also takes what arrived off the list", command.Args(1, 1, "LOCALID"),
		func(_ context.Context, args []string) error { return forWritten(o.Open, args[0], o.run) })
	c.Flags().BoolVar(&o.Delete, "delete", false, "throw the draft away, too; take what arrived off the list")
	return command.Example(c, "tenantry requests cancel TNT-7F3K2M", "tenantry requests cancel TNT-7F3K2M --delete")
}

func (o *CancelOptions) run(a *app.App, i contract.OutgoingItem) error {
	sent := i.State == "sent"
	if i.State != "draft" && !(sent && o.Delete) {
		back, err := a.Outbox.TakeBack(i.LocalID)
		if err != nil && sent {
			return command.Detailed{Err: fmt.Errorf("cancel %s: %w", i.LocalID, err),
				Advice: "Microsoft has it; to take it off the list: tenantry requests cancel " + i.LocalID + " --delete"}
		}
		if err != nil {
			return fmt.Errorf("cancel %s: %w", i.LocalID, err)
		}
		i = back
	}
	if o.Delete {
		return o.discard(a, i, sent)
	}
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	o.IO.Say("%s is a draft again and stays here. To send it: tenantry requests edit %s; to throw it away: tenantry requests cancel %s --delete",
		i.LocalID, i.LocalID, i.LocalID)
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
		o.IO.Say("%s is off the list; Microsoft has it still.", i.LocalID)
		return nil
	}
	o.IO.Say("%s is thrown away.", i.LocalID)
	return nil
}
