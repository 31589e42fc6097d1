package requests

import (
	"github.com/spf13/cobra"

	"tenantry/app/cli/command"
)

// New makes `tenantry requests` with its commands.
func New(l command.Line) *cobra.Command {
	c := &cobra.Command{
		Use:                        "requests",
		Short:                      l.IO.Word("cli_requests_short"),
		Long:                       l.IO.Word("cli_requests_long"),
		Args:                       command.OneOf,
		RunE:                       func(*cobra.Command, []string) error { return nil },
		SuggestionsMinimumDistance: 2,
	}
	c.AddCommand(NewList(l), NewShow(l), NewNew(l), NewEdit(l), NewNote(l), NewClose(l), NewSeverity(l), NewOutbox(l), NewSend(l), NewFiled(l), NewRetry(l),
		NewCancel(l), NewTemplates(l))
	return command.Example(c, "tenantry requests list --state waiting",
		l.IO.Word("cli_example_requests"),
		"tenantry requests send")
}
