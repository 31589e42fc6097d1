package customers

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tenantry/app"
	"tenantry/app/cli/command"
	"tenantry/app/cli/term"
	"tenantry/app/contract"
	"tenantry/app/files"
	"tenantry/backend/sheet"
)

// ExportOptions is what `tenantry export` needs.
type ExportOptions struct {
	ListOptions
	Path func(string) string
	Said string // the filters, as they were typed
}

// NewExport makes `tenantry export`.
func NewExport(l command.Line) *cobra.Command {
	o := &ExportOptions{ListOptions: ListOptions{IO: l.IO, Open: l.Open}, Path: l.Path}
	var c *cobra.Command
	c = l.Command("export FILE", "cli_export_short", command.Args(1, 1, "FILE"), func(_ context.Context, args []string) error {
		o.Said = typed(c.LocalNonPersistentFlags())
		return o.run(args[0])
	})
	o.filters(c)
	l.IO.ColumnsFlag(c.Flags())
	return command.Example(c, "tenantry export customers.xlsx", "tenantry export gold.csv --tag Gold --sort name", "tenantry export trouble.json --attention")
}

// typed are flags as a person types them.
func typed(flags *pflag.FlagSet) string {
	var all []string
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Changed {
			return
		}
		word := "--" + f.Name
		if f.Value.Type() != "bool" {
			word += " " + command.Quoted(strings.Trim(f.Value.String(), "[]"))
		}
		all = append(all, word)
	})
	return strings.Join(all, " ")
}

func (o *ExportOptions) run(file string) error {
	format, known := sheet.FormatOf(file)
	if !known {
		return command.WrongUse("cli_export_format", "file", command.Quoted(file))
	}
	if format == sheet.FormatJSON && len(o.IO.Listing.Columns) > 0 {
		return command.WrongUse("cli_use_exclude", "one", "--columns", "other", ".json")
	}
	return o.Open(func(a *app.App) error {
		if err := o.saved(a); err != nil {
			return err
		}
		page, err := a.Customers.List(o.Query)
		if err != nil {
			return err
		}
		table, err := term.Table(o.IO, o.IO.Word("cli_export_name"), page.Customers, columns(o.IO))
		if err != nil {
			return err
		}
		table.About = o.about(page)
		path := o.Path(file)
		err = files.Write(path, func(w io.Writer) error {
			if format == sheet.FormatJSON { // the document of `customers --json`
				return term.Document(w, page)
			}
			return table.Write(w, format)
		})
		if err != nil {
			return err
		}
		if o.IO.JSON {
			return o.IO.Print(contract.ListSaved{Path: path, Rows: len(page.Customers)})
		}
		o.IO.Say("cli_export_written", "count", len(page.Customers), "path", path)
		return nil
	})
}

// about says what the file is of.
func (o *ExportOptions) about(page contract.CustomerPage) []string {
	lines := []string{o.IO.Word("cli_customers_count", "count", len(page.Customers), "total", page.Total, "known", listedAt(page.AsOf))}
	if o.Said != "" {
		lines = append(lines, o.IO.Word("cli_export_asked", "flags", o.Said))
	}
	return append(lines, o.IO.Word("cli_export_at", "at", term.Minute(contract.Time(time.Now()))))
}
