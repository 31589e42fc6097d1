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
	c := l.Command("outbox", "cli_requests_outbox_short", command.NoArgs,
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
	now := time.Now()
	rows := make([][]string, len(p.Requests))
	for i, r := range p.Requests {
		title := r.Title
		switch {
		case r.Channel == "note":
			title = o.IO.Word("cli_outbox_note", "number", r.RequestID, "text", term.OneLine(r.Note))
		case r.Change != nil:
			title = o.IO.Words(changeOf(r))
		}
		rows[i] = []string{o.IO.Words(rowSign(r.RequestRow)), r.LocalID, r.ID, o.IO.Words(command.Known(channelNames, r.Channel)), r.Customer, title,
			o.IO.Words(waitsFor(r, now))}
	}
	if len(rows) == 0 {
		o.IO.Note("cli_outbox_none")
	} else {
		head := []string{"cli_head_state", "cli_head_local_id", "cli_head_number", "cli_head_channel", "cli_head_customer", "cli_head_title", "cli_head_waits_for"}
		o.IO.Table(o.IO.Head(head), rows, 5)
	}
	o.counts(p)
	return nil
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
