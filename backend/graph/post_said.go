package graph

import (
	"html"
	"net/url"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// spelled writes out as text what a post says by markup that is not let through: where a link of http leads,
// and what a picture shows. It lets everything else be: the policy judges what comes out.
func spelled(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	var out strings.Builder
	var link, words string // the link that is open, and what it says so far
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == xhtml.ErrorToken {
			out.WriteString(raw)
			return out.String()
		}
		t := z.Token()
		switch {
		case t.DataAtom == atom.A && kind == xhtml.StartTagToken:
			link, words = plainAddress(t), ""
			out.WriteString(raw)
		case t.DataAtom == atom.A && kind == xhtml.EndTagToken:
			out.WriteString(raw)
			if link != "" && strings.TrimSpace(words) != link {
				out.WriteString(html.EscapeString(" (" + link + ")"))
			}
			link = ""
		case t.DataAtom == atom.Img:
			if alt := strings.TrimSpace(attribute(t, "alt")); alt != "" {
				out.WriteString(html.EscapeString(" [" + alt + "] "))
			}
		default:
			if kind == xhtml.TextToken {
				words += t.Data
			}
			out.WriteString(raw)
		}
	}
}

// plainAddress is where a link leads that is not opened for the user, because it is not encrypted; empty for
// any other.
func plainAddress(t xhtml.Token) string {
	u, err := url.Parse(strings.TrimSpace(attribute(t, "href")))
	if err != nil || u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}

func attribute(t xhtml.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
