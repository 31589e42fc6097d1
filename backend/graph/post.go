package graph

import (
	"html"
	"strings"
	"sync"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tenantry/backend/markup"
	"tenantry/backend/partner"
	"tenantry/backend/wire"
)

type post struct {
	CreatedAt   wire.Time `json:"createdDateTime"`
	Type        wire.Text `json:"postType"`
	Description struct {
		Type    wire.Text `json:"contentType"`
		Content wire.Text `json:"content"`
	} `json:"description"`
}

// postTypes are the words of postType (api/facts.md 1.9).
var postTypes = wire.NewEnum("regular", "quick", "strategic")

// sanitiser makes posts. It remembers what it made, because one incident tells many customers the same
// words, and judging HTML is the dearest step of reading a report.
type sanitiser struct {
	mu   sync.Mutex
	done map[twoTexts]twoTexts // content type and content, to HTML and text
}

type twoTexts struct{ a, b string }

// memory bounds what is remembered; when it is full everything is forgotten.
const memory = 4096

// post makes a post of both forms: HTML for the window, text for the terminal and for searching.
func (m *sanitiser) post(p post) partner.Post {
	key := twoTexts{strings.ToLower(string(p.Description.Type)), string(p.Description.Content)}
	m.mu.Lock()
	out, known := m.done[key]
	m.mu.Unlock()
	if !known {
		safe := sanitise(key.a, key.b)
		out = twoTexts{safe, plain(safe)}
		m.mu.Lock()
		if m.done == nil || len(m.done) >= memory {
			m.done = map[twoTexts]twoTexts{}
		}
		m.done[key] = out
		m.mu.Unlock()
	}
	return partner.Post{At: p.CreatedAt.Time, Type: postTypes.Word(p.Type), HTML: out.a, Text: out.b}
}

// sanitise makes the HTML of a post's content.
func sanitise(contentType, content string) string {
	if contentType == "text" {
		content = html.EscapeString(content)
	}
	clean := strings.TrimSpace(markup.Clean(spelled(content)))
	if !hasBlocks(clean) {
		clean = strings.ReplaceAll(clean, "\n", "<br>")
	}
	return clean
}

// hasBlocks says whether markup breaks the lines. Where none does, the line breaks of the source are
// meant: many posts are plain text whatever their content type says.
func hasBlocks(s string) bool {
	for _, tag := range []string{"<p>", "<div>", "<br", "<li>", "<h3>", "<h4>", "<h5>", "<h6>", "<pre>", "<blockquote>", "<tr>"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}

// plain is sanitised HTML as text: entities decoded, one line per line, at most one empty line between, a table
// row by row with a stroke between its cells.
func plain(s string) string {
	var b strings.Builder
	cells := 0 // of the row of a table so far
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return tidy(wire.Clean(b.String())) // entities may have brought control characters back
		case xhtml.TextToken:
			b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Br, atom.Div:
				b.WriteString("\n")
			case atom.Tr:
				b.WriteString("\n")
				cells = 0
			case atom.Li:
				b.WriteString("\n- ")
			case atom.Td, atom.Th:
				if cells++; cells > 1 {
					b.WriteString(" | ")
				}
			case atom.P, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Table:
				b.WriteString("\n\n")
			}
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Div, atom.Ul, atom.Ol:
				b.WriteString("\n")
			case atom.P, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Table:
				b.WriteString("\n\n")
			}
		}
	}
}

func tidy(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, l := range lines {
		l = strings.Join(strings.Fields(l), " ")
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
