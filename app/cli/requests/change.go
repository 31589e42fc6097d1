package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// ChangeOptions is what `tenantry requests close` and `tenantry requests severity` need.
type ChangeOptions struct {
	IO       *term.IO
	Open     command.Opener
	Customer string // whose request it is; empty: whoever has the number
}

// NewClose makes `tenantry requests close`.
func NewClose(l command.Line) *cobra.Command {
	o := &ChangeOptions{IO: l.IO, Open: l.Open}
	c := l.Command("close ID", "cli_requests_close_short", command.Args(1, 1, "ID"), func(_ context.Context, args []string) error {
		return o.change(args[0], func(a *app.App, r contract.RequestRow) (contract.OutgoingItem, error) {
			return a.Outbox.Close(r.TenantID, r.ID)
		})
	})
	customerFlag(l, c, &o.Customer)
	return command.Example(c, "tenantry requests close 119112420000001")
}

// NewSeverity makes `tenantry requests severity`.
func NewSeverity(l command.Line) *cobra.Command {
	o := &ChangeOptions{IO: l.IO, Open: l.Open}
	c := l.Command("severity ID SEVERITY", "cli_requests_severity_short", command.Args(2, 2, "ID", "SEVERITY"), func(_ context.Context, args []string) error {
		return o.change(args[0], func(a *app.App, r contract.RequestRow) (contract.OutgoingItem, error) {
			return a.Outbox.Regrade(r.TenantID, r.ID, args[1])
		})
	})
	customerFlag(l, c, &o.Customer)
	return command.Example(c, "tenantry requests severity 119112420000001 critical")
}

// change queues what do wants of the request that id means.
func (o *ChangeOptions) change(id string, do func(*app.App, contract.RequestRow) (contract.OutgoingItem, error)) error {
	return o.Open(func(a *app.App) error {
		row, err := locate(a, id, o.Customer)
		if err != nil {
			return unkept(err, message.Message{})
		}
		if row.ID == "" {
			return unkept(fault.New(fault.Invalid, "cli_change_no_number", "id", row.LocalID), message.Of("cli_advice_outbox"))
		}
		item, err := do(a, row)
		if err != nil {
			return byFlag(err)
		}
		if o.IO.JSON {
			return o.IO.Print(item)
		}
		o.IO.Line(item.LocalID)
		o.IO.Note("cli_change_written", "id", item.LocalID, "state", sign(item.State), "what", changeOf(item))
		return nil
	})
}

// changeOf says what a change makes of a request.
func changeOf(i contract.OutgoingItem) message.Message {
	number := term.Clean(i.RequestID)
	if i.Change.Severity != "" {
		return message.Of("cli_outbox_severity", "number", number, "severity", command.Known(severities, i.Change.Severity))
	}
	return message.Of("cli_outbox_close", "number", number)
}
