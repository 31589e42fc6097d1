package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// NoteOptions is what `tenantry requests note` needs.
type NoteOptions struct {
	IO       *term.IO
	Open     command.Opener
	Path     func(string) string
	Customer string // whose request it is; empty: whoever has the number
}

// NewNote makes `tenantry requests note`.
func NewNote(l command.Line) *cobra.Command {
	o := &NoteOptions{IO: l.IO, Open: l.Open, Path: l.Path}
	c := l.Command("note ID TEXT", "cli_requests_note_short", command.Args(2, 2, "ID", "TEXT"),
		func(_ context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(a, args[0], args[1]) })
		})
	customerFlag(l, c, &o.Customer)
	return command.Example(c, l.IO.Word("cli_example_note"), "tenantry requests note 119112420000001 - < answer.txt")
}

func (o *NoteOptions) run(a *app.App, id, text string) error {
	text, err := command.ReadText(o.IO, o.Path, text, "")
	if err != nil {
		return err
	}
	row, err := locate(a, id, o.Customer)
	if err != nil {
		return unkept(err, message.Message{})
	}
	if row.ID == "" {
		return unkept(fault.New(fault.Invalid, "cli_note_no_number", "id", row.LocalID), message.Of("cli_advice_outbox"))
	}
	item, err := a.Outbox.AddNote(row.TenantID, row.ID, text)
	if fault.KindOf(err) == fault.Invalid { // refused before it was kept
		return unkept(byFlag(err), message.Message{})
	}
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(item)
	}
	o.IO.Line(item.LocalID)
	o.IO.Note("cli_note_written", "state", sign(item.State), "number", term.Clean(item.RequestID))
	return nil
}
