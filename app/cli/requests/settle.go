package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// SettleOptions is what `tenantry requests filed` and `tenantry requests retry` need: a person says what
// became of something.
type SettleOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewFiled makes `tenantry requests filed`.
func NewFiled(l command.Line) *cobra.Command {
	o := &SettleOptions{IO: l.IO, Open: l.Open}
	c := l.Command("filed LOCALID NUMBER", "cli_requests_filed_short",
		command.Args(2, 2, "LOCALID", "NUMBER"), func(_ context.Context, args []string) error {
			return forWritten(o.Open, args[0], func(a *app.App, i contract.OutgoingItem) error {
				return o.became(a.Outbox.Filed(i.LocalID, args[1]))
			})
		})
	return command.Example(c, "tenantry requests filed TNT-7F3K2M 119112420000001")
}

// NewRetry makes `tenantry requests retry`.
func NewRetry(l command.Line) *cobra.Command {
	o := &SettleOptions{IO: l.IO, Open: l.Open}
	c := l.Command("retry LOCALID", "cli_requests_retry_short",
		command.Args(1, 1, "LOCALID"), func(_ context.Context, args []string) error {
			return forWritten(o.Open, args[0], func(a *app.App, i contract.OutgoingItem) error {
				return o.became(a.Outbox.NotThere(i.LocalID))
			})
		})
	return command.Example(c, "tenantry requests retry TNT-7F3K2M")
}

// became prints what an item is now.
func (o *SettleOptions) became(i contract.OutgoingItem, err error) error {
	if err != nil {
		return byFlag(err)
	}
	if o.IO.JSON {
		return o.IO.Print(i)
	}
	o.IO.Line(i.LocalID + "  " + o.IO.Words(rowSign(i.RequestRow)) + "  " + term.Clean(i.ID))
	return nil
}
