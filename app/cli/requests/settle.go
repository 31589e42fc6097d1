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
	c := command.New("filed LOCALID NUMBER", "take down the number that Microsoft gave to a request that was handed off or is uncertain",
		command.Args(2, 2, "LOCALID or NUMBER"), func(_ context.Context, args []string) error {
			return forWritten(o.Open, args[0], func(a *app.App, i contract.OutgoingItem) error {
				return o.became(a.Outbox.Filed(i.LocalID, args[1]))
			})
		})
	return command.Example(c, "tenantry requests filed TNT-7F3K2M 119112420000001")
}

// NewRetry makes `tenantry requests retry`.
func NewRetry(l command.Line) *cobra.Command {
	o := &SettleOptions{IO: l.IO, Open: l.Open}
	c := command.New("retry LOCALID", "you looked: Microsoft does not have this uncertain one; it is sent again",
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
	o.IO.Say("%s  %s  %s", i.LocalID, sign(i.State), term.Clean(i.ID))
	return nil
}
