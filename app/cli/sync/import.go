package sync

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/backend/fault"
	"tenantry/backend/message"
)

// ImportOptions is what `tenantry import` needs.
type ImportOptions struct {
	IO      *term.IO
	Open    command.Opener
	Path    func(string) string
	Columns []string // Column=FIELD
	Choice  app.ImportChoice
}

// NewImport makes `tenantry import`.
func NewImport(l command.Line) *cobra.Command {
	o := &ImportOptions{IO: l.IO, Open: l.Open, Path: l.Path}
	c := l.Command("import FILE.csv", "cli_import_short", command.Args(1, 1, "FILE.csv"),
		func(_ context.Context, args []string) error { return o.run(args[0]) })
	c.Flags().StringArrayVar(&o.Columns, "map", nil, l.IO.Word("cli_import_map", "names", fields()))
	c.Flags().BoolVar(&o.Choice.SkipBad, "skip-bad", false, l.IO.Word("cli_import_skip_bad"))
	return command.Example(c, "tenantry import Customers.csv", `tenantry import list.csv --map "Konzern=name" --map "Mandant=id"`,
		"tenantry customers --csv | tenantry --profile other import -")
}

func fields() string { return strings.Join(app.ImportFields(), ", ") }

func (o *ImportOptions) run(file string) error {
	if err := o.columns(); err != nil {
		return err
	}
	read := func(a *app.App) (contract.ImportReport, error) { return a.ImportFile(o.Path(file), o.Choice) }
	if file == "-" {
		read = func(a *app.App) (contract.ImportReport, error) { return a.ImportText(o.IO.In, o.Choice) }
	}
	return o.Open(func(a *app.App) error {
		r, err := read(a)
		if err != nil {
			return err
		}
		if r.Waiting && r.Read > 0 {
			if o.Choice.SkipBad, err = o.asks(file, r); err != nil {
				return err
			}
			if o.Choice.SkipBad {
				if r, err = read(a); err != nil {
					return err
				}
			}
		}
		if r.Waiting {
			return bad(r)
		}
		return o.done(r)
	})
}

// columns reads --map.
func (o *ImportOptions) columns() error {
	o.Choice.Columns = map[string]string{}
	for _, word := range o.Columns {
		i := strings.LastIndex(word, "=") // the name of a column may hold one
		field := strings.TrimSpace(word[i+1:])
		if i < 1 || !slices.Contains(app.ImportFields(), field) {
			return command.WrongUse("cli_use_map", "names", fields(), "word", command.Quoted(word))
		}
		o.Choice.Columns[word[:i]] = field
	}
	return nil
}

// asks asks a person at a terminal whether the good lines shall be taken alone.
func (o *ImportOptions) asks(file string, r contract.ImportReport) (bool, error) {
	if o.IO.Width == 0 || o.IO.JSON || file == "-" {
		return false, nil
	}
	o.IO.NoteLine(o.IO.Word("import_bad", "count", len(r.Bad), "good", r.Read))
	for _, m := range lines(r) {
		o.IO.NoteLine("  " + term.Clean(o.IO.Words(m)))
	}
	return o.IO.Ask(o.IO.Word("cli_import_ask"))
}

// bad is the failure of a file some lines of which can't be taken.
func bad(r contract.ImportReport) error {
	return command.Detailed{Err: fault.New(fault.Invalid, "import_bad", "count", len(r.Bad), "good", r.Read),
		Advice: message.Of("cli_import_advice"), Lines: lines(r), Doc: map[string]any{"bad": r.Bad}}
}

// lines tell of the bad lines, one each.
func lines(r contract.ImportReport) (all []message.Message) {
	const most = 20
	for i, b := range r.Bad {
		if i == most {
			return append(all, message.Of("cli_import_more_bad", "count", len(r.Bad)-most))
		}
		m := message.Of("import_line", "line", b.Line, "problem", b.Words())
		if b.Column != "" {
			m = message.Of("import_column", "line", b.Line, "column", b.Column, "problem", b.Words())
		}
		all = append(all, m)
	}
	return all
}

func (o *ImportOptions) done(r contract.ImportReport) error {
	if o.IO.JSON {
		return o.IO.Print(r)
	}
	o.IO.Say("cli_import_done", "count", r.Read, "added", r.Added, "known", r.Updated+r.Unchanged)
	if r.Joined > 0 {
		o.IO.Note("cli_import_joined", "count", r.Joined)
	}
	if len(r.Bad) > 0 {
		o.IO.Note("cli_import_skipped", "count", len(r.Bad))
	}
	return nil
}
