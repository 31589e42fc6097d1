package customerexport

import (
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"
)

// record is one row of a table.
type record struct {
	line  int // where it begins, from 1
	cells []string
	open  bool // a quote is opened that nothing closes: the row is what stands on its first line
}

// rows reads text as a spreadsheet does. A quote means something only where a cell begins with it; elsewhere it is a
// letter as any other. encoding/csv refuses such a quote, or, told to be lazy, runs on to the end of the file. Lines
// end with LF, CR LF or CR, in any mixture; an empty line is no row.
func rows(text string, separator rune) iter.Seq[record] {
	return func(yield func(record) bool) {
		s := scanner{text: text, separator: separator, line: 1}
		for s.at < len(s.text) {
			start := s
			r := s.row()
			if r.open {
				s = start
				s.plain = true
				r.cells = s.row().cells
				s.plain = false
			}
			if !blank(r.cells) && !yield(r) {
				return
			}
		}
	}
}

type scanner struct {
	text      string
	separator rune
	at, line  int
	plain     bool // quotes mean nothing
}

// row reads to the end of the row.
func (s *scanner) row() record {
	r := record{line: s.line}
	for {
		cell, closed := s.cell()
		r.cells = append(r.cells, cell)
		if !closed {
			r.open = true
			return r
		}
		if s.at >= len(s.text) || s.newline() {
			return r
		}
		s.at += utf8.RuneLen(s.separator)
	}
}

// cell reads to the separator or the end of the line, which it leaves there.
func (s *scanner) cell() (text string, closed bool) {
	var b strings.Builder
	if !s.plain && s.at < len(s.text) && s.text[s.at] == '"' {
		if !s.quoted(&b) {
			return "", false
		}
	}
	from := s.at
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if r == s.separator || r == '\n' || r == '\r' {
			break
		}
		s.at += size
	}
	b.WriteString(s.text[from:s.at])
	return b.String(), true
}

// swallowed finds the id of another customer at the beginning of a line: that far no cell goes that was closed.
var swallowed = regexp.MustCompile(`(?m)^"?\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`)

// quoted reads what stands in quotes, with its line ends; a doubled quote is one.
func (s *scanner) quoted(b *strings.Builder) bool {
	s.at++
	from := s.at
	for {
		n := strings.IndexByte(s.text[s.at:], '"')
		if n < 0 {
			return false
		}
		b.WriteString(s.text[s.at : s.at+n])
		s.at += n + 1
		if s.at < len(s.text) && s.text[s.at] == '"' {
			b.WriteByte('"')
			s.at++
			continue
		}
		break
	}
	inside := s.text[from : s.at-1]
	lines := lineEnds(inside)
	if lines > 0 && swallowed.MatchString(strings.ReplaceAll(inside, "\r", "\n")[strings.IndexAny(inside, "\r\n"):]) {
		return false
	}
	s.line += lines
	return true
}

// newline skips a line end, if one is there.
func (s *scanner) newline() bool {
	switch rest := s.text[s.at:]; {
	case strings.HasPrefix(rest, "\r\n"):
		s.at += 2
	case rest[0] == '\n', rest[0] == '\r':
		s.at++
	default:
		return false
	}
	s.line++
	return true
}

// lineEnds counts line ends of any kind.
func lineEnds(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
