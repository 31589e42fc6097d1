package message

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// sentence is a text with {placeholders}, or several of which what it is about chooses one.
type sentence struct {
	selectors []selector
	variants  []variant
}

// selector is a parameter that chooses: by its own value, or by the plural that its number asks for.
type selector struct {
	name, param string
	plural      bool
}

// variant is one of the texts. The values belong to the selectors one by one; "*" is any.
type variant struct {
	values []string
	text   string
}

// readSentence reads a sentence of inlang's message format: a text, or a list of one object with
// "declarations", "selectors" and "match".
func readSentence(value json.RawMessage) (sentence, error) {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return sentence{variants: []variant{{text: text}}}, nil
	}
	var complex []struct {
		Declarations, Selectors []string
		Match                   map[string]string
	}
	if err := json.Unmarshal(value, &complex); err != nil {
		return sentence{}, err
	}
	if len(complex) != 1 || len(complex[0].Match) == 0 {
		return sentence{}, fmt.Errorf("neither a text nor one choice of texts")
	}
	var s sentence
	for _, name := range complex[0].Selectors {
		one := selector{name: name, param: name}
		for _, d := range complex[0].Declarations { // "local countPlural = count: plural"
			if what, of, ok := strings.Cut(strings.TrimPrefix(d, "local "), "="); ok && strings.TrimSpace(what) == name {
				param, function, _ := strings.Cut(of, ":")
				one.param, one.plural = strings.TrimSpace(param), strings.TrimSpace(function) == "plural"
			}
		}
		s.selectors = append(s.selectors, one)
	}
	for conditions, text := range complex[0].Match {
		v := variant{values: make([]string, len(s.selectors)), text: text}
		for c := range strings.SplitSeq(conditions, ",") { // "countPlural=one, state=*"
			name, want, _ := strings.Cut(strings.TrimSpace(c), "=")
			i := slices.IndexFunc(s.selectors, func(x selector) bool { return x.name == name })
			if i < 0 {
				return sentence{}, fmt.Errorf("%q chooses by what is no selector", conditions)
			}
			v.values[i] = want
		}
		s.variants = append(s.variants, v)
	}
	// What asks for more stands first, so that "*" gets the rest.
	slices.SortFunc(s.variants, func(a, b variant) int {
		open := func(v variant) (n int) {
			for _, x := range v.values {
				if x == "*" || x == "" {
					n++
				}
			}
			return n
		}
		if d := open(a) - open(b); d != 0 {
			return d
		}
		return slices.Compare(a.values, b.values)
	})
	return s, nil
}

// say fills in the variant that fits.
func (s sentence) say(l Language, param func(name string) (string, bool)) string {
	chosen := s.variants[len(s.variants)-1]
	for _, v := range s.variants {
		fits := true
		for i, want := range v.values {
			value, _ := param(s.selectors[i].param)
			fits = fits && (want == "*" || want == "" || want == value || s.selectors[i].plural && want == form(l, value))
		}
		if fits {
			chosen = v
			break
		}
	}
	var b strings.Builder
	for _, p := range pieces(chosen.text) {
		if !p.placeholder {
			b.WriteString(p.text)
		} else if value, ok := param(p.text); ok {
			b.WriteString(value)
		} else {
			b.WriteString("{" + p.text + "}") // from another version: what is missing shall be seen
		}
	}
	return b.String()
}

// forms are the names that inlang, and Unicode, give to the forms of a word.
var forms = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
	plural.Many: "many", plural.Other: "other"}

// form is the form that a whole number asks for.
func form(l Language, number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return "other"
	}
	return forms[plural.Cardinal.MatchPlural(language.Make(string(l)), max(n, -n), 0, 0, 0, 0)]
}

// piece is a stretch of a text: the text itself or the name of a placeholder.
type piece struct {
	text        string
	placeholder bool
}

// pieces parts a text at its placeholders. A brace after a backslash is a brace.
func pieces(text string) []piece {
	var out []piece
	for text != "" {
		start := strings.IndexAny(text, `{\`)
		if start < 0 {
			return append(out, piece{text: text})
		}
		if start > 0 {
			out = append(out, piece{text: text[:start]})
		}
		text = text[start:]
		end := strings.IndexByte(text, '}')
		switch {
		case len(text) > 1 && text[0] == '\\':
			out = append(out, piece{text: text[1:2]})
			text = text[2:]
		case text[0] == '\\' || end < 0:
			return append(out, piece{text: text})
		default:
			out = append(out, piece{text: text[1:end], placeholder: true})
			text = text[end+1:]
		}
	}
	return out
}

// placeholders lists the names that the sentence is about, each once, sorted.
func (s sentence) placeholders() []string {
	var names []string
	for _, x := range s.selectors {
		names = append(names, x.param)
	}
	for _, v := range s.variants {
		for _, p := range pieces(v.text) {
			if p.placeholder {
				names = append(names, p.text)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
