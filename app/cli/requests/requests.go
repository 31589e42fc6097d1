package requests

import (
	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
)

// New makes `tenantry requests` with its commands.
func New(l command.Line) *cobra.Command {
	c := &cobra.Command{
		Use:   "requests",
		Short: "service requests: list, read, write, answer; the outbox",
		Long: "Service requests with Microsoft on behalf of customers.\n\n" +
			"What you write is kept in the outbox first and works without a network. An Azure request and a note go\n" +
			"out with `tenantry requests send`, or by themselves while the window is open. A Microsoft 365 request is\n" +
			"handed off: Microsoft has no interface that opens one, so Tenantry writes it and you file it on the\n" +
			"customer's support page.",
		Args:                       command.OneOf,
		RunE:                       func(*cobra.Command, []string) error { return nil },
		SuggestionsMinimumDistance: 2,
	}
	c.AddCommand(NewList(l), NewShow(l), NewNew(l), NewEdit(l), NewNote(l), NewOutbox(l), NewSend(l), NewFiled(l), NewRetry(l),
		NewCancel(l), NewTemplates(l))
	return command.Example(c, "tenantry requests list --state waiting",
		"tenantry requests new contoso.com --title \"Mail is late\" --description \"Since 9:00 …\" --channel portal",
		"tenantry requests send")
}
