package requests

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/backend/fault"
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
	c := command.New("note ID TEXT", "queue a note on a service request (TEXT \"-\": standard input); prints its local id", command.Args(2, 2, "ID or TEXT"),
		func(_ context.Context, args []string) error {
			return o.Open(func(a *app.App) error { return o.run(a, args[0], args[1]) })
		})
	customerFlag(c, &o.Customer)
	return command.Example(c, "tenantry requests note 119112420000001 \"It works again since noon.\"", "tenantry requests note 119112420000001 - < answer.txt")
}

func (o *NoteOptions) run(a *app.App, id, text string) error {
	text, err := readText(o.IO, o.Path, text, "")
	if err != nil {
		return err
	}
	row, err := locate(a, id, o.Customer)
	if err != nil {
		return unkept(err, "")
	}
	if row.ID == "" {
		return unkept(fault.New(fault.Invalid, row.LocalID+" has no number yet, so there is nothing to put a note on"), "see: tenantry requests outbox")
	}
	item, err := a.Outbox.AddNote(row.TenantID, row.ID, text)
	if fault.KindOf(err) == fault.Invalid { // refused before it was kept
		return unkept(byFlag(err), "")
	}
	if err != nil {
		return err
	}
	if o.IO.JSON {
		return o.IO.Print(item)
	}
	o.IO.Say("%s", item.LocalID)
	o.IO.Note("%s: a note on %s. To send it now: tenantry requests send", sign(item.State), term.Clean(item.RequestID))
	return nil
}
