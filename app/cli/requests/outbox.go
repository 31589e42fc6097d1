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
	c := command.New("outbox", "what you wrote: drafts, what is on its way and what it waits for, what arrived", command.NoArgs,
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
		if r.Channel == "note" {
			title = "note on " + r.RequestID + ": " + term.OneLine(r.Note)
		}
		rows[i] = []string{sign(r.State), r.LocalID, r.ID, r.Channel, r.Customer, title, waitsFor(r, now)}
	}
	if len(rows) == 0 {
		o.IO.Note("Nothing is in the outbox.")
	} else {
		o.IO.Table([]string{"STATE", "LOCAL ID", "NUMBER", "CHANNEL", "CUSTOMER", "TITLE", "WAITS FOR"}, rows, 5)
	}
	o.counts(p)
	return nil
}

// counts says how many there are, and what of them is not listed.
func (o *OutboxOptions) counts(p contract.OutboxPage) {
	o.IO.Note("On their way: %d; drafts: %d; need you: %d", p.Waiting, p.Drafts, p.Needs)
	for _, d := range p.Damaged {
		o.IO.Note("⚠ %s", term.Clean(term.OneLine(d)))
	}
	listed := 0
	for _, r := range p.Requests {
		if r.State == "sent" {
			listed++
		}
	}
	if p.Sent > listed {
		o.IO.Note("Of %d that arrived, the newest %d are listed.", p.Sent, listed)
	}
	switch n := p.Elsewhere; {
	case n == 1:
		o.IO.Note("1 more was written as another partner account.")
	case n > 1:
		o.IO.Note("%d more were written as another partner account.", n)
	}
}
