package judged

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// form is a legal form: short, written out, and otherwise.
type form struct {
	language, body string // body is what it is in any language: limited, public …
	ways           []string
}

var forms = func() (out []form) {
	for _, line := range lines("forms") {
		head, rest := heads(line, 2)
		out = append(out, form{head[0], head[1], strings.Split(rest, "|")})
	}
	return out
}()

func formsOf(language string) (out []form) {
	for _, f := range forms {
		if f.language == language {
			out = append(out, f)
		}
	}
	return out
}

// abroad are the forms of the same body in other languages.
func (f form) abroad() (out []form) {
	for _, o := range forms {
		if o.body == f.body && o.language != f.language {
			out = append(out, o)
		}
	}
	return out
}

// legalForms are names whose legal form is written otherwise than the customer's, moved, left out or translated.
func legalForms(seed uint64) Set {
	m := newMaker("legal forms", seed)
	for _, t := range tongues {
		for range 6 {
			for _, change := range formChanges {
				f, shape := m.fresh(t), pick(m.Rand, formsOf(t.language))
				written, asked := change.make(m.Rand, f, shape)
				if asked == "" {
					continue
				}
				id := m.customer(written)
				if change.twin { // the same firm with another form: only the form tells them apart
					if twin := pick(m.Rand, formsOf(t.language)); twin.body != shape.body {
						m.customer(f.String() + " " + twin.ways[0])
					}
				}
				m.ask(change.kind, asked, id)
			}
		}
	}
	return m.done(360, func(_ Query, asked, name []string) bool { return slices.Equal(asked, name) })
}

// formChanges make a customer's name and how it is asked for; "" where a form has no such way.
var formChanges = []struct {
	kind string
	twin bool
	make func(r *rand.Rand, f firm, shape form) (written, asked string)
}{
	{"written out", false, func(_ *rand.Rand, f firm, s form) (string, string) {
		return f.String() + " " + s.ways[0], f.String() + " " + s.ways[1]
	}},
	{"written out, twin", true, func(_ *rand.Rand, f firm, s form) (string, string) {
		return f.String() + " " + s.ways[0], f.String() + " " + strings.ToLower(s.ways[1])
	}},
	{"abbreviated", false, func(_ *rand.Rand, f firm, s form) (string, string) {
		return f.String() + " " + s.ways[1], f.String() + " " + s.ways[0]
	}},
	{"abbreviated, twin", true, func(_ *rand.Rand, f firm, s form) (string, string) {
		return f.String() + " " + s.ways[1], f.String() + " " + s.ways[0]
	}},
	{"other writing", false, func(r *rand.Rand, f firm, s form) (string, string) {
		if len(s.ways) < 3 {
			return "", ""
		}
		return f.String() + " " + s.ways[r.IntN(2)], f.String() + " " + pick(r, s.ways[2:])
	}},
	{"dots", false, func(_ *rand.Rand, f firm, s form) (string, string) {
		if d := dotted(s.ways[0]); d != s.ways[0] {
			return f.String() + " " + s.ways[0], f.String() + " " + d
		}
		return "", ""
	}},
	{"moved to the front", false, func(r *rand.Rand, f firm, s form) (string, string) {
		at := r.IntN(2)
		return f.String() + " " + s.ways[at], s.ways[r.IntN(2)] + " " + f.String()
	}},
	{"left out", false, func(r *rand.Rand, f firm, s form) (string, string) {
		return f.String() + " " + s.ways[r.IntN(2)], f.String()
	}},
	{"added", false, func(r *rand.Rand, f firm, s form) (string, string) {
		return f.String(), f.String() + " " + s.ways[r.IntN(2)]
	}},
	{"translated", false, func(r *rand.Rand, f firm, s form) (string, string) {
		abroad := s.abroad()
		if len(abroad) == 0 {
			return "", ""
		}
		return f.String() + " " + s.ways[r.IntN(2)], f.String() + " " + pick(r, abroad).ways[0]
	}},
	{"and", false, func(r *rand.Rand, f firm, s form) (string, string) {
		and, rest := conjunction(r, f.of.language)
		f.family += " & " + rest
		asked := f
		asked.family = strings.Replace(f.family, "&", and, 1)
		if r.IntN(2) == 0 {
			f, asked = asked, f
		}
		return f.String() + " " + s.ways[0], asked.String() + " " + s.ways[r.IntN(2)]
	}},
}

// dotted puts dots behind the letters of a short form, or takes them away.
func dotted(short string) string {
	if strings.Contains(short, ".") {
		return strings.NewReplacer(".", "", " ", "").Replace(short)
	}
	if len([]rune(short)) > 4 || strings.ContainsFunc(short, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return short
	}
	var b strings.Builder
	for _, r := range short {
		b.WriteRune(r)
		b.WriteByte('.')
	}
	return b.String()
}

// conjunction is "and" in a language, and what may follow it.
func conjunction(r *rand.Rand, language string) (and, rest string) {
	for _, line := range lines("ands") {
		if head, tail := heads(line, 2); head[0] == language {
			return head[1], pick(r, strings.Split(tail, "|"))
		}
	}
	return "and", "Co"
}
