package script

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed letters.txt
var lettersTxt string

// An alphabet is a script whose letters are read by a table.
type alphabet struct {
	script *unicode.RangeTable
	ways   int
	abjad  bool
	base   rune
	groups [][]group // by their first letter, from base on; the longest first
}

// group is one letter or several that are written together, and what each romanisation makes of it.
type group struct {
	letters     string
	first, last bool // only at the beginning, at the end of a word
	latin       []string
}

// alphabets are those of letters.txt.
var alphabets = sync.OnceValue(func() []writing {
	var all []writing
	for block := range strings.SplitSeq(lettersTxt, "\n\n") {
		if head, rows, ok := strings.Cut(block, "\n"); ok && strings.HasPrefix(head, "script ") {
			a := parseAlphabet(strings.Fields(head)[1:], rows)
			all = append(all, writing{a.has, a.ways, a.read})
		}
	}
	return all
})

func parseAlphabet(names []string, rows string) *alphabet {
	a := &alphabet{script: unicode.Scripts[names[0]], ways: len(names) - 1}
	a.abjad = a.script == unicode.Hebrew || a.script == unicode.Arabic
	a.base = rune(a.script.R16[0].Lo)
	for row := range strings.Lines(rows) {
		cells := strings.Fields(row)
		g := group{letters: strings.Trim(cells[0], "^$"), first: cells[0][0] == '^', last: strings.HasSuffix(cells[0], "$")}
		for _, cell := range cells[1:] {
			switch cell {
			case "=":
				cell = "" // as the usual one; of a group without one, as its letters one by one
				if len(g.latin) > 0 {
					cell = g.latin[0]
				}
			case "0":
				cell = dropped
			}
			g.latin = append(g.latin, cell)
		}
		r, _ := utf8.DecodeRuneInString(g.letters)
		for int(r-a.base) >= len(a.groups) {
			a.groups = append(a.groups, nil)
		}
		a.groups[r-a.base] = append(a.groups[r-a.base], g)
	}
	for _, groups := range a.groups {
		slices.SortStableFunc(groups, func(g, h group) int { return h.weight() - g.weight() })
	}
	return a
}

// dropped is a letter that is written as nothing.
const dropped = "'"

// weight orders groups: the longer ones first, of the same length those for one place of a word.
func (g *group) weight() int {
	weight := 2 * len(g.letters)
	if g.first || g.last {
		weight++
	}
	return weight
}

func (a *alphabet) has(r rune) bool {
	i := int(r - a.base)
	return i >= 0 && i < len(a.groups) && a.groups[i] != nil || r >= a.base && unicode.Is(a.script, r)
}

func (a *alphabet) read(dst []byte, word string, way int) []byte {
	for i := 0; i < len(word); {
		if g := a.at(word, i, way); g != nil {
			dst = a.write(dst, g.latin[way])
			i += len(g.letters)
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		// A letter with a mark that the table doesn't know is read without it.
		if base, n := utf8.DecodeRuneInString(norm.NFD.String(word[i : i+size])); base != r && n > 0 {
			if g := a.at(string(base), 0, way); g != nil {
				dst = a.write(dst, g.latin[way])
			}
		} else {
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

// write appends what a group is in Latin. An abjad leaves the vowels between its consonants to the reader: where two of
// them would be read as one there is one of those.
func (a *alphabet) write(dst []byte, latin string) []byte {
	if latin == dropped {
		return dst
	}
	if n := len(dst); a.abjad && n > 0 {
		before := dst[n-1]
		if before == latin[0] || latin[0] == 'h' && strings.IndexByte("bcdgkpstz", before) >= 0 ||
			before == 't' && (latin[0] == 's' || latin[0] == 'z') {
			dst = append(dst, 'a')
		}
	}
	return append(dst, latin...)
}

// at is the group that word has at i.
func (a *alphabet) at(word string, i, way int) *group {
	r, _ := utf8.DecodeRuneInString(word[i:])
	at := int(r - a.base)
	if at < 0 || at >= len(a.groups) {
		return nil
	}
	groups := a.groups[at]
	for k := range groups {
		g := &groups[k]
		if g.latin[way] != "" && strings.HasPrefix(word[i:], g.letters) &&
			(!g.first || i == 0) && (!g.last || i+len(g.letters) == len(word)) {
			return g
		}
	}
	return nil
}
