package term

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/pflag"

	"tenantry/backend/fault"
	"tenantry/backend/sheet"
)

// Listing says how a list is written: as a table for people unless one of these is chosen.
type Listing struct {
	CSV, TSV, NoHeader bool
	Columns            []string // which, by their names, in this order; none: as the list has them
}

// Flags adds the flags that every list takes.
func (o *IO) Flags(f *pflag.FlagSet) {
	o.ColumnsFlag(f)
	f.BoolVar(&o.Listing.CSV, "csv", false, o.Word("cli_flag_csv"))
	f.BoolVar(&o.Listing.TSV, "tsv", false, o.Word("cli_flag_tsv"))
	f.BoolVar(&o.Listing.NoHeader, "no-header", false, o.Word("cli_flag_no_header"))
}

// ColumnsFlag adds the flag that says which columns.
func (o *IO) ColumnsFlag(f *pflag.FlagSet) {
	f.StringSliceVar(&o.Listing.Columns, "columns", nil, o.Word("cli_flag_columns"))
}

// Column is a column of a list of T.
type Column[T any] struct {
	Name string         // for programs, --columns and the head of CSV and TSV: the same in every language
	Head string         // key of the table's head; empty: the table shows it only when it is asked for
	Data func(T) string // for programs and spreadsheets: codes, UTC, no signs; nil: as Text
	Text func(T) string // for people; nil: as Data
	Wide bool           // gives way when the terminal is narrow
	Lean bool           // CSV and TSV have it only when it is asked for
	// Number says that its cells are numbers, for a workbook.
	Number bool
}

// Plain is whether a list is wanted for a program or a spreadsheet, without a word for people beside it.
func (o *IO) Plain() bool { return o.Listing.CSV || o.Listing.TSV }

// Check refuses what excludes each other, before anything is read.
func (l Listing) Check(asJSON bool) error {
	for _, c := range []struct {
		both       bool
		one, other string
	}{{l.CSV && asJSON, "--csv", "--json"}, {l.TSV && asJSON, "--tsv", "--json"}, {l.CSV && l.TSV, "--csv", "--tsv"},
		{len(l.Columns) > 0 && asJSON, "--columns", "--json"}} {
		if c.both {
			return fault.New(fault.Invalid, "cli_use_exclude", "one", c.one, "other", c.other).With(fault.SeeHelp)
		}
	}
	return nil
}

// List writes rows as the flags ask.
func List[T any](o *IO, rows []T, columns []Column[T]) error {
	chosen, err := choose(o.Listing, columns)
	if err != nil {
		return err
	}
	if o.Plain() {
		return o.plain(data(rows, chosen))
	}
	table := make([][]string, len(rows)+1)
	wide := -1
	for i, c := range chosen {
		if c.Wide {
			wide = i
		}
		head := strings.ToUpper(c.Name)
		if c.Head != "" {
			head = o.Word(c.Head)
		}
		table[0] = append(table[0], head)
		text := c.Text
		if text == nil {
			text = c.Data
		}
		for n, row := range rows {
			table[n+1] = append(table[n+1], inLine(text(row)))
		}
	}
	if o.Listing.NoHeader {
		table = table[1:]
	}
	o.table(table, wide)
	return nil
}

// Table is a list as it goes into a file: the columns of CSV, or those that --columns names.
func Table[T any](o *IO, name string, rows []T, columns []Column[T]) (sheet.Table, error) {
	chosen, err := choose(Listing{CSV: true, Columns: o.Listing.Columns}, columns)
	if err != nil {
		return sheet.Table{}, err
	}
	t := sheet.Table{Name: name, Rows: data(rows, chosen)[1:]}
	for _, c := range chosen {
		t.Columns = append(t.Columns, sheet.Column{ID: c.Name, Title: c.Name, Number: c.Number})
	}
	return t, nil
}

// inLine is a cell that stays in its place.
func inLine(cell string) string {
	return Clean(strings.NewReplacer("\r\n", " ", "\t", " ", "\r", " ", "\n", " ", "\u2028", " ", "\u2029", " ").Replace(cell))
}

// choose are the columns that are wanted.
func choose[T any](l Listing, columns []Column[T]) ([]Column[T], error) {
	if len(l.Columns) == 0 {
		plain := l.CSV || l.TSV
		return slices.DeleteFunc(slices.Clone(columns), func(c Column[T]) bool { return plain && c.Lean || !plain && c.Head == "" }), nil
	}
	var chosen []Column[T]
	for _, name := range l.Columns {
		i := slices.IndexFunc(columns, func(c Column[T]) bool { return strings.EqualFold(c.Name, strings.TrimSpace(name)) })
		if i < 0 {
			var all []string
			for _, c := range columns {
				all = append(all, c.Name)
			}
			return nil, fault.New(fault.Invalid, "cli_use_column", "word", OneLine(Clean(name)), "names", strings.Join(all, ", ")).With(fault.SeeHelp)
		}
		chosen = append(chosen, columns[i])
	}
	return chosen, nil
}

// data are the rows for programs, the head first.
func data[T any](rows []T, columns []Column[T]) [][]string {
	all := make([][]string, len(rows)+1)
	for _, c := range columns {
		all[0] = append(all[0], c.Name)
		cell := c.Data
		if cell == nil {
			cell = c.Text
		}
		for n, row := range rows {
			all[n+1] = append(all[n+1], inLine(cell(row)))
		}
	}
	return all
}

// plain writes rows without padding: CSV for spreadsheets, which know UTF-8 by its byte order mark, or TSV.
func (o *IO) plain(rows [][]string) error {
	if o.Listing.NoHeader {
		rows = rows[1:]
	}
	if o.Listing.TSV {
		for _, r := range rows {
			if _, err := fmt.Fprintln(o.Out, strings.Join(r, "\t")); err != nil {
				return err
			}
		}
		return nil
	}
	return sheet.CSV(o.Out, rows)
}

// table writes columns that line up; to what is no terminal they are parted by tabs. wide is the column that gives way
// when the terminal is narrow, if any.
func (o *IO) table(rows [][]string, wide int) {
	if o.Width == 0 {
		for _, r := range rows {
			fmt.Fprintln(o.Out, strings.TrimRight(strings.Join(r, "\t"), "\t"))
		}
		return
	}
	var width []int
	total := 0
	for _, r := range rows {
		for i, cell := range r {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], runewidth.StringWidth(cell))
		}
	}
	for _, w := range width {
		total += w + 2
	}
	if over := total - 2 - o.Width; over > 0 && wide >= 0 {
		width[wide] = max(width[wide]-over, min(width[wide], 12))
	}
	for _, r := range rows {
		var b strings.Builder
		for i, cell := range r {
			cell = runewidth.Truncate(cell, width[i], "…")
			if i < len(r)-1 {
				cell = runewidth.FillRight(cell, width[i]) + "  "
			}
			b.WriteString(cell)
		}
		fmt.Fprintln(o.Out, strings.TrimRight(b.String(), " "))
	}
}
