package customerexport

import (
	"io"
	"iter"
	"slices"
	"strings"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
	"tenantry/backend/textfile"
)

// maxSize bounds what is read into memory, in bytes.
const maxSize = 64 << 20

// Export is what a file holds.
type Export struct {
	Entries []Entry
	Joined  int   // rows that told of a customer that stood above already
	Bad     []Bad // in the order of the file
}

// Bad is a row that can't be taken.
type Bad struct {
	Line   int
	Column string // as the file names it; empty: the row as a whole
	Why    message.Message
}

// ReadFile is [Read] of a regular file.
func ReadFile(path string, chosen map[string]string) (Export, error) {
	f, err := textfile.Open(path, maxSize)
	if err != nil {
		return Export{}, err
	}
	defer f.Close()
	return Read(f, chosen)
}

// Read reads a customer list as people and spreadsheets save it: in any encoding of [textfile], separated by comma,
// semicolon, tab or bar, its columns in any order under any name of columns.txt. chosen says for names of columns
// which of [Fields] they hold. A row that can't be taken is told in Bad and stops no other. A file that is no customer
// list, or holds no customer, is a fault of kind Invalid that says what it is instead.
func Read(r io.Reader, chosen map[string]string) (Export, error) {
	text, err := textfile.Read(r, maxSize)
	if err != nil {
		return Export{}, err
	}
	if strings.TrimSpace(text) == "" {
		return Export{}, fault.New(fault.Invalid, "import_empty")
	}
	if html(text) {
		return Export{}, fault.New(fault.Invalid, "import_html")
	}
	h, body, err := split(text, chosen)
	if err != nil {
		return Export{}, err
	}
	var x Export
	at := map[partner.TenantID]int{}
	for row := range body {
		e, bad := h.entry(row)
		if bad != nil {
			x.Bad = append(x.Bad, *bad)
			continue
		}
		if i, twice := at[e.ID]; twice {
			x.Entries[i].join(e)
			x.Joined++
			continue
		}
		at[e.ID] = len(x.Entries)
		x.Entries = append(x.Entries, e)
	}
	if len(x.Entries) == 0 && len(x.Bad) == 0 {
		return Export{}, fault.New(fault.Invalid, "import_no_customers")
	}
	return x, nil
}

// html says whether the text is a page, as a browser saves one in place of the file when the sign-in has expired.
func html(text string) bool {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 200)]))
	return strings.HasPrefix(start, "<!doctype") || strings.HasPrefix(start, "<html") || strings.HasPrefix(start, "<?xml")
}

// titles are how many rows may stand above the header.
const titles = 10

// split finds the header and what is below it: with the separator of a "sep=" line, else with the first one under
// which there is a header. The fault of the likeliest separator tells what is missing.
func split(text string, chosen map[string]string) (h header, body iter.Seq[record], err error) {
	separators := bySight(text)
	skip := 0 // the line that names the separator
	if said, ok := separatorLine(text); ok {
		separators, skip = []rune{said}, 1
	}
	for _, separator := range separators {
		n := 0
		for row := range rows(text, separator) {
			if row.line <= skip {
				continue
			}
			h, why := locate(row.cells, chosen)
			if why == nil {
				return h, below(text, separator, row.line), nil
			}
			if err == nil {
				err = why
			}
			if n++; n == titles {
				break
			}
		}
	}
	if err == nil { // not one row
		err = fault.New(fault.Invalid, "import_empty")
	}
	return header{}, nil, err
}

// separatorLine is what a spreadsheet's "sep=" line says, where the text begins with one.
func separatorLine(text string) (rune, bool) {
	line := text
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		line = text[:i]
	}
	line = strings.TrimPrefix(strings.TrimSuffix(line, `"`), `"`)
	if !strings.HasPrefix(strings.ToLower(line), "sep=") {
		return 0, false
	}
	for _, r := range line[len("sep="):] {
		return r, true
	}
	return '\t', true // one that an editor took away
}

// bySight are the separators, the most frequent in the first line first.
func bySight(text string) []rune {
	line := strings.TrimLeft(text, "\r\n ")
	if i := strings.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	all := []rune{',', ';', '\t', '|'}
	slices.SortStableFunc(all, func(a, b rune) int { return strings.Count(line, string(b)) - strings.Count(line, string(a)) })
	return all
}

// below are the rows after the one that begins on a line.
func below(text string, separator rune, line int) iter.Seq[record] {
	return func(yield func(record) bool) {
		for row := range rows(text, separator) {
			if row.line > line && !yield(row) {
				return
			}
		}
	}
}
