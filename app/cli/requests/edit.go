package requests

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/contract"
	"tenantry/backend/fault"
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
	c := command.New("edit LOCALID", "change a draft, or take back what is queued, and queue it (without flags: queue it as it is)",
		command.Args(1, 1, "LOCALID"), func(ctx context.Context, args []string) error {
			return forWritten(o.Open, args[0], func(a *app.App, i contract.OutgoingItem) error { return o.run(ctx, a, i) })
		})
	o.flags(c)
	c.Flags().StringVar(&o.Note, "note", "", "the new text of a note (\"-\": standard input)")
	return command.Example(c, "tenantry requests edit TNT-7F3K2M", "tenantry requests edit TNT-7F3K2M --title \"Mail is late since 9:00\" --draft")
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
		return fault.New(fault.Conflict, fmt.Sprintf("%s is %s; it can't be changed now", i.LocalID, i.State))
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
		wrong = channelOpen("")
	}
	return o.keep(ctx, a, d, wrong)
}

// note changes the text of a note, if one is given, and queues it.
func (o *EditOptions) note(a *app.App, i contract.OutgoingItem) error {
	if o.changed("note") {
		text, err := readText(o.IO, o.Path, o.Note, "")
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
