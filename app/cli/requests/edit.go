package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// EditOptions is what `tenantry requests edit` needs.
type EditOptions struct {
	Writing
	Open command.Opener
	Note string // the new text of a note
}

// NewEdit makes `tenantry requests edit`.
func NewEdit(l command.Line) *cobra.Command {
	o := &EditOptions{Writing: Writing{IO: l.IO, Path: l.Path}, Open: l.Open}
	c := l.Command("edit LOCALID", "cli_requests_edit_short",
		command.Args(1, 1, "LOCALID"), func(ctx context.Context, args []string) error {
			return forWritten(o.Open, args[0], func(a *app.App, i contract.OutgoingItem) error { return o.run(ctx, a, i) })
		})
	o.flags(l, c)
	c.Flags().StringVar(&o.Note, "note", "", l.IO.Word("cli_requests_edit_note"))
	return command.Example(c, "tenantry requests edit TNT-7F3K2M", l.IO.Word("cli_example_edit"))
}

func (o *EditOptions) run(ctx context.Context, a *app.App, i contract.OutgoingItem) error {
	if err := o.read(); err != nil {
		return err
	}
	if i.Channel == "note" {
		return o.note(a, i)
	}
	return o.rewrite(ctx, a, i)
}

func (o *EditOptions) rewrite(ctx context.Context, a *app.App, i contract.OutgoingItem) error {
	if !i.Editable {
		return fault.New(fault.Conflict, "cli_requests_not_editable", "id", i.LocalID, "state", command.Known(states, i.State))
	}
	d := i.Draft
	d.LocalID, d.TenantID = i.LocalID, i.TenantID
	if undecided(i) {
		d.Channel = ""
	}
	if err := o.check(a, d.TenantID); err != nil {
		return err
	}
	wrong := o.onto(&d)
	if wrong == nil && d.Channel == "" {
		wrong = channelOpen(message.Of("cli_requests_choose", "flag", "--channel"))
	}
	return o.keep(ctx, a, d, wrong)
}

// note changes the text of a note, if one is given, and queues it.
func (o *EditOptions) note(a *app.App, i contract.OutgoingItem) error {
	if o.changed("note") {
		text, err := command.ReadText(o.IO, o.Path, o.Note, "")
		if err != nil {
			return err
		}
		if i, err = a.Outbox.SaveNote(i.LocalID, text); err != nil {
			return byFlag(err)
		}
	}
	if !o.Draft {
		queued, err := a.Outbox.Queue(i.LocalID)
		if err != nil {
			return kept(byFlag(err), i.LocalID)
		}
		i = queued
	}
	return o.written(i, nil)
}
