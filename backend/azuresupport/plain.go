package azuresupport

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tenantry/backend/wire"
)

// markup is what tells HTML from text that holds an angle bracket.
var markup = regexp.MustCompile(`(?i)<(p|div|br|span|html|body|table|ul|ol|li|a|b|strong)\b[^>]*>`)

// plain is a message as text. Microsoft's engineers answer by mail, whose HTML Azure hands on (from
// memory, not in the facts); it goes no further than here.
func plain(body string) string {
	if !markup.MatchString(body) {
		return body
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(body))
	silent := atom.Atom(0) // the element whose text nobody is meant to read
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch kind {
		case html.TextToken:
			if silent == 0 {
				b.WriteString(strings.Join(strings.FieldsFunc(string(z.Text()), func(r rune) bool { return r == '\n' || r == '\r' }), " "))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			switch tag {
			case atom.Style, atom.Script, atom.Title:
				silent = tag
				if kind != html.StartTagToken {
					silent = 0
				}
			case atom.Br, atom.P, atom.Div, atom.Tr, atom.Li, atom.Table, atom.Ul, atom.Ol, atom.Blockquote:
				b.WriteString("\n")
			}
		}
	}
	return tidy(wire.Clean(b.String())) // entities may have brought control characters back
}

// tidy leaves at most one empty line between lines, and no white space around them.
func tidy(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
