package sync

import (
	"context"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
)

// ImportOptions is what `tenantry import` needs.
type ImportOptions struct {
	IO   *term.IO
	Open command.Opener
	Path func(string) string
}

// NewImport makes `tenantry import`.
func NewImport(l command.Line) *cobra.Command {
	o := &ImportOptions{IO: l.IO, Open: l.Open, Path: l.Path}
	return l.Command("import FILE.csv", "cli_import_short", command.Args(1, 1, "FILE.csv"),
		func(_ context.Context, args []string) error { return o.run(o.Path(args[0])) })
}

func (o *ImportOptions) run(file string) error {
	return o.Open(func(a *app.App) error {
		r, err := a.ImportFile(file)
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(r)
		}
		o.IO.Say("cli_import_done", "count", r.Read, "added", r.Added, "known", r.Updated)
		return nil
	})
}
