package customerexport

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"tenantry/backend/fault"
	"tenantry/backend/message"
	"tenantry/backend/partner"
)

// The columns of the export, as cli.md names them.
const (
	colID           = "Microsoft ID"
	colName         = "Customer name"
	colDomain       = "Primary domain name"
	colRelationship = "Relationship"
	colTags         = "Tags"
)

var (
	columns  = []string{colID, colName, colDomain, colRelationship, colTags}
	required = []string{colID, colName, colDomain}
)

// ReadCSV reads the whole export. Columns are found by their names in any order and case, others
// are ignored; Relationship and Tags may be missing. Text is UTF-8, or UTF-16 with a byte order mark;
// fields are parted by comma, semicolon or tab, as in the header. A customer on two lines that say the
// same is taken once.
//
// Whatever is wrong is a fault of kind Invalid that names line and column, and then no entry is
// returned. Lines are counted from 1, the header among them.
func ReadCSV(r io.Reader) ([]Entry, error) {
	text, err := readText(r)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma = separator(text)
	c.FieldsPerRecord = -1 // a short line is fine where only optional columns are missing
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, wrong(1, "", message.Of("import_empty"))
	}
	if err != nil {
		return nil, syntax(err)
	}
	at, err := locate(header)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	lines := map[partner.TenantID]int{}
	index := map[partner.TenantID]int{}
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return entries, nil
		}
		if err != nil {
			return nil, syntax(err)
		}
		line, _ := c.FieldPos(0)
		if blank(record) {
			continue
		}
		e, err := entry(record, at, line)
		if err != nil {
			return nil, err
		}
		if first, twice := lines[e.ID]; !twice {
			lines[e.ID], index[e.ID] = line, len(entries)
			entries = append(entries, e)
		} else if !e.equal(entries[index[e.ID]]) {
			return nil, wrong(line, colID, message.Of("import_twice", "id", e.ID, "line", first))
		}
	}
}

// entry reads one line.
func entry(record []string, at map[string]int, line int) (Entry, error) {
	field := func(column string) string {
		i, ok := at[column]
		if !ok || i >= len(record) {
			return ""
		}
		return strings.TrimSpace(record[i])
	}
	id, err := partner.ParseTenantID(field(colID))
	if err != nil {
		return Entry{}, wrong(line, colID, fault.Words(err))
	}
	e := Entry{ID: id, Name: field(colName), PrimaryDomain: strings.ToLower(field(colDomain)), Relationship: field(colRelationship)}
	if e.Name == "" {
		return Entry{}, wrong(line, colName, message.Of("import_no_name"))
	}
	if strings.ContainsAny(e.PrimaryDomain, " \t\r\n@/") {
		return Entry{}, wrong(line, colDomain, message.Of("import_no_domain", "text", e.PrimaryDomain))
	}
	for _, tag := range strings.FieldsFunc(field(colTags), func(r rune) bool { return r == ',' || r == ';' }) {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(e.Tags, tag) {
			e.Tags = append(e.Tags, tag)
		}
	}
	return e, nil
}

func (e Entry) equal(o Entry) bool {
	return e.ID == o.ID && e.Name == o.Name && e.PrimaryDomain == o.PrimaryDomain && e.Relationship == o.Relationship && slices.Equal(e.Tags, o.Tags)
}

// locate finds the columns in the header.
func locate(header []string) (map[string]int, error) {
	at := map[string]int{}
	for i, cell := range header {
		for _, c := range columns {
			if !strings.EqualFold(strings.Join(strings.Fields(cell), " "), c) {
				continue
			}
			if _, twice := at[c]; twice {
				return nil, wrong(1, c, message.Of("import_column_twice"))
			}
			at[c] = i
		}
	}
	var missing []string
	for _, c := range required {
		if _, ok := at[c]; !ok {
			missing = append(missing, c)
		}
	}
	if len(missing) > 0 {
		return nil, wrong(1, "", message.Of("import_no_column", "columns", andNo(missing)))
	}
	return at, nil
}

// andNo names columns, one or more.
func andNo(names []string) message.Message {
	if len(names) == 1 {
		return message.Of("import_named", "column", names[0])
	}
	return message.Of("import_and_no", "column", names[0], "rest", andNo(names[1:]))
}

// separator is what parts the fields of the header: of comma, semicolon and tab outside of quotes,
// the most frequent.
func separator(text string) rune {
	count := map[rune]int{}
	quoted := false
	for _, r := range strings.TrimLeft(text, "\r\n") {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// readText reads r as UTF-8, or as UTF-16 if a byte order mark says so, and drops the mark.
func readText(r io.Reader) (string, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return "", fault.File(err, "import_unreadable")
	}
	if bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		if b, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(b); err != nil {
			return "", fault.Wrap(fault.Invalid, err, "import_no_utf16")
		}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return "", wrong(1+bytes.Count(b[:i], []byte("\n")), "", message.Of("import_no_utf8"))
		}
		i += size
	}
	return string(b), nil
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// syntax names the line of what the CSV reader refused.
func syntax(err error) error {
	var p *csv.ParseError
	if !errors.As(err, &p) {
		return fault.Wrap(fault.Invalid, err, "import_unreadable")
	}
	return wrong(p.StartLine, "", message.Of("import_quote", "cause", quoting(p.Err)))
}

// quoting is what the CSV reader finds wrong with a quote. It counts no fields here, so there is nothing else.
func quoting(err error) message.Message {
	if errors.Is(err, csv.ErrBareQuote) {
		return message.Of("import_quote_bare")
	}
	return message.Of("import_quote_open")
}

// wrong is the fault for a line and, if not empty, a column.
func wrong(line int, column string, what message.Message) error {
	e := fault.New(fault.Invalid, "import_line", "line", line, "problem", what)
	field := "line"
	if column != "" {
		e = fault.New(fault.Invalid, "import_column", "line", line, "column", column, "problem", what)
		field = column
	}
	e.Fields = fault.Fields{field: what}
	return e
}
