package ticket

import (
	"html"
	"strings"
)

// In is the ticket's text in a markup, without its title. What comes from outside is text in all of them: it marks nothing.
func (t Ticket) In(m Markup) string {
	switch m {
	case HTML:
		return t.html()
	case Markdown:
		return t.markdown()
	}
	return t.plain()
}

func (t Ticket) plain() string {
	var b strings.Builder
	for _, f := range t.Facts {
		b.WriteString(f.Label + t.colon + " " + f.Value + "\n")
	}
	if len(t.Words) > 0 {
		b.WriteString("\n" + t.Wrote + "\n")
		for _, w := range t.Words {
			b.WriteString("> " + w + "\n")
		}
	}
	b.WriteString("\n" + t.leads + t.colon + " " + t.Link + "\n")
	return b.String()
}

func (t Ticket) markdown() string {
	var b strings.Builder
	for _, f := range t.Facts {
		b.WriteString("- **" + unmarked(f.Label) + "**" + t.colon + " " + unmarked(f.Value) + "\n")
	}
	if len(t.Words) > 0 {
		b.WriteString("\n" + unmarked(t.Wrote) + "\n\n")
		for n, w := range t.Words {
			if n > 0 {
				b.WriteString(">\n")
			}
			b.WriteString("> " + unmarked(w) + "\n")
		}
	}
	b.WriteString("\n[" + unmarked(t.leads) + "](<" + t.Link + ">)\n")
	return b.String()
}

// marks are what Markdown takes for more than itself wherever it stands; a number or a plus would do so at the beginning of
// a line only, where none of our texts stands alone.
const marks = "\\`*_{}[]<>()#~|!&"

func unmarked(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(marks, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	out := b.String()
	if strings.HasPrefix(out, "-") || strings.HasPrefix(out, "+") || strings.HasPrefix(out, "=") {
		out = "\\" + out
	}
	return out
}

func (t Ticket) html() string {
	var b strings.Builder
	b.WriteString("<ul>\n")
	for _, f := range t.Facts {
		b.WriteString("<li><b>" + html.EscapeString(f.Label) + "</b>" + t.colon + " " + html.EscapeString(f.Value) + "</li>\n")
	}
	b.WriteString("</ul>\n")
	if len(t.Words) > 0 {
		b.WriteString("<p>" + html.EscapeString(t.Wrote) + "</p>\n<blockquote>\n")
		for _, w := range t.Words {
			b.WriteString("<p>" + html.EscapeString(w) + "</p>\n")
		}
		b.WriteString("</blockquote>\n")
	}
	b.WriteString(`<p><a href="` + html.EscapeString(t.Link) + `">` + html.EscapeString(t.leads) + "</a></p>\n")
	return b.String()
}
