package sheet

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Table is a list as it goes into a file.
type Table struct {
	Name string // of the list
	// About says what the list leaves out, how it is sorted and how old it is, a sentence each.
	About   []string
	Columns []Column
	Rows    [][]string // of as many cells as there are columns
}

// Column is a column of a Table.
type Column struct {
	ID     string // for programs; each once
	Title  string // for people
	Number bool   // what in its cells is a number is meant as one; moments and days are known by how they are written
}

// Format is how a file holds a table. Its name is the end of the file's.
type Format string

// The formats.
const (
	FormatCSV   Format = "csv"
	FormatExcel Format = "xlsx"
	FormatJSON  Format = "json"
)

// Formats lists them.
func Formats() []Format { return []Format{FormatExcel, FormatCSV, FormatJSON} }

// FormatOf is the format that the end of a file's name says.
func FormatOf(name string) (Format, bool) {
	at := strings.LastIndexByte(name, '.')
	f := Format(strings.ToLower(name[at+1:]))
	return f, at >= 0 && slices.Contains(Formats(), f)
}

// Write writes the table in a format. It returns the first error of w.
func (t Table) Write(w io.Writer, f Format) error {
	switch f {
	case FormatExcel:
		return t.excel(w)
	case FormatJSON:
		return t.json(w)
	}
	rows := make([][]string, 1, len(t.Rows)+1)
	for _, c := range t.Columns {
		rows[0] = append(rows[0], c.Title)
	}
	return CSV(w, append(rows, t.Rows...))
}

// json writes {"name", "about", "rows": [{column: cell}]}: numbers as such, moments as they are, an empty cell not at all.
func (t Table) json(w io.Writer) error {
	rows := make([]map[string]any, len(t.Rows))
	for n, r := range t.Rows {
		rows[n] = map[string]any{}
		for i, c := range t.Columns {
			switch cell := r[i]; {
			case cell == "":
			case c.Number && number.MatchString(cell):
				rows[n][c.ID] = json.Number(cell)
			default:
				rows[n][c.ID] = cell
			}
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Name  string           `json:"name"`
		About []string         `json:"about"`
		Rows  []map[string]any `json:"rows"`
	}{t.Name, append([]string{}, t.About...), rows})
}

// number finds what a spreadsheet holds exactly: no leading zeros, which identifiers and phones have, and fifteen digits at most.
var number = regexp.MustCompile(`^-?(0|[1-9]\d{0,11})(\.\d{1,3})?$`)

// moment is the time that a cell says, and whether that is a day alone.
func moment(cell string) (at time.Time, day, ok bool) {
	if at, err := time.Parse(time.RFC3339, cell); err == nil {
		return at, false, true
	}
	at, err := time.Parse(time.DateOnly, cell)
	return at, true, err == nil
}
