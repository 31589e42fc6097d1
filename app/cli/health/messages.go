package health

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// MessagesOptions is what `tenantry messages` needs.
type MessagesOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewMessages makes `tenantry messages`.
func NewMessages(l command.Line) *cobra.Command {
	o := &MessagesOptions{IO: l.IO, Open: l.Open}
	return l.Command("messages X", "cli_messages_short", command.Args(1, 1, "X"),
		func(_ context.Context, args []string) error { return o.Open.For(args[0], o.run) })
}

func (o *MessagesOptions) run(a *app.App, id string) error {
	of, err := a.Health.Messages(id)
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(of)
	}
	o.print(of)
	return nil
}

func (o *MessagesOptions) print(of contract.Announcements) {
	o.IO.Say("cli_messages_customer", "name", term.Clean(of.Name), "age", term.Age(of.AsOf, time.Now()))
	if of.Problem != nil {
		o.IO.Line("  ⚠ " + command.Problem(o.IO, of.Problem))
	}
	if of.AsOf == nil {
		o.IO.Say("cli_messages_unread", "id", of.TenantID)
		return
	}
	if len(of.Messages) == 0 {
		o.IO.Say("cli_messages_none")
		return
	}
	rows := make([][]string, len(of.Messages))
	for i, m := range of.Messages {
		rows[i] = []string{m.ID, o.IO.Words(command.Known(categories, m.Category)), o.IO.Words(term.Date(m.ActionBy)),
			o.IO.Words(term.Date(m.UpdatedAt)), strings.Join(m.Services, ", "), m.Title}
	}
	o.IO.Table(o.IO.Head([]string{"cli_head_id", "cli_head_category", "cli_head_act_by", "cli_head_updated", "cli_head_service", "cli_head_title"}), rows, 5)
}

// categories are what a message wants of the customer.
var categories = map[string]string{"preventOrFixIssue": "cli_messages_fix", "planForChange": "cli_messages_plan", "stayInformed": "cli_messages_inform"}
