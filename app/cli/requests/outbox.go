package requests

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
)

// OutboxOptions is what `tenantry requests outbox` needs.
type OutboxOptions struct {
	IO   *term.IO
	Open command.Opener
}

// NewOutbox makes `tenantry requests outbox`.
func NewOutbox(l command.Line) *cobra.Command {
	o := &OutboxOptions{IO: l.IO, Open: l.Open}
	c := l.List("outbox", "cli_requests_outbox_short", command.NoArgs,
		func(context.Context, []string) error {
			return o.Open(func(a *app.App) error {
				page, err := a.Outbox.List()
				if err != nil {
					return err
				}
				return o.print(page)
			})
		})
	return command.Example(c, "tenantry requests outbox", "tenantry requests outbox --json")
}

func (o *OutboxOptions) print(p contract.OutboxPage) error {
	if o.IO.JSON {
		return o.IO.Print(p)
	}
	if len(p.Requests) == 0 && !o.IO.Plain() {
		o.IO.Note("cli_outbox_none")
	} else if err := term.List(o.IO, p.Requests, o.columns()); err != nil {
		return err
	}
	o.counts(p)
	return nil
}

// columns are those of the list of what is outgoing.
func (o *OutboxOptions) columns() []term.Column[contract.OutgoingItem] {
	type row = contract.OutgoingItem
	now := time.Now()
	return []term.Column[row]{
		{Name: "state", Head: "cli_head_state", Data: func(r row) string { return r.State }, Text: func(r row) string { return o.IO.Words(rowSign(r.RequestRow)) }},
		{Name: "localId", Head: "cli_head_local_id", Data: func(r row) string { return r.LocalID }},
		{Name: "id", Head: "cli_head_number", Data: func(r row) string { return r.ID }},
		{Name: "channel", Head: "cli_head_channel", Data: func(r row) string { return r.Channel },
			Text: func(r row) string { return o.IO.Words(command.Known(channelNames, r.Channel)) }},
		{Name: "tenantId", Data: func(r row) string { return r.TenantID }},
		{Name: "customer", Head: "cli_head_customer", Data: func(r row) string { return r.Customer }},
		{Name: "title", Head: "cli_head_title", Wide: true, Data: func(r row) string { return r.Title }, Text: func(r row) string {
			switch {
			case r.Channel == "note":
				return o.IO.Word("cli_outbox_note", "number", r.RequestID, "text", term.OneLine(r.Note))
			case r.Change != nil:
				return o.IO.Words(changeOf(r))
			}
			return r.Title
		}},
		{Name: "requestId", Data: func(r row) string { return r.RequestID }},
		{Name: "createdAt", Data: func(r row) string { return term.Deref(r.CreatedAt) }},
		{Name: "updatedAt", Data: func(r row) string { return term.Deref(r.UpdatedAt) }},
		{Name: "waitsFor", Head: "cli_head_waits_for", Lean: true, Text: func(r row) string { return o.IO.Words(waitsFor(r, now)) }},
		{Name: "problem", Data: func(r row) string { return command.Failed(r.Problem) }},
	}
}

// counts says how many there are, and what of them is not listed.
func (o *OutboxOptions) counts(p contract.OutboxPage) {
	o.IO.Note("cli_outbox_counts", "waiting", p.OnTheirWay, "drafts", p.Drafts, "needs", p.NeedsYou)
	for _, d := range p.Damaged {
		o.IO.NoteLine("⚠ " + term.Clean(term.OneLine(o.IO.Words(d.Words()))))
	}
	listed := 0
	for _, r := range p.Requests {
		if r.State == "sent" {
			listed++
		}
	}
	if p.Sent > listed {
		o.IO.Note("cli_outbox_arrived", "count", p.Sent, "listed", listed)
	}
	if p.Elsewhere > 0 {
		o.IO.Note("cli_outbox_elsewhere", "count", p.Elsewhere)
	}
}
