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
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// MessagesOptions is what `tenantry messages` needs.
type MessagesOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewMessages makes `tenantry messages`.
func NewMessages(l command.Line) *cobra.Command {
	o := &MessagesOptions{IO: l.IO, Open: l.Open}
	return l.List("messages X", "cli_messages_short", command.Args(1, 1, "X"),
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
	return o.print(of)
}

func (o *MessagesOptions) print(of contract.Announcements) error {
	if !o.IO.Plain() && !o.told(of) {
		return nil
	}
	type row = partner.Announcement
	return term.List(o.IO, of.Messages, []term.Column[row]{
		{Name: "id", Head: "cli_head_id", Data: func(m row) string { return m.ID }},
		{Name: "category", Head: "cli_head_category", Data: func(m row) string { return m.Category },
			Text: func(m row) string { return o.IO.Words(command.Known(categories, m.Category)) }},
		{Name: "actionBy", Head: "cli_head_act_by", Data: func(m row) string { return stamp(m.ActionBy) }, Text: func(m row) string { return o.IO.Words(message.CalendarDay(m.ActionBy)) }},
		{Name: "updatedAt", Head: "cli_head_updated", Data: func(m row) string { return stamp(m.UpdatedAt) }, Text: func(m row) string { return o.IO.Words(message.Day(m.UpdatedAt)) }},
		{Name: "services", Head: "cli_head_service", Data: func(m row) string { return strings.Join(m.Services, ";") },
			Text: func(m row) string { return strings.Join(m.Services, ", ") }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(m row) string { return m.Title }},
	})
}

// stamp is a time for programs.
func stamp(at time.Time) string { return term.Deref(contract.Time(at)) }

// told says of whom and how old the messages are; false: there is no list.
func (o *MessagesOptions) told(of contract.Announcements) bool {
	o.IO.Say("cli_messages_customer", "name", term.Clean(of.Name), "age", term.Age(of.AsOf, time.Now()))
	if of.Problem != nil {
		o.IO.Line("  ⚠ " + command.Problem(o.IO, of.Problem))
	}
	if of.AsOf == nil {
		o.IO.Say("cli_messages_unread", "id", of.TenantID)
		return false
	}
	if len(of.Messages) == 0 {
		o.IO.Say("cli_messages_none")
		return false
	}
	return true
}

// categories are what a message wants of the customer.
var categories = map[string]string{"preventOrFixIssue": "cli_messages_fix", "planForChange": "cli_messages_plan", "stayInformed": "cli_messages_inform"}
