package term

import (
	"strings"
	"unicode"
)

// OneLine makes one line of a text. No-break spaces stay: French sets them before its tall signs.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }), " ")
}

// Short is the beginning of a text, at most so many characters and whole words where there are any, and
// whether there is more.
func Short(s string, most int) (short string, cut bool) {
	runes := []rune(s)
	if len(runes) <= most {
		return s, false
	}
	short = string(runes[:most])
	if at := strings.LastIndexByte(short, ' '); at > len(short)/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " ,;:") + "…", true
}

// Clean takes control characters out of what comes from outside, so that no name can move the cursor of a
// terminal, and what turns the order of letters round, so that none can show as another.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if spoofs(r) {
			return -1
		}
		return r
	}, s)
}

// spoofs says of a character that a terminal would obey it instead of showing it: C0, C1, and the overrides, embeddings
// and isolates of bidirectional text.
func spoofs(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// CleanText is Clean for a text of several lines.
func CleanText(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = Clean(strings.ReplaceAll(l, "\t", "    "))
	}
	return strings.Join(lines, "\n")
}

// Indent puts a text of several lines below a heading.
func Indent(s string) string { return "  " + strings.ReplaceAll(CleanText(s), "\n", "\n  ") }

// If is s where on is true, else nothing.
func If(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

// Deref is a text that may be null; null is empty.
func Deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
